package io.humhelix.bench.result;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decoding options that most engines have, often with different defaults. Engines have their own
 * names for these; {@link EffectiveSut#options()} reports them under the common names too, and a
 * report can show where two engines did not do the same work. A backend leaves out options that it
 * does not know.
 */
public enum DecodingOption {
  /** Hypotheses kept in the search, 1 if greedy. */
  BEAM_SIZE("beam_size", "beam size"),
  /** The sampling temperatures tried in turn until the text is good, as {@code 0, 0.2, 0.4}. */
  TEMPERATURES("temperatures", "temperatures"),
  /** Whether times of segments are decoded: {@code always}, {@code never}, or when. */
  TIMESTAMPS("timestamps_decoded", "timestamps"),
  /** Whether the text so far is a prompt for the next window. */
  CONDITION_ON_PREVIOUS_TEXT("condition_on_previous_text", "previous text"),
  /** Whether silence is cut out first. */
  VAD_FILTER("vad_filter", "VAD"),
  /** How audio of more than one window is decoded: {@code sequential} or {@code batched}. */
  LONG_AUDIO("long_audio", "long audio"),
  /** How much audio the encoder sees at once, padded with silence if there is less. */
  AUDIO_WINDOW("audio_window", "window"),
  /** Processor threads of one call. */
  THREADS("threads", "threads"),
  /**
   * On NVIDIA GPUs, whether float32 is multiplied by TF32: with the range of float32, but 10 bits
   * of mantissa. Not reported where it does not exist, such as on a processor.
   */
  TF32("use_tf32", "TF32"),
  /** On GPUs, how cuDNN chooses its convolution: {@code heuristic}, {@code exhaustive}. */
  CONVOLUTION_SEARCH("cudnn_conv_algo_search", "conv search"),
  /** On GPUs, where the key/value cache lies: {@code device}, or host and how it gets there. */
  CACHE_PLACE("cache_place", "cache");

  /** A value of {@link #AUDIO_WINDOW}: the window on which Whisper was trained. */
  public static final String PADDED_TO_30_S = "padded to 30 s";

  /** Highest temperature that openai-whisper and whisper.cpp try. */
  private static final double HIGHEST_TEMPERATURE = 1.0;

  private static final double TOLERANCE = 1e-6;
  private static final int MOST_LISTED = 20;

  private final String key;
  private final String title;

  DecodingOption(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /**
   * Returns the key among the options in effect.
   *
   * @return the key, lower case with underscores
   */
  public String key() {
    return key;
  }

  /**
   * Returns whether only GPUs have it, so that a processor has nothing to report.
   *
   * @return whether it is a setting of a GPU
   */
  public boolean ofGpus() {
    return this == TF32 || this == CONVOLUTION_SEARCH || this == CACHE_PLACE;
  }

  /**
   * Returns the name for people.
   *
   * @return one or two words
   */
  public String title() {
    return title;
  }

  /**
   * Returns a value of {@link #TEMPERATURES} for engines that raise the temperature step by step
   * until it is 1 (openai-whisper {@code transcribe.py}, whisper.cpp {@code whisper_full}).
   *
   * @param first the first temperature, 0 or more
   * @param increment added each time; 0 or less if there is no second try
   * @return such as {@code 0, 0.2, 0.4, 0.6, 0.8, 1}
   */
  public static String temperatures(double first, double increment) {
    double steps = Math.floor((HIGHEST_TEMPERATURE + TOLERANCE - first) / increment);
    if (!(increment > 0) || !(steps >= 1)) {
      return number(first);
    }
    if (steps > MOST_LISTED) {
      return number(first) + " to 1 in steps of " + increment;
    }
    return IntStream.rangeClosed(0, (int) steps)
        .mapToObj(i -> number(first + i * increment))
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
