package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.Map;
import java.util.Optional;

/** Turns an answer of type {@code error} into a failure. */
final class ProgramError {

  /** What a program may say went wrong; the rest of the kinds are for the harness to find. */
  private static final Map<String, FailureKind> KINDS =
      Map.of(
          "model", FailureKind.MODEL,
          "device", FailureKind.DEVICE,
          "library", FailureKind.NATIVE_LIBRARY,
          "out_of_memory", FailureKind.OUT_OF_MEMORY,
          "out_of_memory_device", FailureKind.OUT_OF_MEMORY_DEVICE,
          "audio", FailureKind.AUDIO,
          "error", FailureKind.SUT_ERROR);

  private ProgramError() {}

  static SutException of(String name, String what, ObjectNode answer) {
    String said = answer.path("message").asText("").strip();
    FailureKind kind =
        Optional.ofNullable(KINDS.get(answer.path("kind").asText("error")))
            .orElse(FailureKind.SUT_ERROR);
    String message =
        name + " reported an error while " + what + ": " + (said.isEmpty() ? "(no message)" : said);
    if (answer.path("remedy").isTextual() || kind == FailureKind.AUDIO) {
      return new SutException(kind, message, answer.path("remedy").asText(""));
    }
    // A program that has no remedy passes on what its engine said.
    return DeviceErrors.find(said)
        .map(
            device ->
                new SutException(
                    device.kind(), message + ": " + device.reason() + ".", device.remedy()))
        .orElseGet(
            () -> new SutException(kind, message, "See what it printed, and its documentation."));
  }
}
