package io.humhelix.bench.selfcheck;

import io.humhelix.bench.internal.process.NvidiaSmi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** NVIDIA's driver and cards, and where the driver is missing, what to do first. */
final class NvidiaCheck implements Check {

  static final String DRIVER = "nvidia-driver";

  /** Oldest drivers for all of CUDA 12 and 13; NVIDIA's release notes have them. */
  private static final int CUDA_12 = 525;

  private static final int CUDA_13 = 580;

  private static final Pattern VERSION = Pattern.compile("\\d{2,4}\\.\\d+(\\.\\d+)?");

  private static final String PASS =
      "Install the NVIDIA Container Toolkit on the host, and start the container with: docker run"
          + " --gpus all (Podman: --device nvidia.com/gpu=all, Kubernetes: limit nvidia.com/gpu).";

  private final GpuHost host;
  private final GpuCheck gpus;

  NvidiaCheck(GpuHost host) {
    this.host = host;
    this.gpus = new GpuCheck(host.driver());
  }

  @Override
  public String id() {
    return DRIVER;
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.MACHINE;
  }

  @Override
  public List<Finding> find() throws IOException, InterruptedException {
    NvidiaSmi.Answer answer = host.driver().ask(GpuCheck.PROPERTIES);
    if (answer.state() == NvidiaSmi.State.NO_PROGRAM) {
      answer = host.driverOfWindows().ask(GpuCheck.PROPERTIES);
    }
    return switch (answer.state()) {
      case OK -> cards(answer.lines());
      case NO_ANSWER ->
          warn(
              "nvidia-smi does not answer.",
              "The driver hangs: see what dmesg says, and restart the machine.");
      case FAILED -> {
        String said = answer.lines().stream().findFirst().orElse("no message");
        yield warn(
            "nvidia-smi failed: " + said.replaceFirst("\\.?$", "."),
            NvidiaSmiFailure.remedy(String.join("\n", answer.lines()), host.container()));
      }
      case NO_PROGRAM -> withoutProgram().map(List::of).orElse(List.of());
    };
  }

  private List<Finding> cards(List<String> lines) {
    List<Finding> findings = new ArrayList<>();
    lines.stream()
        .map(NvidiaSmi.Answer::fields)
        .filter(fields -> fields.size() == GpuCheck.PROPERTIES.size())
        .map(fields -> fields.get(2))
        .findFirst()
        .map(this::age)
        .ifPresent(findings::add);
    lines.stream().map(gpus::gpu).forEach(findings::add);
    return findings;
  }

  private Finding age(String version) {
    Matcher major = Pattern.compile("\\d+").matcher(version);
    int number = major.lookingAt() ? Integer.parseInt(major.group()) : 0;
    if (number < CUDA_12) {
      return Finding.warn(
          id(),
          section(),
          version + " is too old: CUDA 12 needs " + CUDA_12 + " or newer.",
          "Update the driver. " + CUDA_13 + " or newer runs CUDA 12 and CUDA 13.");
    }
    return Finding.ok(
        id(),
        section(),
        version
            + (number < CUDA_13
                ? ", runs CUDA 12. CUDA 13 needs " + CUDA_13 + " or newer."
                : ", runs CUDA 12 and CUDA 13."));
  }

  private Optional<Finding> withoutProgram() {
    if (host.wsl()) {
      return belowWindows();
    }
    if (host.nvidiaDriverIsLoaded()) {
      return Optional.of(loaded());
    }
    List<PciGpu> cards = host.cards(PciGpu.Vendor.NVIDIA);
    return cards.isEmpty() ? Optional.empty() : Optional.of(withoutDriver(cards.get(0)));
  }

  private Optional<Finding> belowWindows() {
    if (!host.gpuOfWindows()) {
      return Optional.of(
          finding(
              "Windows passes no GPU into WSL (/dev/dxg is missing).",
              "Update the GPU's driver in Windows, then type there: wsl --update, and wsl"
                  + " --shutdown."));
    }
    return Optional.of(
        host.driverOfWindowsIsThere()
            ? finding(
                "Windows' driver is there (/usr/lib/wsl/lib), but its nvidia-smi is not.",
                "Update NVIDIA's driver in Windows, then type there: wsl --shutdown.")
            : finding(
                "Windows passes a GPU into WSL, but no NVIDIA driver (/usr/lib/wsl/lib).",
                "For an NVIDIA GPU, install its driver in Windows and none in Linux, then type in"
                    + " Windows: wsl --shutdown."));
  }

  private Finding loaded() {
    String version =
        host.files()
            .firstLine("proc/driver/nvidia/version")
            .map(VERSION::matcher)
            .filter(Matcher::find)
            .map(Matcher::group)
            .orElse("of unknown version");
    if (host.nvidiaDevices().isEmpty()) {
      return host.container()
          ? finding("the host has driver " + version + ", but this container got no GPU.", PASS)
          : finding(
              "driver " + version + " is loaded, but /dev/nvidia0 is missing.",
              "Type: sudo nvidia-modprobe -u -c 0");
    }
    String names =
        host.files().entries("proc/driver/nvidia/gpus", "*").stream()
            .flatMap(gpu -> host.files().text(gpu + "/information").stream())
            .flatMap(String::lines)
            .filter(line -> line.startsWith("Model:"))
            .map(line -> line.substring("Model:".length()).strip())
            .collect(Collectors.joining(", "));
    return finding(
        "driver "
            + version
            + " is loaded"
            + (names.isEmpty() ? "" : " for " + names)
            + ", but its program nvidia-smi is not on the PATH.",
        host.container()
            ? "Programs and libraries of the driver come in by the NVIDIA Container Toolkit. "
                + PASS
            : "Install the rest of the driver, of the same version; its package is called"
                + " nvidia-utils or nvidia-smi.");
  }

  private Finding withoutDriver(PciGpu card) {
    if (host.container()) {
      return finding(
          card + ", but this container got no driver for it.",
          "Install the driver on the host if it has none. " + PASS);
    }
    String holds = card.driver().orElse("");
    return switch (holds) {
      case "nouveau" ->
          finding(
              card + " has the driver nouveau, which runs no CUDA.",
              "Install NVIDIA's own driver and restart. Ubuntu: sudo ubuntu-drivers install");
      case "vfio-pci" ->
          finding(
              card + " is set aside for a virtual machine (driver vfio-pci).",
              "Measure in that machine, or give the card back to NVIDIA's driver.");
      case "nvidia" ->
          finding(
              card + " has its driver, but its program nvidia-smi is not on the PATH.",
              "Install the rest of the driver, or put nvidia-smi on the PATH.");
      default ->
          finding(
              card + " has no driver.",
              "Install NVIDIA's driver and restart. Ubuntu: sudo ubuntu-drivers install. Debian:"
                  + " sudo apt install nvidia-driver");
    };
  }

  private List<Finding> warn(String message, String remedy) {
    return List.of(finding(message, remedy));
  }

  private Finding finding(String message, String remedy) {
    return Finding.warn(id(), section(), message, remedy);
  }
}
