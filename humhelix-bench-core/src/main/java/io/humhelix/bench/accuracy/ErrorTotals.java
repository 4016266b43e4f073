package io.humhelix.bench.accuracy;

import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import java.util.Objects;

/**
 * The errors of several clips together. The rate of a workload is the ratio of the sums (all errors
 * / all reference words): each word weighs the same. In the mean of the clips' rates, a clip of two
 * words would weigh as much as one of two hundred.
 *
 * <p>A clip with an empty normalised reference (silence, a lone "um") has no rate of its own, but
 * counts: words that the engine invents for it are insertions and errors here, while it adds
 * nothing to the reference length. These clips are also counted separately, for reports.
 *
 * @param words the sums of the word errors
 * @param characters the sums of the character errors
 * @param clips how many scores were added, 0 or more
 * @param clipsWithEmptyReference how many of them have a reference without words, 0 to {@code
 *     clips}
 */
public record ErrorTotals(
    ErrorCounts words, ErrorCounts characters, long clips, long clipsWithEmptyReference) {

  /** No clip yet. */
  public static final ErrorTotals NONE = new ErrorTotals(ErrorCounts.NONE, ErrorCounts.NONE, 0, 0);

  public ErrorTotals {
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(characters, "characters");
    if (clips < 0 || clipsWithEmptyReference < 0 || clipsWithEmptyReference > clips) {
      throw new IllegalArgumentException(
          "clips with an empty reference: "
              + clipsWithEmptyReference
              + " of "
              + clips
              + "; allowed: 0 to the number of clips");
    }
  }

  /**
   * Returns the totals with one more clip; this object does not change.
   *
   * @param score a score by the same normaliser as all others; not null
   * @return the new totals
   */
  public ErrorTotals add(ClipScore score) {
    boolean empty = !score.words().hasRate();
    return new ErrorTotals(
        words.plus(score.words()),
        characters.plus(score.characters()),
        clips + 1,
        clipsWithEmptyReference + (empty ? 1 : 0));
  }
}
