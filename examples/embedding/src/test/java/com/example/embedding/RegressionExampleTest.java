package com.example.embedding;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.Baseline;
import io.humhelix.bench.compare.BaselineException;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A host's own test of its speed and texts. */
class RegressionExampleTest {

  private static void isAsGoodAsTheBaseline(BenchmarkDefinition definition) throws Exception {
    RunResult run = Harness.run(definition);
    run.compareWith(Baseline.named("main")).requireNoRegression();
  }

  @Test
  void withoutABaselineItFailsAndSaysHowToSetOne() {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("gate")
            .workload(Workload.of("5s", AudioClip.of(Path.of("../data/speech/5s.wav"))))
            .sut(SutSpec.of("none", "no-such-backend", "no-model"))
            .build();
    BaselineException thrown =
        assertThrows(BaselineException.class, () -> isAsGoodAsTheBaseline(definition));
    assertTrue(thrown.getMessage().contains("humhelix-bench baseline set main RESULTS"));
  }
}
