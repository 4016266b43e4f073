package io.humhelix.bench.summary;

import io.humhelix.bench.result.ErrorCounts;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The calls of valid trials with one clip.
 *
 * @param key a value for each factor of the summary
 * @param clip the clip's id
 * @param calls answered calls
 * @param seconds mean time of a call, until its last segment
 * @param rtf time of all calls / audio of all calls; empty where a length is not known
 * @param words errors in words, summed over the calls that have a score
 * @param characters errors in characters, summed likewise
 * @param scored calls that have a score
 */
public record ClipGroup(
    List<String> key,
    String clip,
    long calls,
    double seconds,
    OptionalDouble rtf,
    ErrorCounts words,
    ErrorCounts characters,
    long scored) {

  private static final int PERCENT = 100;

  public ClipGroup {
    key = List.copyOf(key);
    Objects.requireNonNull(clip, "clip");
    Objects.requireNonNull(rtf, "rtf");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(characters, "characters");
  }

  /**
   * Returns the word error rate.
   *
   * @return percent; empty without a reference word
   */
  public OptionalDouble werPercent() {
    return words.hasRate() ? OptionalDouble.of(PERCENT * words.rate()) : OptionalDouble.empty();
  }

  /**
   * Returns the character error rate.
   *
   * @return percent; empty without a reference character
   */
  public OptionalDouble cerPercent() {
    return characters.hasRate()
        ? OptionalDouble.of(PERCENT * characters.rate())
        : OptionalDouble.empty();
  }
}
