package io.humhelix.bench.store;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Word;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A run whose numbers are exact in binary, so that every JDK prints the same digits. */
final class Samples {

  static final String RUN_ID = "0123456789abcdef0123456789abcdef";
  static final Instant START = Instant.parse("2026-03-01T23:59:58.250Z");
  static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);
  static final String TEXT = " And Mr. John Dashwood had then leisure.";

  private static final String HASH = "ab".repeat(32);

  private Samples() {}

  static RunConfig config(String model, String... clips) {
    List<AudioClip> list = new ArrayList<>();
    for (String clip : clips) {
      list.add(AudioClip.of(Path.of(clip), "and mr john dashwood had then leisure"));
    }
    Workload workload =
        new Workload("speech", list, new TranscriptionTask(Optional.of("no"), task(), false, true));
    SutSpec sut =
        SutSpec.of(model + " q5_1", "whisper-jni", model)
            .withComputeType("fp16")
            .withDevice("cuda:1")
            .withOption("beam_size", 5L)
            .withOption("temperature", 0.0);
    return new RunConfig("00aa11bb22cc", sut, workload);
  }

  private static TranscriptionTask.Kind task() {
    return TranscriptionTask.Kind.TRANSCRIBE;
  }

  static TrialContext context() {
    return context(config("tiny.en", "5s.wav"));
  }

  static TrialContext context(RunConfig config) {
    EffectiveSut effective =
        new EffectiveSut(
            "whisper.cpp",
            "1.7.1",
            "cuda:1",
            "CUDA",
            "float16",
            Options.of(Map.of("beam_size", 5)));
    return new TrialContext(config, Optional.of(effective), "english-1");
  }

  static ClipResult clip(String id, int position, String text) {
    return MadeUpTrials.clip(
        id,
        position,
        5.5,
        position * 1_000_000L,
        250_000_000,
        125_000_000,
        OptionalLong.of(200_000_000),
        Transcript.of(
                text,
                List.of(
                    new Segment(0, 2.5, text, List.of(new Word(0.25, 0.5, " And"))),
                    Segment.of(2.5, 5.5, "")))
            .withPhases(List.of(new Phase("encode", 100_000_000))),
        Optional.of(score()));
  }

  static ClipScore score() {
    return new ClipScore(
        "english-1",
        "and mr john dashwood",
        "uh and mister john",
        new Alignment(
            List.of(
                new Step(Operation.INSERTION, "", "uh"),
                new Step(Operation.EQUAL, "and", "and"),
                new Step(Operation.SUBSTITUTION, "mr", "mister"),
                new Step(Operation.EQUAL, "john", "john"),
                new Step(Operation.DELETION, "dashwood", ""))),
        new ErrorCounts(1, 1, 1, 4),
        new ErrorCounts(0, 9, 7, 20));
  }

  static TrialResult trial(TrialKind kind, int number, TrialStatus status, ClipResult... clips) {
    boolean failed = status == TrialStatus.FAILED || status == TrialStatus.TIMEOUT;
    return MadeUpTrials.trial(
        "00aa11bb22cc",
        kind,
        1,
        number,
        status,
        START,
        500_000_000,
        1_500_000_000,
        List.of(clips),
        List.of(new Measurement(Metrics.WER_PERCENT, 75.0)),
        status == TrialStatus.OK
            ? List.of()
            : List.of(Issue.error("gate-missed", "WER is 75 %; allowed: 10.", "Use a model.")),
        failed
            ? Optional.of(
                new Failure(FailureKind.SUT_ERROR, "transcribe", "it broke", "mend it", "at x"))
            : Optional.empty());
  }

  /** A trial of the server scenario: a clip every 0.1 s, answered after 0.25 s. */
  static TrialResult underLoad(TrialKind kind, int number, int calls) {
    CallSeries.Builder series = CallSeries.builder(List.of("5s.wav"), new double[] {5.5}, calls);
    for (int i = 0; i < calls; i++) {
      long due = i * 100_000_000L;
      long start = i * 250_000_000L + 1000;
      series.add(0, i, i, due, start - due - 1000, start, 200_000_000, 50_000_000, i == 0 ? -1 : 7);
    }
    CallSeries made = series.build();
    LatencyLimit limit = new LatencyLimit(95, Duration.ofSeconds(2));
    ScenarioResult scenario =
        new ScenarioResult(
            "server",
            OptionalDouble.of(10),
            1,
            calls,
            List.of(new LatencyPercentile(50, 0.4, 0.25, 0.7, 0.95, OptionalDouble.of(0.7), 40)),
            2,
            1,
            true,
            Optional.of(new LimitCheck(limit, calls + 1, 1, 1, true, false, 93, false, 0.125)),
            kind == TrialKind.SEARCH
                ? Optional.of(
                    new SearchStep(
                        3, true, 260, 7, OptionalDouble.of(0.6), SearchStep.Outcome.HELD, true))
                : Optional.empty());
    TrialResult trial = trial(kind, number, TrialStatus.OK, clip("5s.wav", 0, TEXT));
    ClipResult clip = trial.clips().get(0);
    return new TrialResult(
        trial.runConfigId(),
        kind,
        1,
        number,
        trial.status(),
        trial.startedAt(),
        trial.wallNanos(),
        trial.loadNanos(),
        made,
        calls == 0
            ? List.of()
            : List.of(new ClipResult(made.at(0), clip.transcript(), clip.score())),
        trial.metrics(),
        trial.issues(),
        trial.failure(),
        Optional.of(scenario),
        number == 1 ? failedCalls(calls) : FailedCalls.NONE);
  }

  /** Two calls that failed, in two ways, numbered behind the others. */
  static FailedCalls failedCalls(int answered) {
    CallSeries.Builder series = CallSeries.builder(List.of("5s.wav"), new double[] {5.5}, 2);
    for (int i = 0; i < 2; i++) {
      int number = answered + i;
      long due = number * 100_000_000L;
      series.add(0, number, number, due, 0, due + 500, 3_000_000 + i, 0, -1);
    }
    return new FailedCalls(
        series.build(),
        List.of(FailureKind.SUT_ERROR, FailureKind.RATE_LIMIT),
        List.of(
            new Failure(FailureKind.SUT_ERROR, "transcribe", "HTTP 500", "See its log.", ""),
            new Failure(FailureKind.RATE_LIMIT, "transcribe", "HTTP 429", "Ask less.", "")),
        List.of(new FailedClip("5s.wav", clip("5s.wav", 0, "").score().orElseThrow())),
        true);
  }

  static TrialResult valid(int number, String text) {
    return trial(TrialKind.MEASURED, number, TrialStatus.OK, clip("5s.wav", 0, text));
  }

  static RunConfigResult refused() {
    return new RunConfigResult(
        config("base", "30s.wav"),
        TrialStatus.REFUSED,
        Optional.empty(),
        "basic-1",
        List.of(),
        List.of(Issue.error("device-missing", "no CUDA in the library.", "Use cpu.")),
        Optional.empty());
  }

  static RunConfigResult finished(List<TrialResult> trials) {
    TrialContext context = context();
    return new RunConfigResult(
        context.runConfig(),
        TrialStatus.OK,
        context.effective(),
        context.normalizer(),
        trials,
        List.of(),
        Optional.empty());
  }

  static BenchmarkDefinition definition() {
    return BenchmarkDefinition.builder("sample")
        .models(Path.of("models"))
        .workload(config("tiny.en", "5s.wav").workload())
        .sut(config("tiny.en", "5s.wav").sut().withWorkloads(List.of("speech")))
        .matrix(
            new Matrix(
                Map.of("model", List.of("tiny.en", "base.en")),
                List.of(new TreeMap<>(Map.of("model", "base", "device", "cpu"))),
                List.of(Map.of("model", "base.en"))))
        .trials(new TrialPolicy(1, 5, OptionalLong.of(7), Duration.ofMinutes(1), d(9), d(90)))
        .accuracy(
            AccuracyPolicy.DEFAULT
                .withNormalizer("english")
                .withMaxWerPercent(10)
                .withMaxCerPercent(7.5)
                .withMaxErrorPercent(1))
        .output(Path.of("results"))
        .build();
  }

  private static Optional<Duration> d(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  static Provenance provenance(int clips) {
    List<Provenance.AudioFingerprint> audio = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      audio.add(
          new Provenance.AudioFingerprint(
              "speech", "5s.wav", new FileFingerprint("5s.wav", 160_044, HASH), 5.5, HASH, "none"));
    }
    return new Provenance(
        "0.1.0",
        Map.of("os", "Linux", "cpu", "made up", "processors", "2"),
        Map.of("vendor", "none", "version", "17"),
        7,
        List.of(
            new Provenance.ModelFingerprint(
                new FileFingerprint("ggml-tiny.en.bin", 32_000_000, HASH),
                List.of("00aa11bb22cc"))),
        audio);
  }

  static RunHeader header() {
    return new RunHeader(RUN_ID, START, definition(), provenance(1));
  }

  static RunResult end(Path file, List<RunConfigResult> configs) {
    return new RunResult(
        RUN_ID,
        definition(),
        provenance(1),
        START,
        Duration.ofMillis(1500),
        false,
        configs,
        List.of(Issue.info("note", "all went well")),
        Optional.of(file),
        List.of());
  }

  /** Writes one record of every kind, and trials of every status. */
  static Path writeAll(Path folder) throws StoreException {
    List<TrialResult> trials = new ArrayList<>();
    trials.add(trial(TrialKind.FIRST_CALL, 1, TrialStatus.OK, clip("5s.wav", 0, TEXT)));
    trials.add(trial(TrialKind.WARM_UP, 1, TrialStatus.OK, clip("5s.wav", 0, TEXT)));
    trials.add(valid(1, TEXT));
    trials.add(trial(TrialKind.MEASURED, 2, TrialStatus.INVALID, clip("5s.wav", 0, "no")));
    trials.add(trial(TrialKind.MEASURED, 3, TrialStatus.FAILED));
    trials.add(trial(TrialKind.MEASURED, 4, TrialStatus.TIMEOUT));
    trials.add(trial(TrialKind.MEASURED, 5, TrialStatus.CANCELLED));
    trials.add(valid(6, " \uD83D\uDE00 \u0645\u0631\u062D\u0628\u0627"));
    try (RunWriter writer = RunWriter.create(folder, header(), DiskIo.INSTANCE, CLOCK)) {
      for (TrialResult trial : trials) {
        writer.append(context(), trial);
      }
      writer.appendRunConfig(
          finished(trials), RunConfigEstimates.of(definition(), finished(trials)));
      writer.appendRunConfig(refused(), List.of());
      writer.appendEnd(end(Path.of("results"), List.of(finished(trials), refused())));
      return writer.file();
    }
  }

  /** Writes a step of a search and a measured trial of the server scenario. */
  static Path writeUnderLoad(Path folder, int calls) throws StoreException {
    try (RunWriter writer = RunWriter.create(folder, header(), DiskIo.INSTANCE, CLOCK)) {
      writer.append(context(), underLoad(TrialKind.SEARCH, 1, calls));
      writer.append(context(), underLoad(TrialKind.MEASURED, 1, calls));
      return writer.file();
    }
  }
}
