package com.example.host;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.testkit.FakeBackend;
import java.nio.file.Path;

/** Measures a system on one recording: here a fake one, which needs no model. */
public final class Host {

  private Host() {}

  /**
   * Runs a benchmark and prints what came of it.
   *
   * @param args a WAV file
   * @throws HarnessException if the run could not begin or go on
   */
  public static void main(String[] args) throws HarnessException {
    AudioClip clip = AudioClip.of(Path.of(args[0]), FakeBackend.TEXT);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("host")
            .workload(Workload.of("clip", clip))
            .sut(SutSpec.of("fake", FakeBackend.ID, "none"))
            .build();
    RunConfigResult result =
        Harness.builder().provider(new FakeBackend()).run(definition).runConfigs().get(0);
    System.out.println("module " + Host.class.getModule().getName());
    System.out.println("status " + result.status());
    System.out.println(
        "WER " + result.validTrials().get(0).metric(Metrics.WER_PERCENT).orElseThrow());
  }
}
