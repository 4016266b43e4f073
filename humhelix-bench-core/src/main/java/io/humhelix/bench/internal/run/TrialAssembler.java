package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.internal.scenario.ScenarioSummary;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

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
   * @param mismatch why it was not the system that was asked for, or not that of the other trials
   * @param issues found so far
   * @param sampled what the machine did meanwhile
   * @param failure why it did not end well
   * @param load what it was put under; empty for a plain single-stream pass
   */
  record Ended(
      TrialKind kind,
      int fork,
      int number,
      TrialStatus status,
      Instant startedAt,
      long loadNanos,
      List<RawCall> calls,
      Optional<Issue> mismatch,
      List<Issue> issues,
      List<Measurement> sampled,
      Optional<Failure> failure,
      Optional<UnderLoad> load) {}

  TrialResult assemble(Ended ended) {
    List<RawCall> calls = ended.calls();
    long origin =
        ended
            .load()
            .map(load -> load.calls().originNanos())
            .orElse(calls.isEmpty() ? 0 : calls.get(0).startNanos());
    long wall = calls.stream().mapToLong(call -> call.endNanos() - origin).max().orElse(0);
    List<Issue> issues = new ArrayList<>(ended.issues());
    List<ClipResult> clips = new ArrayList<>();
    for (RawCall call : ended.load().isPresent() ? distinct(calls) : calls) {
      clips.add(clip(call, origin, issues));
    }
    clips.sort(Comparator.comparingInt(c -> indexOf(c.clipId())));
    Optional<ScenarioResult> scenario = ended.load().map(this::summary);
    TrialStatus status = ended.status();
    if (status == TrialStatus.OK && ended.mismatch().isPresent()) {
      status = TrialStatus.INVALID;
      issues.add(ended.mismatch().get());
    }
    if (status == TrialStatus.OK
        && calls.isEmpty()
        && scenario.filter(result -> result.left() > 0).isEmpty()) {
      status = TrialStatus.INVALID;
      Scenario asked = ended.load().map(UnderLoad::scenario).orElse(Scenario.SINGLE_STREAM);
      issues.add(ExtentCheck.noCallDue(asked, workload));
    }
    if (status == TrialStatus.OK && ended.kind() == TrialKind.MEASURED) {
      Optional<Issue> missed = TrialMetrics.gateMissed(clips, maxWerPercent, scorer.normalizer());
      if (missed.isPresent()) {
        status = TrialStatus.INVALID;
        issues.add(missed.get());
      }
    }
    if (scenario.isPresent() && ended.kind() == TrialKind.MEASURED && status == TrialStatus.OK) {
      Optional<Issue> overloaded = LoadIssues.overloaded(scenario.get());
      if (overloaded.isPresent()) {
        status = TrialStatus.INVALID;
        issues.add(overloaded.get());
      }
      issues.addAll(LoadIssues.of(ended.load().orElseThrow(), scenario.get()));
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
        metrics(ended, clips, wall, scenario),
        issues,
        ended.failure(),
        scenario);
  }

  private ScenarioResult summary(UnderLoad load) {
    return ScenarioSummary.of(
        load.scenario(),
        load.calls(),
        workload.clips().stream().map(clip -> clip.clip().id()).toList(),
        workload.clips().stream().mapToDouble(clip -> clip.audio().durationSeconds()).toArray());
  }

  private static List<Measurement> metrics(
      Ended ended, List<ClipResult> clips, long wall, Optional<ScenarioResult> scenario) {
    List<Measurement> metrics =
        new ArrayList<>(
            scenario.isEmpty()
                ? TrialMetrics.of(ended.kind(), clips, wall, ended.loadNanos())
                : TrialMetrics.underLoad(
                    scenario.get(),
                    LoadMetrics.of(ended.load().orElseThrow(), scenario.get(), wall),
                    clips,
                    wall,
                    ended.loadNanos()));
    metrics.addAll(ended.sampled());
    return metrics;
  }

  /** The first call of each clip with each text that it got. */
  private static List<RawCall> distinct(List<RawCall> calls) {
    Map<Integer, Set<String>> texts = new HashMap<>();
    return calls.stream()
        .filter(
            call ->
                texts
                    .computeIfAbsent(call.clip(), clip -> new HashSet<>())
                    .add(call.transcript().text()))
        .toList();
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
        call.turn().chunkNanos() + call.inferenceNanos(),
        call.transcriptionNanos(),
        partialResults ? call.firstSegmentNanos() : OptionalLong.empty(),
        call.transcript(),
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
