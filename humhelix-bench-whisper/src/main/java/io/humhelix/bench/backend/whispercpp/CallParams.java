package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.Locale;
import java.util.Optional;

/** Makes the engine's parameters of a call. */
final class CallParams {

  private CallParams() {}

  /**
   * Makes parameters.
   *
   * @param library whose defaults count where an option is left out
   * @param options every option in effect
   * @param header the model
   * @param task what the call asks for
   * @param vadModel the file of the voice activity model, if one was found
   * @return new parameters, without callbacks
   * @throws SutException if the task wants voice activity detection and there is no model for it
   */
  static FullParams of(
      WhisperLibrary library,
      EngineOptions options,
      ModelHeader header,
      TranscriptionTask task,
      Optional<String> vadModel)
      throws SutException {
    FullParams params = library.fullParams(!options.greedy());
    ParamFields.write(options, params);
    // An English-only model has no language tokens to detect one with.
    params.set(
        "language",
        header.multilingual()
            ? task.language().map(code -> code.toLowerCase(Locale.ROOT)).orElse("auto")
            : "en");
    params.set("translate", task.kind() == TranscriptionTask.Kind.TRANSLATE);
    // whisper.cpp cuts segments by the times of their tokens, and only where it computes them.
    boolean cut = options.integer(WhisperCppOptions.MAX_LENGTH) > 0;
    params.set("token_timestamps", task.wordTimestamps() || cut);
    if (task.vadFilter()) {
      params.set("vad", true).set("vad_model_path", vadModel.orElseThrow(CallParams::withoutVad));
    }
    return params;
  }

  private static SutException withoutVad() {
    return new SutException(
        FailureKind.SUT_ERROR,
        WhisperCppProvider.ID + ": a call wants vad_filter, and the model was opened without",
        "Open the model for a task with vad_filter.");
  }
}
