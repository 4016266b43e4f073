package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.selfcheck.Finding.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCheckTest {

  @TempDir Path folder;

  private List<Finding> says(String script) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh to play nvidia-smi");
    Path program = Files.writeString(folder.resolve("smi"), "#!/bin/sh\n" + script + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return new GpuCheck(new NvidiaSmi(program.toString())).find();
  }

  @Test
  void tellsOfEveryGpu() throws Exception {
    List<Finding> findings =
        says(
            "echo '0, NVIDIA H100 80GB HBM3, 570.1, 81559, 0, 0, Enabled, Disabled'\n"
                + "echo '1, NVIDIA H100 80GB HBM3, 570.1, 81559, 4000, 37, Enabled, Enabled'");
    assertEquals(State.OK, findings.get(0).state());
    assertEquals(
        "cuda:0 NVIDIA H100 80GB HBM3, driver 570.1, 81559 MiB, idle.", findings.get(0).message());
    assertEquals(State.WARN, findings.get(1).state());
    assertTrue(
        findings.get(1).message().contains("37 % busy, 4000 MiB in use, in MIG mode"),
        findings.get(1)::message);
  }

  @Test
  void aDriverThatFailsIsAWarning() throws Exception {
    Finding finding = says("echo 'Failed to initialize NVML'; exit 9").get(0);
    assertEquals(State.WARN, finding.state());
    assertTrue(finding.message().contains("Failed to initialize NVML"), finding.message());
    assertEquals(State.WARN, says("echo nonsense").get(0).state());
  }

  @Test
  @Tag("slow")
  void aDriverThatHangsIsAWarning() throws Exception {
    Finding finding = says("exec sleep 60").get(0);
    assertEquals(State.WARN, finding.state());
    assertTrue(finding.message().endsWith("does not answer."), finding.message());
  }

  @Test
  void withoutTheProgramThereIsNothingToCheck() throws Exception {
    Finding finding = new GpuCheck(new NvidiaSmi("no-such-program-as-this")).find().get(0);
    assertEquals(State.NOT_CHECKED, finding.state());
  }
}
