package io.humhelix.bench.internal.run;

import io.humhelix.bench.estimate.CallErrors;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes results of raw calls: scores texts, computes metrics, holds the gate. All of it happens
 * after the timed part. Remembers texts, to tell when an engine is not deterministic.
 */
final class TrialAssembler {

  private static final double NANOS = 1e9;

  private final String runConfigId;
  private final PreparedWorkload workload;
  private final Scoring scoring;
  private final AccuracyPolicy accuracy;
  private final boolean partialResults;
  private final Map<Integer, Scored> firstScores = new HashMap<>();

  TrialAssembler(
      String runConfigId,
      PreparedWorkload workload,
      Scoring scoring,
      AccuracyPolicy accuracy,
      boolean partialResults) {
    this.runConfigId = runConfigId;
    this.workload = workload;
    this.scoring = scoring;
    this.accuracy = accuracy;
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
   * @param calls those that returned, with what they gave
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
      ScenarioCalls calls,
      Optional<Issue> mismatch,
      List<Issue> issues,
      List<Measurement> sampled,
      Optional<Failure> failure,
      Optional<UnderLoad> load) {}

  TrialResult assemble(Ended ended) {
    CallSeries calls =
        partialResults ? ended.calls().calls() : ended.calls().calls().withoutFirstSegments();
    List<Transcript> transcripts = ended.calls().transcripts();
    long wall =
        Stream.of(calls, ended.calls().failed().calls())
            .flatMapToLong(all -> IntStream.range(0, all.size()).mapToLong(all::endNanos))
            .max()
            .orElse(0);
    List<Issue> issues = new ArrayList<>(ended.issues());
    List<ClipResult> clips = new ArrayList<>();
    for (int row : firstWithEachText(calls, transcripts)) {
      Transcript transcript = scoring.inKnownLanguage(transcripts.get(row));
      clips.add(clip(calls, row, transcript, issues));
    }
    clips.sort(Comparator.comparingInt(c -> indexOf(c.clipId())));
    FailedCalls failed = scored(ended.calls().failed());
    issues.addAll(told(calls, transcripts));
    Optional<ScenarioResult> scenario =
        ended.load().map(load -> load.summary(ended.calls(), ended.status()));
    TrialStatus status = ended.status();
    if (status == TrialStatus.OK && ended.mismatch().isPresent()) {
      status = TrialStatus.INVALID;
      issues.add(ended.mismatch().get());
    }
    if (status == TrialStatus.OK
        && calls.size() == 0
        && failed.isEmpty()
        && scenario.filter(result -> result.left() > 0).isEmpty()) {
      status = TrialStatus.INVALID;
      Scenario asked = ended.load().map(UnderLoad::scenario).orElse(Scenario.SINGLE_STREAM);
      issues.add(ExtentCheck.noCallDue(asked, workload));
    }
    if (status == TrialStatus.OK) {
      Optional<Issue> unfit =
          ended.kind() == TrialKind.MEASURED
              ? FailureIssues.unfit(failed, calls.size(), accuracy.maxErrorPercent())
              : Optional.empty();
      status = unfit.isPresent() ? TrialStatus.INVALID : status;
      unfit.or(() -> FailureIssues.of(failed, calls.size())).ifPresent(issues::add);
    }
    CallErrors errors = CallErrors.of(calls, clips, failed);
    if (status == TrialStatus.OK && ended.kind() == TrialKind.MEASURED) {
      ErrorUnit unit = scoring.unit(clips);
      SpokenClips spoken = SpokenClips.of(workload.clips(), clips);
      List<Issue> unfit = TextChecks.unfit(spoken, errors, accuracy, unit);
      issues.addAll(unfit);
      if (unfit.isEmpty()) {
        issues.addAll(TextChecks.doubtful(spoken, errors, unit));
      } else {
        status = TrialStatus.INVALID;
      }
    }
    if (scenario.isPresent() && ended.kind() == TrialKind.MEASURED && status == TrialStatus.OK) {
      Optional<Issue> unfit = LoadIssues.unfit(ended.load().orElseThrow(), scenario.get());
      if (unfit.isPresent()) {
        status = TrialStatus.INVALID;
        issues.add(unfit.get());
      }
      issues.addAll(LoadIssues.of(ended.load().orElseThrow(), scenario.get(), calls));
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
        calls,
        clips,
        metrics(ended, calls, clips, failed, errors, wall, scenario),
        issues,
        ended.failure(),
        scenario,
        failed);
  }

  /** A call that failed is one without a text. */
  private FailedCalls scored(FailedCalls failed) {
    Map<Integer, FailedClip> scores = new TreeMap<>();
    for (int row = 0; row < failed.size(); row++) {
      int clip = failed.calls().clip(row);
      if (!scores.containsKey(clip)) {
        AudioClip known = workload.clips().get(clip).clip();
        scoring
            .score(known, missing(clip))
            .ifPresent(score -> scores.put(clip, new FailedClip(known.id(), score)));
      }
    }
    return failed.withClips(List.copyOf(scores.values()));
  }

  /** No text, in the language of the clip's other texts, or else in the one of all texts. */
  private Transcript missing(int clip) {
    Transcript empty = scoring.inKnownLanguage(Transcript.ofText(""));
    return Stream.of(Stream.ofNullable(firstScores.get(clip)), firstScores.values().stream())
        .map(some -> some.flatMap(text -> text.language().stream()).distinct().toList())
        .filter(languages -> languages.size() == 1)
        .findFirst()
        .map(languages -> empty.withLanguage(languages.get(0)))
        .orElse(empty);
  }

  private static List<Measurement> metrics(
      Ended ended,
      CallSeries calls,
      List<ClipResult> clips,
      FailedCalls failed,
      CallErrors errors,
      long wall,
      Optional<ScenarioResult> scenario) {
    List<Measurement> metrics = new ArrayList<>();
    metrics.add(new Measurement(Metrics.LOAD_S, ended.loadNanos() / NANOS));
    scenario.ifPresent(
        result -> metrics.addAll(LoadMetrics.of(ended.load().orElseThrow(), result, calls, wall)));
    if (ended.kind() != TrialKind.FIRST_CALL) {
      failed
          .percentBeside(calls.size())
          .ifPresent(share -> metrics.add(new Measurement(Metrics.ERROR_PERCENT, share)));
    }
    if (calls.size() > 0) {
      if (scenario.isEmpty()) {
        metrics.addAll(TrialMetrics.ofCalls(ended.kind(), calls));
      }
      metrics.addAll(TrialMetrics.ofSpeed(calls, clips, wall));
      if (scenario.isEmpty()) {
        metrics.addAll(TrialMetrics.ofTokens(clips));
      }
    }
    metrics.addAll(TrialMetrics.ofErrors(errors));
    metrics.addAll(ended.sampled());
    return metrics;
  }

  /** What engines told of calls, once for a clip. */
  private Set<Issue> told(CallSeries calls, List<Transcript> transcripts) {
    Set<Issue> told = new LinkedHashSet<>();
    for (int row = 0; row < calls.size(); row++) {
      String id = workload.clips().get(calls.clip(row)).clip().id();
      for (Issue issue : transcripts.get(row).issues()) {
        told.add(issue.at("clip '" + id + "'"));
      }
    }
    return told;
  }

  /** The first call of each clip with each text that it got, by row. */
  private static List<Integer> firstWithEachText(CallSeries calls, List<Transcript> transcripts) {
    Map<Integer, Set<String>> texts = new HashMap<>();
    return IntStream.range(0, calls.size())
        .filter(
            row ->
                texts
                    .computeIfAbsent(calls.clip(row), clip -> new HashSet<>())
                    .add(transcripts.get(row).text()))
        .boxed()
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

  private ClipResult clip(CallSeries calls, int row, Transcript transcript, List<Issue> issues) {
    int index = calls.clip(row);
    PreparedClip clip = workload.clips().get(index);
    String text = transcript.text();
    Scored first = firstScores.get(index);
    if (first != null && !text.equals(first.text())) {
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
    scoring
        .otherLanguage(clip.clip(), transcript)
        .filter(i -> !issues.contains(i))
        .ifPresent(issues::add);
    return new ClipResult(calls.at(row), transcript, score(index, clip.clip(), transcript));
  }

  /** The same text of a clip need not be aligned again, unless it is in another language. */
  private Optional<ClipScore> score(int index, AudioClip clip, Transcript transcript) {
    Scored first = firstScores.get(index);
    if (first != null && first.isOf(transcript)) {
      return first.score();
    }
    Optional<ClipScore> score = scoring.score(clip, transcript);
    firstScores.putIfAbsent(index, new Scored(transcript.text(), transcript.language(), score));
    return score;
  }

  /** What a clip got first. */
  private record Scored(String text, Optional<String> language, Optional<ClipScore> score) {

    boolean isOf(Transcript transcript) {
      return transcript.text().equals(text) && transcript.language().equals(language);
    }
  }
}
