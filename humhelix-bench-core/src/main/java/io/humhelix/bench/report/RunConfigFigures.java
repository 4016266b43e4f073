package io.humhelix.bench.report;

import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of one row. Steady numbers come from valid measured trials alone; load and first call
 * are of whatever fork came to life.
 *
 * @param load one value per fork, in seconds; forks of a ready system have none
 * @param firstCall one value per fork, in seconds
 * @param clipLatency one value per clip and valid trial, in seconds
 * @param rtfx one value per valid trial: audio / busy time
 * @param words word errors summed over clips and valid trials
 * @param characters character errors summed likewise
 * @param scoredClips calls of valid trials that have a score
 * @param unscoredClips calls of valid trials that have none
 * @param validTrials measured trials that count
 */
record RunConfigFigures(
    Sample load,
    Sample firstCall,
    Sample clipLatency,
    Sample rtfx,
    ErrorCounts words,
    ErrorCounts characters,
    int scoredClips,
    int unscoredClips,
    int validTrials) {

  private static final double NANOS = 1e9;

  static RunConfigFigures of(RunConfigResult result) {
    List<TrialResult> valid = result.validTrials();
    List<ClipResult> clips = valid.stream().flatMap(t -> t.clips().stream()).toList();
    List<TrialResult> timed =
        valid.stream()
            .filter(t -> t.audioSeconds() > 0 && t.totalTranscriptionSeconds() > 0)
            .toList();
    ErrorCounts words = ErrorCounts.NONE;
    ErrorCounts characters = ErrorCounts.NONE;
    int scored = 0;
    for (ClipResult clip : clips) {
      if (clip.score().isPresent()) {
        words = words.plus(clip.score().get().words());
        characters = characters.plus(clip.score().get().characters());
        scored++;
      }
    }
    return new RunConfigFigures(
        loads(result),
        firstCalls(result),
        Sample.of(clips.stream().map(c -> c.totalNanos() / NANOS).toList()),
        Sample.of(
            timed.stream().map(t -> t.audioSeconds() / t.totalTranscriptionSeconds()).toList()),
        words,
        characters,
        scored,
        clips.size() - scored,
        valid.size());
  }

  private static Sample loads(RunConfigResult result) {
    Map<Integer, Double> byFork = new LinkedHashMap<>();
    for (TrialResult trial : result.trials()) {
      if (trial.loadNanos() > 0) {
        byFork.putIfAbsent(trial.fork(), trial.loadSeconds());
      }
    }
    return Sample.of(byFork.values());
  }

  private static Sample firstCalls(RunConfigResult result) {
    return Sample.of(
        result.trials().stream()
            .filter(t -> t.kind() == TrialKind.FIRST_CALL && !t.clips().isEmpty())
            .map(t -> t.clips().get(0).totalNanos() / NANOS)
            .toList());
  }
}
