package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Makes results of raw calls: scores texts, computes metrics, holds the gate. All of it happens
 * after the timed part. Remembers texts, to tell when an engine is not deterministic.
 */
final class TrialAssembler {

  private final String runConfigId;
  private final PreparedWorkload workload;
  private final ClipScorer scorer;
  private final OptionalDouble maxWerPercent;
  private final boolean partialResults;
  private final Map<Integer, String> firstTexts = new HashMap<>();
  private final Map<Integer, ClipScore> firstScores = new HashMap<>();

  TrialAssembler(
      String runConfigId,
      PreparedWorkload workload,
      ClipScorer scorer,
      OptionalDouble maxWerPercent,
      boolean partialResults) {
    this.runConfigId = runConfigId;
    this.workload = workload;
    this.scorer = scorer;
    this.maxWerPercent = maxWerPercent;
    this.partialResults = partialResults;
  }

  /**
   * What is known of a trial when its calls have ended.
   *
   * @param kind which part it plays
   * @param fork number of the fork
   * @param number number within its kind and fork
   * @param status how its calls ended
   * @param startedAt wall-clock time
   * @param loadNanos model load of the fork
   * @param calls those that returned
   * @param wrongDevice why the device that did the work is not the one asked for
   * @param issues found so far
   * @param sampled what the machine did meanwhile
   * @param failure why it did not end well
   */
  record Ended(
      TrialKind kind,
      int fork,
      int number,
      TrialStatus status,
      Instant startedAt,
      long loadNanos,
      List<RawCall> calls,
      Optional<Issue> wrongDevice,
      List<Issue> issues,
      List<Measurement> sampled,
      Optional<Failure> failure) {}

  TrialResult assemble(Ended ended) {
    List<RawCall> calls = ended.calls();
    long origin = calls.isEmpty() ? 0 : calls.get(0).startNanos();
    long wall = calls.isEmpty() ? 0 : calls.get(calls.size() - 1).endNanos() - origin;
    List<Issue> issues = new ArrayList<>(ended.issues());
    List<ClipResult> clips = new ArrayList<>();
    for (RawCall call : calls) {
      clips.add(clip(call, origin, issues));
    }
    clips.sort(Comparator.comparingInt(c -> indexOf(c.clipId())));
    List<Measurement> metrics =
        new ArrayList<>(TrialMetrics.of(ended.kind(), clips, wall, ended.loadNanos()));
    metrics.addAll(ended.sampled());
    TrialStatus status = ended.status();
    if (status == TrialStatus.OK && ended.wrongDevice().isPresent()) {
      status = TrialStatus.INVALID;
      issues.add(ended.wrongDevice().get());
    }
    if (status == TrialStatus.OK && ended.kind() == TrialKind.MEASURED) {
      Optional<Issue> missed = TrialMetrics.gateMissed(clips, maxWerPercent, scorer.normalizer());
      if (missed.isPresent()) {
        status = TrialStatus.INVALID;
        issues.add(missed.get());
      }
    }
    return new TrialResult(
        runConfigId,
        ended.kind(),
        ended.fork(),
        ended.number(),
        status,
        ended.startedAt(),
        wall,
        ended.loadNanos(),
        clips,
        metrics,
        issues,
        ended.failure());
  }

  private int indexOf(String clipId) {
    for (int i = 0; i < workload.clips().size(); i++) {
      if (workload.clips().get(i).clip().id().equals(clipId)) {
        return i;
      }
    }
    throw new IllegalArgumentException(clipId);
  }

  private ClipResult clip(RawCall call, long origin, List<Issue> issues) {
    PreparedClip clip = workload.clips().get(call.clip());
    String text = call.transcript().text();
    String earlier = firstTexts.putIfAbsent(call.clip(), text);
    boolean sameText = text.equals(earlier);
    if (earlier != null && !sameText) {
      issues.add(
          Issue.warning(
              "nondeterministic",
              "clip '" + clip.clip().id() + "': the text differs from that of an earlier trial.",
              "Set the temperature fallback off, or judge the error rate over several trials."));
    }
    if (clip.audio().isSilent() && !text.isBlank()) {
      issues.add(
          Issue.warning(
              "text-on-silence",
              "clip '" + clip.clip().id() + "' is silent, but the engine wrote text.",
              "Such text is made up; voice activity detection or a no-speech threshold helps."));
    }
    return new ClipResult(
        clip.clip().id(),
        call.position(),
        clip.audio().durationSeconds(),
        call.startNanos() - origin,
        call.inferenceNanos(),
        call.transcriptionNanos(),
        partialResults ? call.firstSegmentNanos() : OptionalLong.empty(),
        text,
        call.transcript().segments(),
        call.transcript().phases(),
        clip.clip().reference().map(reference -> score(call.clip(), reference, text, sameText)));
  }

  private ClipScore score(int clip, String reference, String text, boolean sameText) {
    if (sameText) {
      return firstScores.get(clip);
    }
    ClipScore score = scorer.score(reference, text);
    firstScores.putIfAbsent(clip, score);
    return score;
  }
}
