package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.result.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The engine's own times of a call, from the lines of {@code whisper_print_timings}: its other
 * function, {@code whisper_get_timings}, gives means a run and no time of the spectrogram.
 */
final class EngineTimes {

  private static final Pattern TIME =
      Pattern.compile(
          "whisper_print_timings:\\s+(\\w+) time =\\s+([\\d.]+) ms(?: /\\s+(\\d+) runs)?");

  private static final double NANOS_PER_MILLISECOND = 1e6;

  private EngineTimes() {}

  /**
   * Reads them.
   *
   * @param log the lines
   * @param tokens how many tokens of text and time the call gave
   * @return features (spectrogram), encode, decode, sample; none if the lines are not there
   */
  static List<Phase> phases(List<String> log, long tokens) {
    Map<String, Double> milliseconds = new HashMap<>();
    for (String line : log) {
      Matcher time = TIME.matcher(line);
      if (time.find()) {
        milliseconds.put(time.group(1), Double.valueOf(time.group(2)));
      }
    }
    if (!milliseconds.keySet().containsAll(List.of("mel", "encode", "decode"))) {
      return List.of();
    }
    List<Phase> phases = new ArrayList<>();
    phases.add(new Phase("features", nanos(milliseconds, "mel")));
    phases.add(new Phase("encode", nanos(milliseconds, "encode")));
    // Steps of one token, of several decoders, and of the prompt.
    phases.add(
        new Phase(
            Phase.DECODE,
            nanos(milliseconds, "decode")
                + nanos(milliseconds, "batchd")
                + nanos(milliseconds, "prompt"),
            OptionalLong.of(tokens)));
    phases.add(new Phase("sample", nanos(milliseconds, "sample")));
    return phases;
  }

  private static long nanos(Map<String, Double> milliseconds, String name) {
    return Math.round(milliseconds.getOrDefault(name, 0.0) * NANOS_PER_MILLISECOND);
  }
}
