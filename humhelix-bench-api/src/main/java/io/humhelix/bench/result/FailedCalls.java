package io.humhelix.bench.result;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The calls of a trial that failed, each by itself: the trial went on after them ({@link
 * FailureKind#isOfCall()}). They are in no other series: latencies, throughput and real-time
 * factors are of the calls that were answered.
 *
 * @param calls one row per clip that got no text, in the order in which clips were due; the
 *     inference time is the time until the call had failed. All clips of a batch that failed are
 *     here. A clip that failed before its call could be made (its preparation, or a chunk before
 *     the last one) counts at the time at which it was due
 * @param kinds what went wrong, one for each row
 * @param examples the first failure of each kind, in the order in which the kinds appeared; the
 *     first of these is the first failure of the trial
 * @param clips how a missing text counts, once per clip that failed and has a reference
 * @param endedTrial whether the trial was ended early because one call after another failed, and
 *     more had failed than a valid trial may have
 */
public record FailedCalls(
    CallSeries calls,
    List<FailureKind> kinds,
    List<Failure> examples,
    List<FailedClip> clips,
    boolean endedTrial) {

  /** No call failed. */
  public static final FailedCalls NONE =
      new FailedCalls(
          CallSeries.builder(List.of(), new double[0], 0).build(),
          List.of(),
          List.of(),
          List.of(),
          false);

  private static final double PERCENT = 100;

  /**
   * Checks that every call has a kind.
   *
   * @throws IllegalArgumentException if the numbers of calls and kinds differ, or a kind has no
   *     example
   */
  public FailedCalls {
    Objects.requireNonNull(calls, "calls");
    kinds = List.copyOf(kinds);
    examples = List.copyOf(examples);
    clips = List.copyOf(clips);
    if (kinds.size() != calls.size()) {
      throw new IllegalArgumentException(
          calls.size() + " failed calls, but " + kinds.size() + " kinds of failure");
    }
    for (FailureKind kind : kinds) {
      if (examples.stream().noneMatch(example -> example.kind() == kind)) {
        throw new IllegalArgumentException("no example of a failure of kind " + kind);
      }
    }
  }

  /**
   * Returns how many calls failed.
   *
   * @return 0 or more; each clip of a batch counts
   */
  public int size() {
    return calls.size();
  }

  /**
   * Returns whether no call failed.
   *
   * @return whether there is none
   */
  public boolean isEmpty() {
    return calls.size() == 0;
  }

  /**
   * Returns the share of failed calls.
   *
   * @param answered calls of the trial that were answered
   * @return in percent of all calls that were made; empty if none was made
   */
  public Optional<Double> percentBeside(int answered) {
    int made = size() + answered;
    return made == 0 ? Optional.empty() : Optional.of(PERCENT * size() / made);
  }

  /**
   * Returns how often each kind of failure happened.
   *
   * @return from the most frequent one to the rarest
   */
  public Map<FailureKind, Integer> byKind() {
    Map<FailureKind, Integer> counts = new EnumMap<>(FailureKind.class);
    kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    Map<FailureKind, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /**
   * Returns these calls with their scores.
   *
   * @param scored how missing texts count
   * @return the same calls
   */
  public FailedCalls withClips(List<FailedClip> scored) {
    return new FailedCalls(calls, kinds, examples, scored, endedTrial);
  }
}
