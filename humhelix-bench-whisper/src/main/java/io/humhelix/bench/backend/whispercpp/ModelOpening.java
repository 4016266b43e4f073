package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.DeviceCheck;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.whispercpp.library.ContextSettings;
import io.humhelix.bench.backend.whispercpp.library.OpenedContext;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperModel;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model that was opened where the definition wants it, or not at all.
 *
 * @param model the model
 * @param device where it really works, as the engine's log tells
 * @param log what the engine wrote meanwhile
 */
record ModelOpening(WhisperModel model, ComputeDevice device, List<String> log) {

  ModelOpening {
    log = List.copyOf(log);
  }

  /**
   * Opens a model.
   *
   * @param library the engine
   * @param file a ggml file that was checked
   * @param settings how
   * @param asked the device of the definition
   * @param allowSoftware whether a GPU's interface on the processor counts as the device
   * @return the open model
   * @throws SutException if it does not open, or works elsewhere; nothing stays open then
   */
  static ModelOpening of(
      WhisperLibrary library,
      Path file,
      ContextSettings settings,
      Device asked,
      boolean allowSoftware)
      throws SutException {
    OpenedContext opened = library.open(file, settings);
    List<String> log = opened.log();
    if (opened.model().isEmpty()) {
      throw EngineErrors.notOpened(
          WhisperCppProvider.ID,
          file,
          log,
          "Use a smaller model or compute type, or fewer states.");
    }
    ComputeDevice device = named(library, ComputeDevice.of(log));
    Optional<SutException> refusal =
        new DeviceCheck(WhisperCppProvider.ID, WhisperCppOptions.LIBRARY, allowSoftware)
            .refusal(asked, device, log)
            .or(() -> otherIndex(asked, device));
    if (refusal.isPresent()) {
      opened.model().get().close();
      throw refusal.get();
    }
    return new ModelOpening(opened.model().get(), device, log);
  }

  /** The log of opening a model names no card: drivers do, once, when the library loads them. */
  private static ComputeDevice named(WhisperLibrary library, ComputeDevice found) {
    return library.devices().stream()
        .filter(listed -> !found.kind().equals("cpu") && listed.device().equals(found.device()))
        .findFirst()
        .map(listed -> found.withCard(listed.description()))
        .orElse(found);
  }

  private static Optional<SutException> otherIndex(Device asked, ComputeDevice found) {
    if (asked.index().isEmpty() || found.device().equals(asked.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        new SutException(
            FailureKind.DEVICE,
            WhisperCppProvider.ID
                + ": device '"
                + asked
                + "' was requested, but whisper.cpp runs on '"
                + found.device()
                + "' ("
                + found.reason()
                + ")",
            "Report this with the engine's log: the library numbers its devices in another way."));
  }
}
