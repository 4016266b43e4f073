package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerRunTest {

  @TempDir Path folder;

  static BenchmarkDefinition.Builder definition(Path folder, SutSpec... suts) throws Exception {
    return BenchmarkDefinition.builder("workers")
        .workload(TestClips.workload(folder, 2))
        .suts(List.of(suts))
        .isolation(Isolation.PROCESS)
        .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withForks(1).withSeed(7));
  }

  static SutSpec sut(String name, String act) {
    return SutSpec.of(name, "sabotage", "model").withOption("act", act);
  }

  @Test
  void everyForkIsAProcessOfItsOwnAndBlocksInterleaveRunConfigs() throws Exception {
    List<String> events = new ArrayList<>();
    RecordingListener listener = new RecordingListener(events);
    RunResult result =
        Harness.builder()
            .listener(listener)
            .output(folder.resolve("out"))
            .run(
                definition(folder, sut("a", "work"), sut("b", "work"))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withForks(2).withSeed(7))
                    .build());
    for (RunConfigResult config : result.runConfigs()) {
      assertEquals(TrialStatus.OK, config.status(), config.toString());
      assertEquals(
          List.of(
              "1 FIRST_CALL",
              "1 WARM_UP",
              "1 MEASURED",
              "1 MEASURED",
              "2 FIRST_CALL",
              "2 WARM_UP",
              "2 MEASURED",
              "2 MEASURED"),
          config.trials().stream().map(t -> t.fork() + " " + t.kind()).toList());
      assertEquals(List.of(1, 2), config.forks().stream().map(ForkResult::fork).toList());
      for (ForkResult fork : config.forks()) {
        assertTrue(fork.isolated());
        assertTrue(fork.startNanos() > 0 && fork.endNanos() > 0);
        System.err.println(
            "start " + fork.startNanos() / 1e9 + " end " + fork.endNanos() / 1e9 + " " + fork);
      }
      for (TrialResult trial : config.trials()) {
        int clips = trial.kind() == TrialKind.MEASURED ? 2 : 1;
        assertEquals(clips, trial.clips().size());
      }
    }
  }
}
