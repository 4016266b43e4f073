package io.humhelix.bench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that cannot say where its servers are does not load, and the result says why. */
class ServersFailureTest {

  @TempDir Path folder;

  @Test
  void aBackendThatThrowsFromServersFailsToLoad() throws Exception {
    RunConfigResult result =
        run(
            new PlainBackend() {
              @Override
              List<InetSocketAddress> listening() {
                throw new IllegalStateException("no idea");
              }
            });
    assertEquals(TrialStatus.FAILED, result.status(), result.toString());
    assertTrue(
        result.toString().contains("asking where its servers are: "), () -> result.toString());
  }

  @Test
  void oneThatNamesNoneLoads() throws Exception {
    assertEquals(TrialStatus.OK, run(new PlainBackend()).status());
  }

  private RunConfigResult run(PlainBackend backend) throws Exception {
    return Harness.builder()
        .discovery(false)
        .provider(backend)
        .run(
            TestClips.definition(folder, 1)
                .suts(List.of(SutSpec.of("plain", backend.id(), PlainBackend.MODEL)))
                .build())
        .runConfigs()
        .get(0);
  }
}
