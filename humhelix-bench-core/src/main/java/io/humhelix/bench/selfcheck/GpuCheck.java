package io.humhelix.bench.selfcheck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which NVIDIA GPUs there are, and whether somebody uses them, as {@code nvidia-smi} tells. */
final class GpuCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> QUERY =
      List.of(
          "--query-gpu=index,name,driver_version,memory.total,memory.used,utilization.gpu,"
              + "persistence_mode,mig.mode.current",
          "--format=csv,noheader,nounits");
  private static final int FIELDS = 8;

  private final String program;

  GpuCheck(String program) {
    this.program = program;
  }

  GpuCheck() {
    this("nvidia-smi");
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
    Path answer = Files.createTempFile("humhelix-bench-gpu", ".csv");
    try {
      Process process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return List.of(
            warn(
                program + " does not answer.",
                "The driver may hang; see dmesg, and restart the machine."));
      }
      String text = Files.readString(answer, StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0
          ? text.lines().map(this::gpu).toList()
          : List.of(
              warn(
                  program + " failed: " + text.lines().findFirst().orElse("without a word") + ".",
                  "Install the driver that fits the GPU, or pass the GPU into the container."));
    } catch (IOException e) {
      return List.of(
          Finding.notChecked(id(), section(), "no program " + program + ", so no NVIDIA GPU."));
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private List<String> command() {
    return List.of(program, QUERY.get(0), QUERY.get(1));
  }

  private Finding gpu(String line) {
    String[] fields = line.split(",\\s*");
    if (fields.length != FIELDS) {
      return warn(program + " said '" + line + "'.", "Update the driver.");
    }
    String found =
        "cuda:" + fields[0] + " " + fields[1] + ", driver " + fields[2] + ", " + fields[3] + " MiB";
    String busy = "";
    if (number(fields[5]) > 0) {
      busy = ", " + fields[5] + " % busy, " + fields[4] + " MiB in use";
    }
    String mode = fields[7].equals("Enabled") ? ", in MIG mode" : "";
    if (!busy.isEmpty() || !mode.isEmpty()) {
      return warn(found + busy + mode + ".", "Take a GPU that nobody else uses while you measure.");
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
