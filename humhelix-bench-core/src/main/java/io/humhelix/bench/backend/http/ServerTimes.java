package io.humhelix.bench.backend.http;

import io.humhelix.bench.result.Phase;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What servers say of their own time in the head of a response: {@code Server-Timing} (W3C) and
 * OpenAI's {@code openai-processing-ms}. What is left of the phase {@code wait} after it is
 * queueing and the way there and back.
 */
final class ServerTimes {

  private static final Pattern DURATION =
      Pattern.compile("([A-Za-z0-9_-]{1,32})[^,]*?;\\s*dur=\"?([0-9]{1,9}(?:\\.[0-9]{1,9})?)");
  private static final int MOST = 16;
  private static final double NANOS_PER_MILLI = 1e6;

  private ServerTimes() {}

  /** Returns the phases {@code server} and {@code server-NAME}, if any. */
  static List<Phase> of(HttpHeaders headers, UnaryOperator<String> scrub) {
    List<Phase> phases = new ArrayList<>();
    headers
        .firstValue("openai-processing-ms")
        .flatMap(ServerTimes::nanos)
        .ifPresent(nanos -> phases.add(new Phase("server", nanos)));
    for (String line : headers.allValues("server-timing")) {
      Matcher matcher = DURATION.matcher(scrub.apply(line));
      while (matcher.find() && phases.size() < MOST) {
        String name = "server-" + matcher.group(1).toLowerCase(Locale.ROOT);
        nanos(matcher.group(2)).ifPresent(nanos -> phases.add(new Phase(name, nanos)));
      }
    }
    return phases;
  }

  private static Optional<Long> nanos(String millis) {
    return millis.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
        ? Optional.of(Math.round(Double.parseDouble(millis) * NANOS_PER_MILLI))
        : Optional.empty();
  }
}
