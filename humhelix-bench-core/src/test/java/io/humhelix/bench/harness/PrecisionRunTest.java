package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RecordReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose quiet system stops after the pilot while its noisy one goes on. */
class PrecisionRunTest {

  private static final int MOST = 5;

  @TempDir Path folder;

  private BenchmarkDefinition definition(int most) throws Exception {
    return BenchmarkDefinition.builder("precision")
        .workload(TestClips.workload(folder, 1))
        .suts(List.of(sut("quiet", 0), sut("noisy", 1)))
        .isolation(Isolation.PROCESS)
        .worker(ShortLives.with())
        .trials(
            TrialPolicy.DEFAULT
                .withForks(3)
                .withCounts(0, 15)
                .withSeed(11)
                .withPrecision(new PrecisionTarget(0.3, most)))
        .build();
  }

  private SutSpec sut(String name, double spread) {
    return SutSpec.of(name, "noisy", "model")
        .withOption("ledger", folder.resolve(name).toString())
        .withOption("fork_sd", spread);
  }

  private static List<String> codes(RunConfigResult config) {
    return config.issues().stream()
        .map(i -> i.code())
        .filter(c -> c.startsWith("precision"))
        .toList();
  }

  @Test
  @Tag("slow")
  void stopsWhatIsKnownAndGoesOnWithTheRest() throws Exception {
    Path out = folder.resolve("out");
    RunResult result = Harness.builder().output(out).run(definition(MOST));
    RunConfigResult quiet = result.runConfigs().get(0);
    RunConfigResult noisy = result.runConfigs().get(1);
    assertEquals(3, quiet.forks().size(), quiet.issues().toString());
    assertEquals(List.of("precision-reached"), codes(quiet));
    assertEquals(MOST, noisy.forks().size(), noisy.issues().toString());
    assertEquals(List.of("precision-missed"), codes(noisy));
    assertTrue(result.allOk());
    Path file = result.resultsFile().orElseThrow();
    assertTrue(Files.readString(file).contains("precision-reached"));
    // The file has the interval of the rule that stopped.
    assertTrue(Files.readString(file).contains("\"method\": \"stein-slow-tail-log-t\""));
    assertEquals(interleaved(file).subList(0, 6).stream().distinct().count(), 2);
    for (int block = 0; block < 3; block++) {
      assertEquals(
          2,
          interleaved(file).subList(2 * block, 2 * block + 2).stream().distinct().count(),
          "a block has a fork of either");
    }

    // Cut off after the fourth fork, it goes on to the same end.
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int forks = 0;
    int kept = 0;
    while (forks < 4) {
      forks += lines.get(kept++).matches(".*\"record\": ?\"fork\".*") ? 1 : 0;
    }
    Files.write(file, lines.subList(0, kept));
    RunResult resumed = Harness.builder().resume(file).run(definition(MOST));
    assertEquals(3, resumed.runConfigs().get(0).forks().size());
    assertEquals(MOST, resumed.runConfigs().get(1).forks().size());
    assertEquals(List.of("precision-reached"), codes(resumed.runConfigs().get(0)));

    // With more forks allowed the noisy one alone goes on.
    RunResult extended = Harness.builder().resume(file).run(definition(MOST + 1));
    assertEquals(3, extended.runConfigs().get(0).forks().size());
    assertEquals(MOST + 1, extended.runConfigs().get(1).forks().size());
  }

  private static List<String> interleaved(Path file) throws Exception {
    return RecordReader.read(file).records().stream()
        .filter(r -> r.kind().word().equals("fork"))
        .map(r -> r.runConfigId().orElseThrow())
        .toList();
  }

  @Test
  void oneForkInTheProcessOfTheHarnessSaysThatItHasNoInterval() throws Exception {
    RunResult result =
        Harness.builder().run(definition(MOST).toBuilder().isolation(Isolation.IN_PROCESS).build());
    RunConfigResult quiet = result.runConfigs().get(0);
    assertEquals(1, quiet.forks().size());
    assertEquals(List.of("precision-missed"), codes(quiet));
  }
}
