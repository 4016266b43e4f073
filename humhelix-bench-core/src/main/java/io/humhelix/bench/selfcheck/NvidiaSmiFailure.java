package io.humhelix.bench.selfcheck;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What to do when {@code nvidia-smi} ends with an error, by what it says. */
final class NvidiaSmiFailure {

  /**
   * One failure.
   *
   * @param said part of what nvidia-smi says, in lower case
   * @param remedy what to do
   */
  private record Row(String said, String remedy) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "driver/library version mismatch",
              "The driver was updated and the old one is still loaded: restart the machine."),
          new Row(
              "couldn't communicate with the nvidia driver",
              "Type: sudo modprobe nvidia. If that fails, install the driver again for this kernel,"
                  + " and restart."),
          new Row(
              "driver not loaded",
              "Type: sudo modprobe nvidia. If that fails, install the driver again for this kernel,"
                  + " and restart."),
          new Row(
              "insufficient permissions",
              "Let this user read and write /dev/nvidia*: ls -l /dev/nvidia* shows the group."),
          new Row(
              "gpu is lost",
              "The card does not answer any more: see what dmesg says, and restart the machine."));

  private static final List<Row> IN_CONTAINER =
      List.of(
          new Row(
              "unknown error",
              "The container has lost its GPU, as it does when the host's systemd reloads: start it"
                  + " again."),
          new Row("no devices were found", "Start the container with: docker run --gpus all"));

  private static final List<Row> ON_HOST =
      List.of(
          new Row(
              "no devices were found",
              "The driver finds no card that it supports: see what dmesg | grep NVRM says."));

  private NvidiaSmiFailure() {}

  static String remedy(String said, boolean container) {
    String lower = said.toLowerCase(Locale.ROOT);
    return Stream.concat(ROWS.stream(), (container ? IN_CONTAINER : ON_HOST).stream())
        .filter(row -> lower.contains(row.said()))
        .map(Row::remedy)
        .findFirst()
        .orElse(
            container
                ? "Does nvidia-smi work on the host? Then start the container with: docker run"
                    + " --gpus all"
                : "Install the driver for this GPU again, and restart.");
  }
}
