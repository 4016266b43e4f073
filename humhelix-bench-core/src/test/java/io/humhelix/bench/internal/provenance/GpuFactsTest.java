package io.humhelix.bench.internal.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.humhelix.bench.internal.process.NvidiaSmi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuFactsTest {

  @TempDir Path folder;

  private Map<String, String> says(String script) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh to play nvidia-smi");
    Path program = Files.writeString(folder.resolve("smi"), "#!/bin/sh\n" + script + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return GpuFacts.of(new NvidiaSmi(program.toString()));
  }

  @Test
  void namesEveryGpuAndTheDriver() throws Exception {
    assertEquals(
        Map.of(
            "gpu_driver", "570.1",
            "gpu0", "NVIDIA H100 80GB HBM3, 81559 MiB",
            "gpu0_uuid", "GPU-aa",
            "gpu1", "NVIDIA H100 80GB HBM3, 81559 MiB, MIG",
            "gpu1_uuid", "GPU-bb"),
        says(
            "test \"$1\" = --query-gpu=index,name,uuid,driver_version,memory.total,mig.mode.current"
                + " || exit 3\n"
                + "echo '0, NVIDIA H100 80GB HBM3, GPU-aa, 570.1, 81559, Disabled'\n"
                + "echo '1, NVIDIA H100 80GB HBM3, GPU-bb, 570.1, 81559, Enabled'"));
  }

  @Test
  void knowsNothingWithoutAnAnswer() throws Exception {
    assertEquals(Map.of(), says("echo 'Failed to initialize NVML'; exit 9"));
    assertEquals(Map.of(), says("echo nonsense"));
    assertEquals(Map.of(), GpuFacts.of(new NvidiaSmi("no-such-program-as-this")));
    Thread.currentThread().interrupt();
    assertEquals(Map.of(), says("exec sleep 60"));
    assertTrue(Thread.interrupted());
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
