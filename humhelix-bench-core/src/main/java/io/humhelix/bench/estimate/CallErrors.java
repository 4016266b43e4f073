package io.humhelix.bench.estimate;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The scores of a trial with their weights. A text counts once, however many calls got it. Calls
 * that failed count as an empty text, in proportion to the calls of their clip: of a clip that was
 * taken 50 times and failed once, the texts count 49/50 and the empty one 1/50 of what the texts
 * would alone. A clip that was never answered counts as an empty text.
 */
public final class CallErrors {

  private static final double PERCENT = 100;

  /**
   * A score.
   *
   * @param clipId its clip
   * @param score of a text, or of the missing one
   * @param weight above 0; 1 for each text of a clip that never failed
   * @param failed whether the text is missing
   */
  public record Weighted(String clipId, ClipScore score, double weight, boolean failed) {}

  private final List<Weighted> scores;

  private CallErrors(List<Weighted> scores) {
    this.scores = List.copyOf(scores);
  }

  /**
   * Weighs the scores of a trial.
   *
   * @param trial of any status
   * @return as of its calls, clips and failed calls
   */
  public static CallErrors of(TrialResult trial) {
    return of(trial.calls(), trial.clips(), trial.failedCalls());
  }

  /**
   * Weighs the scores of a trial that is being made.
   *
   * @param calls calls that were answered
   * @param clips their texts
   * @param failed calls that failed, with their scores
   * @return clips without a reference are left out
   */
  public static CallErrors of(CallSeries calls, List<ClipResult> clips, FailedCalls failed) {
    if (failed.isEmpty() && failed.clips().isEmpty()) {
      return of(clips);
    }
    Map<String, Integer> answers = perClip(calls);
    Map<String, Integer> failures = perClip(failed.calls());
    Map<String, Integer> texts = new HashMap<>();
    List<Weighted> scores = new ArrayList<>();
    for (ClipResult clip : clips) {
      String id = clip.clipId();
      if (clip.score().isPresent()) {
        texts.merge(id, 1, Integer::sum);
        double weight = 1 - shareFailed(answers, failures, id);
        scores.add(new Weighted(id, clip.score().get(), weight, false));
      }
    }
    for (FailedClip clip : failed.clips()) {
      String id = clip.clipId();
      double weight = shareFailed(answers, failures, id) * texts.getOrDefault(id, 1);
      if (weight > 0) {
        scores.add(new Weighted(id, clip.score(), weight, true));
      }
    }
    return new CallErrors(scores);
  }

  /** As nearly all trials are: no call failed. */
  private static CallErrors of(List<ClipResult> clips) {
    List<Weighted> scores = new ArrayList<>(clips.size());
    for (ClipResult clip : clips) {
      if (clip.score().isPresent()) {
        scores.add(new Weighted(clip.clipId(), clip.score().get(), 1, false));
      }
    }
    return new CallErrors(scores);
  }

  private static Map<String, Integer> perClip(CallSeries calls) {
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < calls.size(); row++) {
      counts.merge(calls.clips().get(calls.clip(row)), 1, Integer::sum);
    }
    return counts;
  }

  private static double shareFailed(
      Map<String, Integer> answers, Map<String, Integer> failures, String clip) {
    int failed = failures.getOrDefault(clip, 0);
    return failed == 0 ? 0 : (double) failed / (failed + answers.getOrDefault(clip, 0));
  }

  /**
   * Returns the scores.
   *
   * @return in the order of the workload, missing texts last
   */
  public List<Weighted> scores() {
    return scores;
  }

  /**
   * Returns the pooled error rate: the ratio of the weighted sums.
   *
   * @param unit words or characters
   * @return in percent; empty if the references have none
   */
  public OptionalDouble percent(ErrorUnit unit) {
    double errors = 0;
    double units = 0;
    for (Weighted one : scores) {
      ErrorCounts counts = unit.counts(one.score());
      errors += one.weight() * counts.errors();
      units += one.weight() * counts.referenceLength();
    }
    return units > 0 ? OptionalDouble.of(PERCENT * (errors / units)) : OptionalDouble.empty();
  }

  /**
   * Returns what was written for clips in which nothing is said: all of it is made up.
   *
   * @param unit words or characters
   * @return those of all texts of such clips, 0 or more
   */
  public long madeUp(ErrorUnit unit) {
    return scores.stream()
        .filter(one -> !one.failed())
        .map(one -> unit.counts(one.score()))
        .filter(counts -> counts.referenceLength() == 0)
        .mapToLong(ErrorCounts::insertions)
        .sum();
  }
}
