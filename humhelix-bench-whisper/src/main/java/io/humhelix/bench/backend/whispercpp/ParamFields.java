package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.model.Options;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which field of {@code whisper_full_params} is which option, for both ways. */
final class ParamFields {

  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put(EngineOptions.THREADS, "n_threads");
    FIELDS.put(EngineOptions.MAX_TEXT_CONTEXT, "n_max_text_ctx");
    FIELDS.put(EngineOptions.NO_CONTEXT, "no_context");
    FIELDS.put(EngineOptions.WITHOUT_TIMESTAMPS, "no_timestamps");
    FIELDS.put(EngineOptions.SINGLE_SEGMENT, "single_segment");
    FIELDS.put(WhisperCppOptions.MAX_LENGTH, "max_len");
    FIELDS.put(WhisperCppOptions.SPLIT_ON_WORD, "split_on_word");
    FIELDS.put("max_tokens", "max_tokens");
    FIELDS.put(EngineOptions.AUDIO_CONTEXT, "audio_ctx");
    FIELDS.put("suppress_regex", "suppress_regex");
    FIELDS.put(EngineOptions.INITIAL_PROMPT, "initial_prompt");
    FIELDS.put(WhisperCppOptions.CARRY_INITIAL_PROMPT, "carry_initial_prompt");
    FIELDS.put(EngineOptions.SUPPRESS_BLANK, "suppress_blank");
    FIELDS.put(EngineOptions.SUPPRESS_NON_SPEECH_TOKENS, "suppress_nst");
    FIELDS.put(EngineOptions.TEMPERATURE, "temperature");
    FIELDS.put(EngineOptions.MAX_INITIAL_TIMESTAMP, "max_initial_ts");
    FIELDS.put(EngineOptions.LENGTH_PENALTY, "length_penalty");
    FIELDS.put(EngineOptions.TEMPERATURE_INCREMENT, "temperature_inc");
    FIELDS.put(EngineOptions.ENTROPY_THRESHOLD, "entropy_thold");
    FIELDS.put(EngineOptions.LOG_PROB_THRESHOLD, "logprob_thold");
    FIELDS.put("no_speech_threshold", "no_speech_thold");
    FIELDS.put(EngineOptions.BEST_OF, "greedy.best_of");
  }

  /** Those of voice activity detection, which are there only where it is asked for. */
  private static final Map<String, String> OF_VAD =
      Map.of(
          "vad_threshold", "vad_params.threshold",
          "vad_min_speech_duration_ms", "vad_params.min_speech_duration_ms",
          "vad_min_silence_duration_ms", "vad_params.min_silence_duration_ms",
          "vad_max_speech_duration_s", "vad_params.max_speech_duration_s",
          "vad_speech_pad_ms", "vad_params.speech_pad_ms",
          "vad_samples_overlap", "vad_params.samples_overlap");

  private ParamFields() {}

  /**
   * Writes options.
   *
   * @param options every option in effect
   * @param params where to
   */
  static void write(EngineOptions options, FullParams params) {
    Options all = options.effective();
    FIELDS.forEach((option, field) -> write(all, option, field, params));
    OF_VAD.forEach((option, field) -> write(all, option, field, params));
    if (!options.greedy()) {
      params.set("beam_search.beam_size", options.integer(EngineOptions.BEAM_SIZE));
    }
    for (String printed : new String[] {"progress", "timestamps", "realtime", "special"}) {
      params.set("print_" + printed, false);
    }
  }

  private static void write(Options all, String option, String field, FullParams params) {
    if (params.has(field)) {
      all.get(option).ifPresent(value -> params.set(field, value));
    }
  }

  /**
   * Reads options back from what goes to the library.
   *
   * @param params parameters of a call
   * @param to options that are no fields, which stay
   * @return with every option that is a field, as the library will see it
   */
  static Options read(FullParams params, Options to) {
    Options read = to;
    for (Map.Entry<String, String> field : FIELDS.entrySet()) {
      read = read(params, field, read);
    }
    boolean beams = params.get("strategy").equals(1L);
    read =
        read.with(EngineOptions.BEAM_SIZE, beams ? (Long) params.get("beam_search.beam_size") : 1L);
    if (params.get("vad").equals(true)) {
      for (Map.Entry<String, String> field : OF_VAD.entrySet()) {
        read = read(params, field, read);
      }
      read = read.with(WhisperCppOptions.VAD_MODEL, params.get("vad_model_path"));
    }
    return read;
  }

  private static Options read(FullParams params, Map.Entry<String, String> field, Options to) {
    Object value = params.has(field.getValue()) ? params.get(field.getValue()) : null;
    return value == null ? to : to.with(field.getKey(), value);
  }
}
