package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** What the engine says went wrong, and whose turn it is then. */
final class EngineErrors {

  private EngineErrors() {}

  /** The lines of a log that are errors, in one; empty if there are none. */
  static Optional<String> in(List<String> log) {
    String errors =
        log.stream()
            .filter(line -> NativeLog.level(line) == Level.ERROR)
            .distinct()
            .collect(Collectors.joining("; "));
    return Optional.of(errors).filter(text -> !text.isEmpty());
  }

  /**
   * Says what a device's error means.
   *
   * @param context where it happened, the begin of the message
   * @param text what the engine or the linker wrote
   * @return the failure with its remedy; empty if the text tells of no device
   */
  static Optional<SutException> ofDevice(String context, String text) {
    return DeviceErrors.find(text)
        .map(
            error ->
                new SutException(
                    error.kind(),
                    context + ": " + error.reason() + " (" + text + ")",
                    error.remedy()));
  }

  /** As {@link #ofDevice}, with a failure of another kind if the text tells of no device. */
  static SutException of(FailureKind kind, String context, String text, String remedy) {
    return ofDevice(context, text)
        .orElseGet(() -> new SutException(kind, context + ": " + text, remedy));
  }
}
