package io.humhelix.bench.report;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Made-up results, with numbers that are easy to follow. */
final class SampleRuns {

  static final Workload SPEECH =
      Workload.of(
          "speech",
          AudioClip.of(Path.of("speech/one.wav"), "eins"),
          AudioClip.of(Path.of("speech/two.wav"), "zwei"));
  static final Workload SINGLE = Workload.of("30 seconds", AudioClip.of(Path.of("clips/30s.wav")));

  private SampleRuns() {}

  static SutSpec sut(String name) {
    return SutSpec.of(name, "whisper-jni", "tiny.en")
        .withComputeType("q5_1")
        .withOption("beam_size", 1L);
  }

  static RunConfig config(String sut, Workload workload) {
    return new RunConfig("0123456789ab", sut(sut), workload);
  }

  /** A clip of 10 s whose call took so many milliseconds, a quarter of them inference. */
  static ClipResult clip(String id, long millis, Optional<ErrorCounts> words) {
    long nanos = millis * 1_000_000;
    return MadeUpTrials.clip(
        id,
        0,
        10,
        0,
        nanos / 4,
        nanos - nanos / 4,
        OptionalLong.empty(),
        Transcript.ofText("text"),
        words.map(
            counts ->
                new ClipScore("basic-1", "ref", "hyp", new Alignment(List.of()), counts, counts)));
  }

  static ClipResult clip(String id, long millis) {
    return clip(id, millis, Optional.of(new ErrorCounts(1, 2, 0, 20)));
  }

  static TrialResult trial(
      TrialKind kind, int number, TrialStatus status, List<ClipResult> clips, List<Issue> issues) {
    return trial(kind, 1, number, status, clips, issues);
  }

  private static TrialResult trial(
      TrialKind kind,
      int fork,
      int number,
      TrialStatus status,
      List<ClipResult> clips,
      List<Issue> issues) {
    return MadeUpTrials.trial(
        "0123456789ab",
        kind,
        fork,
        number,
        status,
        Instant.EPOCH,
        1,
        123_456_789,
        clips,
        metrics(clips),
        issues,
        Optional.empty());
  }

  private static List<Measurement> metrics(List<ClipResult> clips) {
    Sample seconds = Sample.of(clips.stream().map(c -> c.totalNanos() / 1e9).toList());
    return clips.isEmpty()
        ? List.of()
        : List.of(
            new Measurement(Metrics.RTF, seconds.mean().orElseThrow() / 10),
            new Measurement(Metrics.LATENCY_P50_S, seconds.median().orElseThrow()),
            new Measurement(Metrics.LATENCY_MAX_S, seconds.maximum().orElseThrow()));
  }

  static TrialResult measured(int number, ClipResult... clips) {
    return measured(1, number, clips);
  }

  static TrialResult measured(int fork, int number, ClipResult... clips) {
    return trial(TrialKind.MEASURED, fork, number, TrialStatus.OK, List.of(clips), List.of());
  }

  /** First call and warm-up are far slower, so that a number they slip into shows it. */
  static List<TrialResult> withColdOnes(TrialResult... measured) {
    List<TrialResult> trials = new ArrayList<>();
    trials.add(
        trial(
            TrialKind.FIRST_CALL, 1, TrialStatus.OK, List.of(clip("one.wav", 99_000)), List.of()));
    trials.add(
        trial(TrialKind.WARM_UP, 1, TrialStatus.OK, List.of(clip("two.wav", 88_000)), List.of()));
    trials.addAll(List.of(measured));
    return trials;
  }

  static RunConfigResult result(
      RunConfig config,
      TrialStatus status,
      List<TrialResult> trials,
      List<Issue> issues,
      Failure failure) {
    return new RunConfigResult(
        config,
        status,
        Optional.empty(),
        "english-1",
        trials,
        issues,
        Optional.ofNullable(failure));
  }

  static RunResult run(boolean cancelled, List<Issue> issues, RunConfigResult... results) {
    return run(Scenario.SINGLE_STREAM, cancelled, issues, results);
  }

  static RunResult run(
      Scenario scenario, boolean cancelled, List<Issue> issues, RunConfigResult... results) {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("sample")
            .scenario(scenario)
            .isolation(Isolation.IN_PROCESS)
            .workload(SPEECH, SINGLE)
            .sut(sut("any"))
            .trials(TrialPolicy.DEFAULT.withCounts(1, 3))
            .build();
    return new RunResult(
        "00112233445566778899aabbccddeeff",
        definition,
        new Provenance("0.1.0", Map.of(), Map.of(), 1, List.of(), List.of()),
        Instant.parse("2026-01-02T03:04:05Z"),
        Duration.ofMillis(65_432),
        cancelled,
        List.of(results),
        issues,
        Optional.of(Path.of("results/benchmark-20260102-030405-00112233.db.yaml")),
        List.of());
  }

  static RunResult ofEveryStatus() {
    Issue gate =
        Issue.error(
            "wer-gate-missed",
            "the word error rate is 35.00 %; the gate is 10 %.",
            "Look at the texts.");
    return run(
        true,
        List.of(
            Issue.warning(
                "busy-host", "the load average is 7.5 on 2 processors.", "Stop other work.")),
        result(
            config("fine", SPEECH),
            TrialStatus.OK,
            withColdOnes(
                measured(1, clip("one.wav", 1000), clip("two.wav", 2000)),
                measured(2, clip("one.wav", 1100), clip("two.wav", 2100)),
                measured(3, clip("one.wav", 1300), clip("two.wav", 2500))),
            List.of(Issue.info("no-gate", "no WER gate was given.")),
            null),
        result(
            config("single", SINGLE),
            TrialStatus.OK,
            withColdOnes(measured(1, clip("30s.wav", 500, Optional.empty()))),
            List.of(),
            null),
        result(
            config("bad text", SPEECH),
            TrialStatus.INVALID,
            withColdOnes(
                measured(1, clip("one.wav", 10), clip("two.wav", 20)),
                trial(
                    TrialKind.MEASURED,
                    2,
                    TrialStatus.INVALID,
                    List.of(clip("one.wav", 1), clip("two.wav", 1)),
                    List.of(gate)),
                trial(
                    TrialKind.MEASURED,
                    3,
                    TrialStatus.INVALID,
                    List.of(clip("one.wav", 1), clip("two.wav", 1)),
                    List.of(gate))),
            List.of(),
            null),
        result(
            config("no model", SPEECH),
            TrialStatus.REFUSED,
            List.of(),
            List.of(
                Issue.error(
                    "no-cuda", "device 'cuda' is not in the library.", "Give a library_path."),
                Issue.error("model-missing", "ggml-base.bin is not in models.", "Put it there.")),
            null),
        result(
            config("broken", SPEECH),
            TrialStatus.FAILED,
            List.of(),
            List.of(),
            new Failure(
                FailureKind.MODEL, "open", "the model is truncated.", "Download it again.", "")),
        result(
            config("hung", SPEECH),
            TrialStatus.TIMEOUT,
            List.of(
                MadeUpTrials.trial(
                    "0123456789ab",
                    TrialKind.FIRST_CALL,
                    1,
                    1,
                    TrialStatus.TIMEOUT,
                    Instant.EPOCH,
                    1,
                    2_000_000_000,
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(
                        new Failure(
                            FailureKind.TIMEOUT,
                            "transcribe",
                            "clip 'one.wav' took longer than 60 s.",
                            "",
                            "")))),
            List.of(),
            null),
        result(config("interrupted", SPEECH), TrialStatus.CANCELLED, List.of(), List.of(), null));
  }
}
