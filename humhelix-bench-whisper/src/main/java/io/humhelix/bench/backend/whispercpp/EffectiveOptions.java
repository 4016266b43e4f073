package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every option in effect, read back from what goes to the library and from what it says. */
final class EffectiveOptions {

  private EffectiveOptions() {}

  /**
   * Reads.
   *
   * @param options what was asked for, with what is no field of the library's
   * @param params parameters of a call
   * @param task what calls ask for
   * @param log what the engine wrote while it opened the model
   * @return the options in effect, in the common words too
   */
  static Options of(
      EngineOptions options, FullParams params, TranscriptionTask task, List<String> log) {
    Map<String, Object> all = new LinkedHashMap<>(options.effective().asMap());
    if (!task.wordTimestamps()) {
      all.remove(WhisperCppOptions.WORD_TIMES);
    } else {
      all.put(
          WhisperCppOptions.WORD_TIMES,
          says(log, "dtw") ? WhisperCppOptions.DTW : WhisperCppOptions.TOKEN);
    }
    all.put(WhisperCppOptions.FLASH_ATTENTION, says(log, "flash attn"));
    return EngineOptions.inCommonWords(ParamFields.read(params, Options.of(all)), task.vadFilter());
  }

  /** What {@code whisper_init_with_params_no_state} logs of itself. */
  private static boolean says(List<String> log, String name) {
    return log.stream().anyMatch(line -> line.matches(".*: " + name + "\\s+= 1"));
  }
}
