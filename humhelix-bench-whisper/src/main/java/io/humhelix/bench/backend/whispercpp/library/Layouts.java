package io.humhelix.bench.backend.whispercpp.library;

/** The structs of whisper.h that go to the library and come from it. */
final class Layouts {

  /** {@code whisper_context_params}, 1.7.6 to 1.9.3. */
  static final StructLayout CONTEXT_PARAMS =
      StructLayout.of(
          "whisper_context_params",
          "bool use_gpu, bool flash_attn, int gpu_device, bool dtw_token_timestamps,"
              + " int dtw_aheads_preset, int dtw_n_top, size dtw_aheads.n_heads,"
              + " ptr dtw_aheads.heads, size dtw_mem_size");

  /** {@code whisper_token_data}, 1.7.6 to 1.9.3. */
  static final StructLayout TOKEN_DATA =
      StructLayout.of(
          "whisper_token_data",
          "int id, int tid, float p, float plog, float pt, float ptsum, int64 t0, int64 t1,"
              + " int64 t_dtw, float vlen");

  private static final String TO_PROMPT =
      "int strategy, int n_threads, int n_max_text_ctx, int offset_ms, int duration_ms,"
          + " bool translate, bool no_context, bool no_timestamps, bool single_segment,"
          + " bool print_special, bool print_progress, bool print_realtime, bool print_timestamps,"
          + " bool token_timestamps, float thold_pt, float thold_ptsum, int max_len,"
          + " bool split_on_word, int max_tokens, bool debug_mode, int audio_ctx, bool tdrz_enable,"
          + " ptr suppress_regex, ptr initial_prompt, ";

  private static final String FROM_PROMPT_TOKENS =
      "ptr prompt_tokens, int prompt_n_tokens, ptr language, bool detect_language,"
          + " bool suppress_blank, bool suppress_nst, float temperature, float max_initial_ts,"
          + " float length_penalty, float temperature_inc, float entropy_thold,"
          + " float logprob_thold, float no_speech_thold, int greedy.best_of,"
          + " int beam_search.beam_size, float beam_search.patience, ptr new_segment_callback,"
          + " ptr new_segment_callback_user_data, ptr progress_callback,"
          + " ptr progress_callback_user_data, ptr encoder_begin_callback,"
          + " ptr encoder_begin_callback_user_data, ptr abort_callback,"
          + " ptr abort_callback_user_data, ptr logits_filter_callback,"
          + " ptr logits_filter_callback_user_data, ptr grammar_rules, size n_grammar_rules,"
          + " size i_start_rule, float grammar_penalty, bool vad, ptr vad_model_path,"
          + " float vad_params.threshold, int vad_params.min_speech_duration_ms,"
          + " int vad_params.min_silence_duration_ms, float vad_params.max_speech_duration_s,"
          + " int vad_params.speech_pad_ms, float vad_params.samples_overlap";

  /** {@code whisper_full_params}, 1.7.6 and 1.8.0. */
  static final StructLayout FULL_PARAMS_1_7_6 =
      StructLayout.of("whisper_full_params", TO_PROMPT + FROM_PROMPT_TOKENS);

  /** {@code whisper_full_params}, 1.8.1 to 1.9.3. */
  static final StructLayout FULL_PARAMS_1_8_1 =
      StructLayout.of(
          "whisper_full_params", TO_PROMPT + "bool carry_initial_prompt, " + FROM_PROMPT_TOKENS);

  private Layouts() {}
}
