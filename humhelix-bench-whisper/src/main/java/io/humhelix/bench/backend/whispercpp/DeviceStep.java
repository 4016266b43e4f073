package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.OneWordModel;
import io.humhelix.bench.backend.whispercpp.library.ContextSettings;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperModel;
import io.humhelix.bench.backend.whispercpp.library.WhisperState;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One small step of work on a device: a model of one layer is opened and says its one word. */
final class DeviceStep {

  private DeviceStep() {}

  /**
   * What was done.
   *
   * @param device where the engine worked
   * @param done for people
   */
  record Done(ComputeDevice device, String done) {}

  /**
   * Takes the step.
   *
   * @param library the engine
   * @param asked the device
   * @param allowSoftware whether a GPU's interface on the processor counts as the device
   * @return what was done
   * @throws SutException if the device is not there, is another, or fails
   */
  static Done take(WhisperLibrary library, Device asked, boolean allowSoftware)
      throws SutException {
    ContextSettings settings =
        new ContextSettings(
            DeviceChoice.gpuNumber(library, asked), Optional.empty(), Optional.empty(), 1);
    try {
      Path file = Files.createTempFile("whisper-one-word-", ".bin");
      try {
        OneWordModel.write(file);
        return take(library, ModelOpening.of(library, file, settings, asked, allowSoftware));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new SutException(
          FailureKind.SUT_ERROR,
          WhisperCppProvider.ID + ": no model could be written: " + e,
          "Check the folder for temporary files and its disk.",
          e);
    }
  }

  private static Done take(WhisperLibrary library, ModelOpening opened) throws SutException {
    try (WhisperModel model = opened.model()) {
      if (opened.device().software()) {
        // Its shaders would be compiled for the processor, which takes half a minute.
        return new Done(opened.device(), "opened a model of one layer");
      }
      String said = said(library, model.states().get(0));
      if (!said.equals(OneWordModel.WORD)) {
        String errors = String.join("; ", library.log().takeErrors());
        throw EngineErrors.of(
            FailureKind.DEVICE,
            WhisperCppProvider.ID
                + ": "
                + opened.device().described()
                + " failed at its first step",
            errors.isEmpty()
                ? "the model said '" + said + "' instead of '" + OneWordModel.WORD + "'"
                : errors,
            "Check the GPU's driver and that library names a build for it.");
      }
      return new Done(opened.device(), "one word by a model of one layer");
    }
  }

  private static String said(WhisperLibrary library, WhisperState state) {
    FullParams params =
        library
            .fullParams(false)
            .set("n_threads", 1)
            .set("no_timestamps", true)
            .set("suppress_blank", false)
            .set("temperature_inc", 0)
            .set("print_progress", false)
            .set("print_timestamps", false);
    if (state.run(params, new float[ShortAudio.FEWEST_SAMPLES], () -> {}) != 0) {
      return "";
    }
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < state.segments(); i++) {
      said.append(new String(state.text(i), StandardCharsets.UTF_8));
    }
    return said.toString();
  }
}
