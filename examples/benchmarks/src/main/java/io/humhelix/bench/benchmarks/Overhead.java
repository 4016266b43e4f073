package io.humhelix.bench.benchmarks;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The three measurements. Each value is one round; callers look at the spread over the rounds. */
final class Overhead {

  private static final String MODEL = "ggml-tiny.en-q5_1.bin";

  private final Path models;
  private final Path clip;
  private final int threads;

  Overhead(Path models, Path clip, int threads) {
    this.models = models;
    this.clip = clip;
    this.threads = threads;
  }

  /**
   * Times calls that do nothing: from a trial's first call to its last result, divided by its
   * calls.
   *
   * @return microseconds per call, one value per trial
   */
  List<Double> nullCallMicros(NullSut sut, int calls, int trials) throws HarnessException {
    List<AudioClip> clips =
        IntStream.range(0, calls).mapToObj(i -> AudioClip.of(clip).withId("clip-" + i)).toList();
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("null")
            .workload(new Workload("clips", clips, TranscriptionTask.DEFAULT))
            .sut(SutSpec.of("null", "null", "none"))
            .trials(TrialPolicy.DEFAULT.withCounts(trials, trials).withSeed(1))
            .build();
    return measured(Harness.builder().discovery(false).sut("null", sut), definition).stream()
        .map(trial -> trial.wallNanos() / 1e3 / trial.clips().size())
        .toList();
  }

  /**
   * Compares the trial's wall time with the time that the very same calls took inside.
   *
   * @return what the harness adds in percent, one value per round
   */
  List<Double> sameCallsPercent(int calls, int rounds) throws HarnessException, IOException {
    List<Double> percent = new ArrayList<>();
    try (DirectWhisper whisper = new DirectWhisper(models.resolve(MODEL), threads)) {
      DirectSut sut = new DirectSut(whisper);
      for (int round = 0; round < rounds; round++) {
        Harness.Builder harness = Harness.builder().discovery(false).sut("direct", sut);
        long outer =
            measured(harness, oneClip(SutSpec.of("direct", "direct", "tiny.en"), calls)).stream()
                .mapToLong(TrialResult::wallNanos)
                .sum();
        long inner = sut.nanosOfLast(calls);
        percent.add(100.0 * (outer - inner) / inner);
      }
    }
    return percent;
  }

  /**
   * Compares the backend whisper-jni under the harness with calls made directly, in turn within one
   * run: a direct call after every trial of one call, both models loaded.
   *
   * @return time of a call under the harness / time of the direct call after it, per pair
   */
  List<Double> ratios(int pairs) throws HarnessException, IOException {
    float[] samples = Samples.of(clip);
    List<Double> ratios = new ArrayList<>();
    SutSpec sut =
        SutSpec.of("backend", "whisper-jni", "tiny.en")
            .withComputeType("q5_1")
            .withOption("threads", threads);
    try (DirectWhisper whisper = new DirectWhisper(models.resolve(MODEL), threads)) {
      whisper.transcribe(samples);
      RunListener direct =
          new RunListener() {
            @Override
            public void trialFinished(RunEvents.TrialFinished event) {
              long start = System.nanoTime();
              whisper.transcribe(samples);
              long nanos = System.nanoTime() - start;
              if (event.result().counts()) {
                ratios.add((double) event.result().wallNanos() / nanos);
              }
            }
          };
      measured(Harness.builder().listener(direct), oneClip(sut, pairs));
    }
    return ratios;
  }

  private BenchmarkDefinition oneClip(SutSpec sut, int calls) {
    TranscriptionTask english = TranscriptionTask.transcribe("en");
    return BenchmarkDefinition.builder("overhead")
        .models(models)
        .workload(Workload.of("clip", AudioClip.of(clip)).withTask(english))
        .sut(sut)
        .isolation(Isolation.IN_PROCESS)
        .trials(TrialPolicy.DEFAULT.withCounts(0, calls))
        .build();
  }

  private static List<TrialResult> measured(Harness.Builder harness, BenchmarkDefinition definition)
      throws HarnessException {
    RunConfigResult result = harness.run(definition).runConfigs().get(0);
    if (result.status() != TrialStatus.OK) {
      throw new IllegalStateException(
          "the run ended as " + result.status() + ": " + result.issues() + result.failure());
    }
    return result.validTrials();
  }
}
