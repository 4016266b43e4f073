package io.humhelix.bench.compare;

import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ErrorUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A clip of which the sides wrote something else. No verdict: of an engine that gives a clip now
 * one text and now another, many clips change.
 *
 * @param clipId the clip
 * @param unit in which errors are counted
 * @param length words or characters of the reference; 0 without a reference
 * @param reference the normalised reference; empty if the clip has none, or if neither side has its
 *     text
 * @param baseline what the baseline made of it
 * @param candidate what the candidate made of it
 */
public record ChangedClip(
    String clipId,
    ErrorUnit unit,
    long length,
    Optional<String> reference,
    ClipText baseline,
    ClipText candidate) {

  /** Which way a clip changed. */
  public enum Change {
    /** More errors than before. */
    WORSE,
    /** Fewer errors than before. */
    BETTER,
    /** Another text, with as many errors, or without a reference to count them by. */
    OTHER_TEXT
  }

  /** Worst first: most errors more than before, then by their ids. */
  static final Comparator<ChangedClip> WORST_FIRST =
      Comparator.comparingDouble((ChangedClip one) -> -one.moreErrors())
          .thenComparing(ChangedClip::clipId);

  /** Sums of equal errors in another order differ by less. */
  private static final double ROUNDING = 1e-9;

  public ChangedClip {
    Objects.requireNonNull(clipId, "clipId");
    Objects.requireNonNull(unit, "unit");
    reference = reference.filter(text -> !TextHash.isHash(text));
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(candidate, "candidate");
  }

  ChangedClip with(ClipText before, ClipText now) {
    return new ChangedClip(clipId, unit, length, reference, before, now);
  }

  /**
   * Returns which way it changed.
   *
   * @return by its mean errors
   */
  public Change change() {
    double more = moreErrors();
    return more > ROUNDING ? Change.WORSE : more < -ROUNDING ? Change.BETTER : Change.OTHER_TEXT;
  }

  /**
   * Returns how many errors more the candidate has.
   *
   * @return below 0 if it has fewer; 0 for a clip without a reference
   */
  public double moreErrors() {
    return candidate.errors().orElse(0) - baseline.errors().orElse(0);
  }
}
