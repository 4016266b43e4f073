package com.example.embedding;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.util.Locale;

/** A host application that measures whisper.cpp on one recording. */
public final class EmbeddingExample {

  private static final String REFERENCE =
      "unless to be rather cold hearted and rather selfish is to be ill disposed";

  private EmbeddingExample() {}

  /**
   * Runs the benchmark and prints what was measured.
   *
   * @param args the folder of the examples' data; {@code examples/data} by default
   * @throws HarnessException if the run could not begin or go on
   */
  public static void main(String[] args) throws HarnessException {
    Path data = Path.of(args.length > 0 ? args[0] : "examples/data");
    AudioClip clip = AudioClip.of(data.resolve("speech/5s.wav"), REFERENCE);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("embedded")
            .models(data.resolve("models"))
            .workload(Workload.of("5s", clip).withTask(TranscriptionTask.transcribe("en")))
            .sut(SutSpec.of("tiny.en", "whisper-jni", "tiny.en").withComputeType("q5_1"))
            .trials(TrialPolicy.DEFAULT.withForks(3).withCounts(0, 1))
            .build();
    RunResult result = Harness.builder().listener(new Progress()).run(definition);
    RunConfigResult tiny = result.runConfigs().get(0);
    tiny.issues().forEach(issue -> System.out.println(issue.text()));
    for (TrialResult trial : tiny.validTrials()) {
      double rtfx = trial.metric(Metrics.RTFX_BUSY).orElseThrow();
      double wer = trial.metric(Metrics.WER_PERCENT).orElseThrow();
      System.out.printf(Locale.ROOT, "RTFx %.1f, WER %.1f %%%n", rtfx, wer);
    }
  }

  /** Tells the user how far the run has come. */
  private static final class Progress implements RunListener {
    @Override
    public void progressed(RunEvents.Progressed event) {
      System.out.println(event.done() + " of " + event.total() + " passes");
    }
  }
}
