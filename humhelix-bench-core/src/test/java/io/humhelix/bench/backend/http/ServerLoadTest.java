package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.ShortLives;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose processor time a server's is that runs on the machine which measures it. */
@EnabledOnOs(OS.LINUX)
class ServerLoadTest {

  private static final double BURNED = 0.3;
  private static final int TRIALS = 3;

  /** Ticks of a hundredth of a second, user and system apart, at both ends. */
  private static final double TICKS = 0.04;

  @TempDir Path folder;

  private RunConfigResult run(String url, Isolation isolation) throws Exception {
    return Harness.builder()
        .run(
            TestClips.definition(folder, 1)
                .suts(List.of(Requests.spec(url)))
                .isolation(isolation)
                .worker(ShortLives.with())
                .trials(TrialPolicy.DEFAULT.withCounts(0, TRIALS).withForks(1))
                .build())
        .runConfigs()
        .get(0);
  }

  private static double metric(TrialResult trial, String name) {
    return trial.metrics().stream()
        .filter(m -> m.metric().name().equals(name))
        .mapToDouble(m -> m.value())
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * A process that was not started by the one that measures: the server has time of its own, and
   * what is then left for others is less by it.
   */
  @ParameterizedTest
  @EnumSource(Isolation.class)
  @Tag("slow")
  void aServerInAnotherProcessIsOfTheSystem(Isolation isolation) throws Exception {
    try (BurningServer server = new BurningServer(BURNED)) {
      RunConfigResult result = run(server.url(), isolation);
      assertEquals(TrialStatus.OK, result.status(), result.toString());
      boolean started = isolation == Isolation.IN_PROCESS;
      for (TrialResult trial : result.trials()) {
        // In-process this test started the server itself.
        String name = started ? "process_cpu_s" : "server_cpu_s";
        assertTrue(metric(trial, name) >= BURNED - TICKS, trial.metrics().toString());
        if (!started) {
          assertEquals(1, metric(trial, "server_processes"));
          assertTrue(metric(trial, "server_rss_max_bytes") > 1 << 20);
          double others =
              metric(trial, "host_cpu_s")
                  - metric(trial, "process_cpu_s")
                  - metric(trial, "server_cpu_s");
          double before = metric(trial, "host_cpu_s") - metric(trial, "process_cpu_s");
          assertTrue(before - others >= BURNED - TICKS, before + " and now " + others);
        }
        assertFalse(
            trial.issues().stream().anyMatch(i -> i.code().equals("server-processes-unknown")));
      }
    }
  }

  @Test
  void aServerInTheSameProcessHasNoTimeOfItsOwn() throws Exception {
    try (RawServer server = new RawServer()) {
      TrialResult trial = run(server.url(), Isolation.IN_PROCESS).trials().get(0);
      assertTrue(metric(trial, "process_cpu_s") >= 0);
      assertTrue(Double.isNaN(metric(trial, "server_processes")), trial.metrics().toString());
    }
  }
}
