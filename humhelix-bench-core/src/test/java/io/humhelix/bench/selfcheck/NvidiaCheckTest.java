package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.selfcheck.Finding.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every state of NVIDIA's driver has its message and its first thing to do. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NvidiaCheckTest {

  private static final String VERSION =
      "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build  (x)\n"
          + "GCC version:  gcc version 13.3.0\n";

  @TempDir private Path root;
  private FakeMachine machine;

  @BeforeEach
  void setUp() {
    machine = new FakeMachine(root);
  }

  private List<Finding> find() throws Exception {
    return new NvidiaCheck(machine.host()).find();
  }

  private void expect(String message, String remedy) throws Exception {
    FakeMachine.expect(find(), NvidiaCheck.DRIVER, State.WARN, message, remedy);
  }

  @Test
  void tellsOfDriverAndCards() throws Exception {
    machine.nvidiaSmiOf("580.65.06");
    FakeMachine.expect(
        find(), NvidiaCheck.DRIVER, State.OK, "580.65.06, runs CUDA 12 and CUDA 13.", "");
    FakeMachine.expect(
        find(), "gpu", State.OK, "cuda:0 NVIDIA L4, driver 580.65.06, 23034 MiB, idle.", "");
    machine.nvidiaSmiOf("550.54");
    FakeMachine.expect(
        find(), NvidiaCheck.DRIVER, State.OK, "runs CUDA 12. CUDA 13 needs 580 or newer.", "");
  }

  @Test
  void aDriverThatIsTooOldIsToBeUpdated() throws Exception {
    machine.nvidiaSmiOf("470.82.01");
    expect("470.82.01 is too old: CUDA 12 needs 525 or newer.", "Update the driver.");
  }

  @Test
  void everyFailureOfTheProgramHasItsRemedy() throws Exception {
    Map<String, String> host =
        Map.of(
            "Failed to initialize NVML: Driver/library version mismatch",
            "restart the machine",
            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."
                + " Make sure that the latest NVIDIA driver is installed and running.",
            "sudo modprobe nvidia",
            "Failed to initialize NVML: Driver Not Loaded",
            "sudo modprobe nvidia",
            "Failed to initialize NVML: Insufficient Permissions",
            "/dev/nvidia*",
            "Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.",
            "restart the machine",
            "No devices were found",
            "dmesg | grep NVRM",
            "something else",
            "Install the driver for this GPU again");
    for (Map.Entry<String, String> row : host.entrySet()) {
      machine.nvidiaSmi("echo \"" + row.getKey() + "\"; exit 9");
      expect("nvidia-smi failed: " + row.getKey(), row.getValue());
    }
    machine.container();
    Map<String, String> container =
        Map.of(
            "Failed to initialize NVML: Unknown Error", "has lost its GPU",
            "No devices were found", "docker run --gpus all",
            "something else", "Does nvidia-smi work on the host?");
    for (Map.Entry<String, String> row : container.entrySet()) {
      machine.nvidiaSmi("echo \"" + row.getKey() + "\"; exit 9");
      expect("nvidia-smi failed: " + row.getKey(), row.getValue());
    }
  }

  @Test
  @Tag("slow")
  void aDriverThatHangsIsSaid() throws Exception {
    machine.nvidiaSmi("exec sleep 60");
    expect("does not answer", "dmesg");
  }

  @Test
  void aContainerWithoutTheGpuIsToBeStartedWithIt() throws Exception {
    machine.container().nvidia("nvidia").file("proc/driver/nvidia/version", VERSION);
    expect("the host has driver 570.86.15, but this container got no GPU.", "--gpus all");
    machine.without("proc/driver/nvidia/version");
    expect("this container got no driver for it", "Install the driver on the host if it has none");
    machine
        .file("proc/driver/nvidia/version", VERSION)
        .file("dev/nvidia0", "")
        .file("dev/nvidiactl", "");
    expect("570.86.15 is loaded, but its program nvidia-smi", "NVIDIA Container Toolkit");
  }

  @Test
  void aLoadedDriverWithoutItsDeviceOrItsProgramIsSaid() throws Exception {
    machine.nvidia("nvidia").file("proc/driver/nvidia/version", VERSION);
    expect("driver 570.86.15 is loaded, but /dev/nvidia0 is missing.", "nvidia-modprobe");
    machine
        .file("dev/nvidia0", "")
        .file(
            "proc/driver/nvidia/gpus/0000:01:00.0/information",
            "Model: \t\t NVIDIA L4\nIRQ:   \t\t 91\n");
    expect("driver 570.86.15 is loaded for NVIDIA L4, but its program", "nvidia-utils");
  }

  @Test
  void aCardWithoutItsDriverHasTheRemedyThatFits() throws Exception {
    machine.nvidia("");
    expect("NVIDIA GPU at 0000:01:00.0 has no driver.", "sudo apt install nvidia-driver");
    machine.nvidia("nouveau");
    expect("has the driver nouveau, which runs no CUDA", "NVIDIA's own driver");
    machine.nvidia("vfio-pci");
    expect("is set aside for a virtual machine", "Measure in that machine");
    machine.nvidia("nvidia");
    expect("has its driver, but its program nvidia-smi is not on the PATH", "nvidia-smi");
  }

  @Test
  void belowWindowsTheDriverIsThatOfWindows() throws Exception {
    machine.wsl();
    expect("Windows passes no GPU into WSL", "wsl --update");
    machine.file("dev/dxg", "");
    expect("no NVIDIA driver (/usr/lib/wsl/lib)", "install its driver in Windows");
    machine.file("usr/lib/wsl/lib/libcuda.so.1", "");
    expect("its nvidia-smi is not", "Update NVIDIA's driver in Windows");
    machine.program(
        "usr/lib/wsl/lib/nvidia-smi",
        "echo '0, NVIDIA GeForce RTX 4070, 560.94, 12282, 0, 0, Enabled, [N/A]'");
    FakeMachine.expect(find(), "gpu", State.OK, "NVIDIA GeForce RTX 4070", "");
  }

  @Test
  void anotherCardOrOtherPartOfTheBusIsNoFinding() throws Exception {
    machine
        .amd("amdgpu")
        .card("0000:01:00.1", "0x10de", "0x040300", "snd_hda_intel")
        .card("0000:00:01.0", "0x1234", "0x030000", "bochs-drm");
    assertEquals(List.of(), find());
  }
}
