package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.humhelix.bench.backend.ggml.ComputeDevice;
import io.humhelix.bench.backend.ggml.EngineErrors;
import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.OneWordModel;
import io.humhelix.bench.model.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One small step of work: a model of one layer, written for it, is opened and says its one word. So
 * the device is known by what the engine did on it, without a model of the user's.
 *
 * @param device where the engine worked
 * @param failure why the step failed, if it did
 * @param log what the engine wrote
 */
record DeviceTrial(ComputeDevice device, Optional<String> failure, List<String> log) {

  DeviceTrial {
    log = List.copyOf(log);
  }

  /** What was done, for people. */
  String done() {
    return device.software() ? "opened a model of one layer" : "one word by a model of one layer";
  }

  /**
   * Tries.
   *
   * @param library the engine
   * @param gpu whether it may use a GPU
   * @return what came of it
   */
  static DeviceTrial of(NativeLibrary library, boolean gpu) {
    try {
      Path file = Files.createTempFile("whisper-one-word-", ".bin");
      try {
        OneWordModel.write(file);
        return NativeGate.change(() -> run(library, file, gpu));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return new DeviceTrial(
          ComputeDevice.of(List.of()), Optional.of("no model could be written: " + e), List.of());
    }
  }

  private static DeviceTrial run(NativeLibrary library, Path file, boolean gpu) throws IOException {
    OpenedModel opened = library.open(file, gpu);
    ComputeDevice device = ComputeDevice.of(opened.log());
    if (opened.context().isEmpty()) {
      return new DeviceTrial(
          device, Optional.of(EngineErrors.in(opened.log()).orElse("no model")), opened.log());
    }
    try (WhisperContext context = opened.context().get()) {
      if (device.software()) {
        // Its shaders would be compiled for the processor, which takes half a minute.
        return new DeviceTrial(device, Optional.empty(), opened.log());
      }
      library.log().startRecording();
      String said = say(library.engine(), context);
      List<String> log = library.log().stopRecording();
      Optional<String> failure =
          said.equals(OneWordModel.WORD)
              ? Optional.empty()
              : Optional.of(
                  EngineErrors.in(log)
                      .orElse(
                          "the model said '" + said + "' instead of '" + OneWordModel.WORD + "'"));
      return new DeviceTrial(device, failure, opened.log());
    }
  }

  private static String say(WhisperJNI engine, WhisperContext context) {
    WhisperFullParams params =
        WhisperOptions.parameters(
            WhisperOptions.of(
                Options.empty()
                    .with(EngineOptions.THREADS, 1)
                    .with(EngineOptions.WITHOUT_TIMESTAMPS, true)
                    .with(EngineOptions.SUPPRESS_BLANK, false)
                    .with(EngineOptions.TEMPERATURE_INCREMENT, 0.0)),
            "en",
            false);
    float[] silence = new float[WhisperSut.FEWEST_SAMPLES];
    if (engine.full(context, params, silence, silence.length) != 0) {
      return "";
    }
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < engine.fullNSegments(context); i++) {
      said.append(engine.fullGetSegmentText(context, i));
    }
    return said.toString();
  }
}
