package io.humhelix.bench.internal.run;

import io.humhelix.bench.accuracy.LanguageScorer;
import io.humhelix.bench.estimate.CallErrors;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RunChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores the texts of a stored run again, and holds its gates again, as a run with the normaliser
 * and the references would have. Times, texts, failures and what was sampled stay.
 */
public final class Rescorer implements RunChange {

  /** Code of the issue of a trial that only its texts made invalid, under load. */
  static final String NOT_JUDGED = "load-not-judged";

  private static final String LANGUAGE_UNKNOWN = "language-unknown";

  private static final int DIGEST_BYTES = 8;

  private final Optional<String> normalizer;
  private final Map<String, String> references;
  private final Runnable scored;
  private AccuracyPolicy accuracy = AccuracyPolicy.DEFAULT;

  private final Map<Scored, Optional<ClipScore>> scores = new HashMap<>();

  /** The language of the first text of each clip, by run config. */
  private final Map<String, Map<String, Optional<String>>> languages = new HashMap<>();

  /** All that a score follows from. */
  private record Scored(
      Optional<String> normalizer,
      TranscriptionTask task,
      AudioClip clip,
      Optional<String> language,
      String text) {}

  /**
   * Creates one for one run.
   *
   * @param normalizer for every text; empty for that of the run's definition, in today's version
   * @param references by clip; clips that are not in it keep theirs
   * @param scored is called for each trial
   */
  public Rescorer(Optional<String> normalizer, Map<String, String> references, Runnable scored) {
    this.normalizer = normalizer;
    this.scored = scored;
    this.references = new TreeMap<>(references);
  }

  @Override
  public String key() {
    return "rescored by "
        + normalizer.orElse("its own normaliser")
        + (references.isEmpty() ? "" : " with the references " + sha256());
  }

  /** The first digits, which tell these references from others. */
  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      references.forEach(
          (clip, text) ->
              digest.update((clip + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public BenchmarkDefinition definition(BenchmarkDefinition definition) {
    accuracy = normalizer.map(definition.accuracy()::withNormalizer).orElse(definition.accuracy());
    return definition.toBuilder()
        .accuracy(accuracy)
        .workloads(definition.workloads().stream().map(this::corrected).toList())
        .build();
  }

  private Workload corrected(Workload workload) {
    return new Workload(
        workload.name(),
        workload.clips().stream()
            .map(
                clip ->
                    references.containsKey(clip.id())
                        ? clip.withReference(references.get(clip.id()))
                        : clip)
            .toList(),
        workload.task());
  }

  private Scoring scoring(RunConfigResult runConfig) {
    return new Scoring(
        new LanguageScorer(accuracy.normalizer()),
        runConfig.runConfig().workload(),
        Optional.empty());
  }

  @Override
  public TrialResult trial(RunConfigResult runConfig, TrialResult trial) {
    scored.run();
    Scoring scoring = scoring(runConfig);
    Map<String, AudioClip> byId =
        scoring.workload().clips().stream().collect(Collectors.toMap(AudioClip::id, c -> c));
    if (!isKnown(scoring, trial)) {
      return trial;
    }
    List<ClipResult> clips = new ArrayList<>();
    Map<String, Optional<String>> told =
        languages.computeIfAbsent(runConfig.runConfig().id(), id -> new LinkedHashMap<>());
    for (ClipResult clip : trial.clips()) {
      AudioClip known = byId.get(clip.clipId());
      told.putIfAbsent(clip.clipId(), clip.transcript().language());
      clips.add(
          new ClipResult(clip.call(), clip.transcript(), score(scoring, known, clip.transcript())));
    }
    FailedCalls failed = failed(scoring, byId, told, trial.failedCalls());
    CallErrors errors = CallErrors.of(trial.calls(), clips, failed);
    TrialResult scored =
        trial
            .withClips(clips)
            .withFailedCalls(failed)
            .withMetrics(metrics(trial.metrics(), errors));
    return trial.kind() == TrialKind.MEASURED ? judged(runConfig, trial, scored, errors) : scored;
  }

  /** Whether the definition has all of its clips; a made-up file may name others. */
  private static boolean isKnown(Scoring scoring, TrialResult trial) {
    Set<String> ids =
        scoring.workload().clips().stream().map(AudioClip::id).collect(Collectors.toSet());
    return trial.clips().stream().allMatch(clip -> ids.contains(clip.clipId()));
  }

  /** Most trials have the same texts, and to align long ones takes long. */
  private Optional<ClipScore> score(Scoring scoring, AudioClip clip, Transcript transcript) {
    return scores.computeIfAbsent(
        new Scored(
            accuracy.normalizer(),
            scoring.workload().task(),
            clip,
            transcript.language(),
            transcript.text()),
        text -> scoring.score(clip, transcript));
  }

  private static FailedCalls failed(
      Scoring scoring,
      Map<String, AudioClip> byId,
      Map<String, Optional<String>> told,
      FailedCalls failed) {
    Map<Integer, FailedClip> scores = new TreeMap<>();
    for (int row = 0; row < failed.size(); row++) {
      int place = failed.calls().clip(row);
      String id = failed.calls().clips().get(place);
      AudioClip clip = byId.get(id);
      if (clip != null && !scores.containsKey(place)) {
        scoring
            .score(clip, missing(id, told))
            .ifPresent(score -> scores.put(place, new FailedClip(id, score)));
      }
    }
    return failed.isEmpty() ? failed : failed.withClips(List.copyOf(scores.values()));
  }

  /** No text, in the language of the clip's other texts, or else in the one of all texts. */
  private static Transcript missing(String clip, Map<String, Optional<String>> told) {
    Transcript empty = Transcript.ofText("");
    return Stream.of(Stream.ofNullable(told.get(clip)), told.values().stream())
        .map(some -> some.flatMap(Optional::stream).distinct().toList())
        .filter(some -> some.size() == 1)
        .findFirst()
        .map(some -> empty.withLanguage(some.get(0)))
        .orElse(empty);
  }

  /** Error rates take the place of the old ones, or come before what was sampled. */
  private static List<Measurement> metrics(List<Measurement> before, CallErrors errors) {
    Set<Metric> rates = new HashSet<>();
    for (ErrorUnit unit : ErrorUnit.values()) {
      rates.add(unit.rate());
    }
    List<Measurement> metrics = new ArrayList<>();
    int place = -1;
    for (Measurement one : before) {
      if (!rates.contains(one.metric())) {
        metrics.add(one);
      } else if (place < 0) {
        place = metrics.size();
      }
    }
    metrics.addAll(place < 0 ? metrics.size() : place, TrialMetrics.ofErrors(errors));
    return metrics;
  }

  private TrialResult judged(
      RunConfigResult runConfig, TrialResult before, TrialResult scored, CallErrors errors) {
    Scoring scoring = scoring(runConfig);
    AccuracyPolicy gates =
        runConfig.runConfig().remeasured().isPresent() ? accuracy.withoutGates() : accuracy;
    Set<String> old = codes(before);
    boolean onlyTexts =
        before.status() == TrialStatus.INVALID
            && before.issues().stream()
                .filter(issue -> issue.severity() == Severity.ERROR)
                .allMatch(issue -> TextChecks.CODES.contains(issue.code()))
            && old.stream().anyMatch(TextChecks.CODES::contains);
    if (before.status() != TrialStatus.OK && !onlyTexts) {
      return scored;
    }
    List<Issue> issues = new ArrayList<>(before.issues());
    issues.removeIf(issue -> TextChecks.CODES.contains(issue.code()));
    ErrorUnit unit = scoring.unit(scored.clips());
    SpokenClips spoken = SpokenClips.of(silent(scored, old), scored.clips());
    List<Issue> unfit = TextChecks.unfit(spoken, errors, gates, unit);
    boolean notJudged = unfit.isEmpty() && onlyTexts && before.scenario().isPresent();
    issues.addAll(unfit.isEmpty() ? TextChecks.doubtful(spoken, errors, unit) : unfit);
    if (notJudged) {
      issues.add(
          Issue.error(
              NOT_JUDGED,
              "the texts hold the gates now, but whether the trial held its load was not judged"
                  + " when it was measured.",
              "Measure again."));
    }
    return scored
        .withIssues(issues)
        .withStatus(unfit.isEmpty() && !notJudged ? TrialStatus.OK : TrialStatus.INVALID);
  }

  /**
   * Which clips are silent was not stored. One without reference and without text may be, unless
   * the run found fault with it.
   */
  private static Set<String> silent(TrialResult scored, Set<String> old) {
    return old.contains("no-text") || old.contains("clips-without-text")
        ? Set.of()
        : scored.clips().stream()
            .filter(clip -> clip.score().isEmpty() && clip.text().isBlank())
            .map(ClipResult::clipId)
            .collect(Collectors.toSet());
  }

  private static Set<String> codes(TrialResult trial) {
    return trial.issues().stream().map(Issue::code).collect(Collectors.toSet());
  }

  @Override
  public RunConfigResult runConfig(RunConfigResult stored, RunConfigResult changed) {
    Scoring scoring = scoring(stored);
    TrialStatus was = tally(stored);
    TrialStatus is = tally(changed);
    // Cancelled, out of time, refused: that is not in the trials.
    boolean follows = was == stored.status();
    boolean worse = is != TrialStatus.OK && stored.status() == TrialStatus.OK;
    List<Issue> issues = new ArrayList<>(stored.issues());
    issues.removeIf(issue -> issue.code().equals(LANGUAGE_UNKNOWN));
    changed.trials().stream()
        .filter(trial -> isKnown(scoring, trial))
        .flatMap(trial -> scoring.unknownLanguage(trial).stream())
        .findFirst()
        .ifPresent(issues::add);
    return new RunConfigResult(
        stored.runConfig(),
        follows || worse ? is : stored.status(),
        stored.effective(),
        scoring.normalizer(changed.trials()),
        changed.trials(),
        issues,
        stored.failure(),
        stored.forks());
  }

  private static TrialStatus tally(RunConfigResult result) {
    RunConfigTally tally = new RunConfigTally();
    result.trials().forEach(tally::add);
    result.forks().forEach(fork -> tally.add(fork, Integer.MAX_VALUE));
    return tally.status(false, false, false);
  }

  @Override
  public String normalizer(RunConfigResult runConfig, TrialResult trial) {
    return scoring(runConfig).normalizer(List.of(trial));
  }

  @Override
  public Issue note(String runId) {
    return Issue.info(
        "rescored",
        "the texts of run "
            + runId
            + " were scored again ("
            + key()
            + "). Nothing was measured again: compare the two by their errors alone.");
  }

  /** Clips of a definition that references can be given for. */
  public static Set<String> clips(BenchmarkDefinition definition) {
    return definition.workloads().stream()
        .flatMap(workload -> workload.clips().stream())
        .map(AudioClip::id)
        .collect(Collectors.toSet());
  }
}
