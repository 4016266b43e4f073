package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a GPU does not go on with another driver. */
class ResumptionGpuTest {

  @TempDir Path folder;

  private static MadeUpRun run() {
    return new MadeUpRun(1).host("os", "o").host("arch", "a").on("cuda");
  }

  private static void resume(Path file, RunResult now) throws HarnessException {
    Resumption.of(file)
        .check(new CheckedRun(now.definition(), List.of(), Map.of()), now.provenance());
  }

  @Test
  void anotherDriverIsRefusedAndAnUnknownOneIsNot() throws Exception {
    Path file = run().host("gpu_driver", "570").system("a", 1).store(folder);
    RunResult same = run().host("gpu_driver", "570").system("a", 1).result();
    assertDoesNotThrow(() -> resume(file, same));
    RunResult unknown = run().system("a", 1).result();
    assertDoesNotThrow(() -> resume(file, unknown));
    RunResult other = run().host("gpu_driver", "580").system("a", 1).result();
    String message = assertThrows(HarnessException.class, () -> resume(file, other)).getMessage();
    assertTrue(message.contains("host.gpu_driver: was '570', is '580'"), message);
  }
}
