package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.fork.WorkerLimits;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Band;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A system that prints without end: the trial goes on, the end of what it printed is kept. */
@EnabledOnOs(OS.LINUX)
class WorkerFloodTest {

  private static final long FLOOD = Band.FULL ? 1L << 30 : 16L << 20;
  private static final long CAP = Band.FULL ? WorkerLimits.DEFAULT.logBytes() : 1 << 20;

  @TempDir Path folder;
  private Leaks leaks;

  @BeforeEach
  void count() throws Exception {
    leaks = Leaks.now();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leaks.assertNone();
  }

  @Test
  void aFloodOnStandardOutputCostsNothingAndItsEndIsKept() throws Exception {
    WorkerLimits usual = WorkerLimits.DEFAULT;
    RunResult result =
        Harness.builder()
            .limits(
                new WorkerLimits(
                    usual.start(),
                    usual.close(),
                    usual.grace(),
                    usual.check(),
                    usual.cancel(),
                    CAP))
            .output(folder.resolve("out"))
            .run(
                WorkerRunTest.definition(
                        folder,
                        WorkerRunTest.sut("floods", "flood " + FLOOD).withOption("at", 4),
                        WorkerRunTest.sut("lives", "work"))
                    .trials(
                        TrialPolicy.DEFAULT
                            .withCounts(0, 2)
                            .withForks(1)
                            .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(5)))
                    .build());
    for (RunConfigResult config : result.runConfigs()) {
      assertEquals(TrialStatus.OK, config.status(), config.toString());
      assertEquals(2, config.validTrials().size());
      assertEquals(List.of(TrialStatus.OK), statuses(config));
    }
    Artifact kept = result.runConfigs().get(0).forks().get(0).artifacts().get(0);
    assertEquals("worker-stdout", kept.kind());
    String text = Files.readString(kept.file());
    String note = text.substring(0, text.indexOf('\n') + 1);
    long whole = text.length() - note.length();
    assertTrue(whole <= CAP && whole >= CAP / 2, whole + " bytes kept of at most " + CAP);
    assertEquals("[humhelix-bench: the first " + (FLOOD - whole) + " bytes were not kept]\n", note);
    assertTrue(text.endsWith("x\n"), "the end of what was printed");
    assertEquals(List.of(), result.runConfigs().get(1).forks().get(0).artifacts());
  }

  private static List<TrialStatus> statuses(RunConfigResult config) {
    return config.forks().stream().map(ForkResult::status).toList();
  }
}
