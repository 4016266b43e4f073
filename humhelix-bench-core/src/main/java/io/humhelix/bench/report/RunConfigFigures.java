package io.humhelix.bench.report;

import io.humhelix.bench.estimate.CallErrors;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The numbers of one row that have no interval: of valid measured trials alone. What has an
 * interval is an estimate ({@link EstimateText}).
 *
 * @param words word errors summed over clips and valid trials; of a clip that was never answered in
 *     a trial, that of an empty text
 * @param characters character errors summed likewise
 * @param scoredClips calls of valid trials that have a score
 * @param unscoredClips calls of valid trials that have none
 * @param validTrials measured trials that count
 */
record RunConfigFigures(
    ErrorCounts words,
    ErrorCounts characters,
    int scoredClips,
    int unscoredClips,
    int validTrials) {

  static RunConfigFigures of(RunConfigResult result) {
    List<TrialResult> valid = result.validTrials();
    List<ClipResult> clips = valid.stream().flatMap(t -> t.clips().stream()).toList();
    ErrorCounts words = ErrorCounts.NONE;
    ErrorCounts characters = ErrorCounts.NONE;
    int scored = 0;
    for (ClipResult clip : clips) {
      if (clip.score().isPresent()) {
        words = plus(words, clip.score().get().words());
        characters = plus(characters, clip.score().get().characters());
        scored++;
      }
    }
    for (TrialResult trial : valid) {
      for (CallErrors.Weighted one : CallErrors.of(trial).scores()) {
        if (one.failed() && one.weight() == 1) {
          words = plus(words, one.score().words());
          characters = plus(characters, one.score().characters());
        }
      }
    }
    return new RunConfigFigures(words, characters, scored, clips.size() - scored, valid.size());
  }

  /** Beyond the range of a long: no text has so many words, whatever a file says. */
  private static ErrorCounts plus(ErrorCounts some, ErrorCounts more) {
    try {
      return some.plus(more);
    } catch (IllegalArgumentException e) {
      return some;
    }
  }

  /** The errors in words or in characters. */
  ErrorCounts errors(ErrorUnit unit) {
    return unit == ErrorUnit.WORD ? words : characters;
  }

  /** One value of a metric for each valid trial that has it. */
  static Sample ofTrials(RunConfigResult result, Metric metric) {
    return Sample.of(
        result.validTrials().stream().flatMap(trial -> trial.metric(metric).stream()).toList());
  }

  /** The slowest clip of all valid trials, in seconds. */
  static OptionalDouble slowestClip(RunConfigResult result) {
    return ofTrials(result, Metrics.LATENCY_MAX_S).maximum();
  }
}
