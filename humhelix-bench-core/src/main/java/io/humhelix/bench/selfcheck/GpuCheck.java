package io.humhelix.bench.selfcheck;

import io.humhelix.bench.internal.process.NvidiaSmi;
import java.io.IOException;
import java.util.List;

/** Which NVIDIA GPUs there are, and whether somebody uses them, as {@code nvidia-smi} tells. */
final class GpuCheck implements Check {

  static final List<String> PROPERTIES =
      List.of(
          "index",
          "name",
          "driver_version",
          "memory.total",
          "memory.used",
          "utilization.gpu",
          "persistence_mode",
          "mig.mode.current");

  private final NvidiaSmi driver;

  GpuCheck(NvidiaSmi driver) {
    this.driver = driver;
  }

  @Override
  public String id() {
    return "gpu";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.MACHINE;
  }

  @Override
  public List<Finding> find() throws IOException, InterruptedException {
    NvidiaSmi.Answer answer = driver.ask(PROPERTIES);
    return switch (answer.state()) {
      case NO_PROGRAM ->
          List.of(
              Finding.notChecked(
                  id(), section(), driver.program() + " not found, so no NVIDIA GPU."));
      case NO_ANSWER ->
          List.of(
              warn(
                  driver.program() + " does not answer.",
                  "The driver may hang: see dmesg, and restart the machine."));
      case FAILED ->
          List.of(
              warn(
                  driver.program()
                      + " failed: "
                      + answer.lines().stream().findFirst().orElse("no message")
                      + ".",
                  "Install the driver for this GPU, or pass the GPU into the container."));
      case OK -> answer.lines().stream().map(this::gpu).toList();
    };
  }

  Finding gpu(String line) {
    List<String> fields = NvidiaSmi.Answer.fields(line);
    if (fields.size() != PROPERTIES.size()) {
      return warn(driver.program() + " said '" + line + "'.", "Update the driver.");
    }
    String found =
        String.format(
            "cuda:%s %s, driver %s, %s MiB",
            fields.get(0), fields.get(1), fields.get(2), fields.get(3));
    String busy = "";
    if (number(fields.get(5)) > 0) {
      busy = ", " + fields.get(5) + " % busy, " + fields.get(4) + " MiB in use";
    }
    String mode = fields.get(7).equals("Enabled") ? ", in MIG mode" : "";
    if (!busy.isEmpty() || !mode.isEmpty()) {
      return warn(found + busy + mode + ".", "Use a GPU that nobody else uses while you measure.");
    }
    return Finding.ok(id(), section(), found + ", idle.");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Finding warn(String message, String remedy) {
    return Finding.warn(id(), section(), message, remedy);
  }
}
