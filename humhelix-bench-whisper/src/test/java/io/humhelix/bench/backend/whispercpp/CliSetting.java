package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.model.SutSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The same options for this backend and for whisper-cli, whose defaults are others.
 *
 * @param name what is set, beside greedy search
 * @param spec sets it in a definition
 * @param cli whisper-cli's words for it
 */
record CliSetting(String name, UnaryOperator<SutSpec> spec, List<String> cli) {

  private static final String PROMPT = "Sense and Sensibility, by Jane Austen.";

  static final CliSetting GREEDY = of("greedy", spec -> spec);

  static final CliSetting BEAMS_SHORT =
      of(
          "beams, short windows",
          spec -> spec.withOption("beam_size", 5).withOption("audio_context", 384),
          "-bs 5 -ac 384");

  static final CliSetting CARRIED_SHORT =
      of(
          "carried prompt, short windows",
          spec -> carried(spec).withOption("audio_context", 384),
          "--carry-initial-prompt -ac 384",
          "--prompt",
          PROMPT);

  static final CliSetting SHORT_SEGMENTS =
      of(
          "short segments of whole words",
          spec -> spec.withOption("max_length", 20).withOption("split_on_word", true),
          "-ml 20 -sow");

  static final CliSetting WITHOUT_TIMES =
      of("no time tokens", spec -> spec.withOption("without_timestamps", true), "-nt");

  static final List<CliSetting> ALL =
      List.of(
          GREEDY,
          BEAMS_SHORT,
          CARRIED_SHORT,
          SHORT_SEGMENTS,
          WITHOUT_TIMES,
          of("beams", spec -> spec.withOption("beam_size", 5), "-bs 5"),
          of(
              "more candidates than beams",
              spec -> strict(spec.withOption("beam_size", 2).withOption("best_of", 3)),
              "-bs 2 -bo 3 -et 2.8 -lpt -0.2 -nth 0.1"),
          of("prompt", spec -> spec.withOption("initial_prompt", PROMPT), "", "--prompt", PROMPT),
          of("carried prompt", CliSetting::carried, "--carry-initial-prompt", "--prompt", PROMPT),
          of(
              "no previous text",
              spec -> spec.withOption("condition_on_previous_text", false),
              "-mc 0"),
          of("little previous text", spec -> spec.withOption("max_text_context", 16), "-mc 16"),
          of("no flash attention", spec -> spec.withOption("flash_attention", false), "-nfa"),
          of("no fallback", spec -> spec.withOption("temperature_increment", 0), "-nf"),
          of("fallback", CliSetting::strict, "-et 2.8 -lpt -0.2 -nth 0.1"),
          of(
              "sampled",
              spec -> spec.withOption("temperature", 0.4).withOption("best_of", 2),
              "-tp 0.4 -bo 2"),
          of(
              "suppressed",
              spec ->
                  spec.withOption("suppress_non_speech_tokens", true)
                      .withOption("suppress_regex", "[,;]"),
              "-sns --suppress-regex [,;]"),
          of("short segments", spec -> spec.withOption("max_length", 20), "-ml 20"));

  private static SutSpec carried(SutSpec spec) {
    return spec.withOption("initial_prompt", PROMPT).withOption("carry_initial_prompt", true);
  }

  /** Hardly an attempt passes. */
  private static SutSpec strict(SutSpec spec) {
    return spec.withOption("entropy_threshold", 2.8)
        .withOption("log_prob_threshold", -0.2)
        .withOption("no_speech_threshold", 0.1);
  }

  /** Greedy, with five candidates above temperature 0, unless told otherwise. */
  private static CliSetting of(String name, UnaryOperator<SutSpec> spec, String... cli) {
    List<String> all = new ArrayList<>(List.of("-bs", "1", "-bo", "5"));
    if (cli.length > 0 && !cli[0].isEmpty()) {
      all.addAll(List.of(cli[0].split(" ")));
    }
    all.addAll(Arrays.asList(cli).subList(Math.min(1, cli.length), cli.length));
    return new CliSetting(name, spec, List.copyOf(all));
  }
}
