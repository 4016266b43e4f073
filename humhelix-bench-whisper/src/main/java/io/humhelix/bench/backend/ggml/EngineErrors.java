package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** What the engine says went wrong, and whose turn it is then. */
public final class EngineErrors {

  private EngineErrors() {}

  /**
   * Returns the lines of a log that are errors.
   *
   * @param log lines
   * @return in one; empty if there are none
   */
  public static Optional<String> in(List<String> log) {
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
   * @param lines what the engine or the linker wrote
   * @return the failure with its remedy, of the first line that tells of a device; empty if none
   *     does
   */
  public static Optional<SutException> ofDevice(String context, List<String> lines) {
    return lines.stream()
        .flatMap(line -> DeviceErrors.find(line).map(error -> of(context, line, error)).stream())
        .findFirst();
  }

  private static SutException of(String context, String line, DeviceErrors.DeviceError error) {
    return new SutException(
        error.kind(), context + ": " + error.reason() + " (" + line + ")", error.remedy());
  }

  /**
   * As {@link #ofDevice}, with a failure of another kind if the text tells of no device.
   *
   * @param kind the other kind
   * @param context where it happened, the begin of the message
   * @param text what the engine wrote
   * @param remedy what helps against the other kind
   * @return the failure
   */
  public static SutException of(FailureKind kind, String context, String text, String remedy) {
    return ofDevice(context, List.of(text.split("; ")))
        .orElseGet(() -> new SutException(kind, context + ": " + text, remedy));
  }

  /**
   * Says why a library does not load.
   *
   * @param context which library, the begin of the message
   * @param cause what the linker threw
   * @param remedy what helps if it tells of no device
   * @return the failure
   */
  public static SutException notLoaded(String context, Throwable cause, String remedy) {
    Optional<DeviceErrors.DeviceError> known = DeviceErrors.find(cause.toString());
    return new SutException(
        known.map(DeviceErrors.DeviceError::kind).orElse(FailureKind.NATIVE_LIBRARY),
        context
            + ": "
            + known.map(error -> error.reason() + " (" + cause + ")").orElse(cause.toString()),
        known.map(DeviceErrors.DeviceError::remedy).orElse(remedy),
        cause);
  }

  /**
   * Says why whisper.cpp did not open a model.
   *
   * @param backend the id of who asks, for the message
   * @param file the model
   * @param log what the engine wrote
   * @param lessMemory what helps if memory was short
   * @return the failure
   */
  public static SutException notOpened(
      String backend, Path file, List<String> log, String lessMemory) {
    boolean memory = log.stream().anyMatch(line -> line.contains("failed to allocate"));
    return of(
        memory ? FailureKind.OUT_OF_MEMORY : FailureKind.MODEL,
        backend + ": whisper.cpp did not load " + file,
        in(log).orElse("it says nothing"),
        memory ? lessMemory : ModelFormatException.DOWNLOAD_AGAIN);
  }
}
