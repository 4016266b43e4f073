package com.example.host;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunConfigResult;
import java.nio.file.Path;

/** Lists the backends that are found, and runs one of them. */
public final class Host {

  private Host() {}

  public static void main(String[] args) throws Exception {
    System.out.println("module " + Host.class.getModule().getName());
    for (BackendStatus backend : Harness.builder().backends(true)) {
      System.out.println("backend " + backend.id() + " " + backend.availability().available());
    }
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("custom")
            .workload(Workload.of("clip", AudioClip.of(Path.of(args[0]))))
            .sut(SutSpec.of("loudness", "loudness", "none"))
            .build();
    RunConfigResult result = Harness.run(definition).runConfigs().get(0);
    System.out.println("status " + result.status());
    System.out.println("text" + result.validTrials().get(0).transcription());
  }
}
