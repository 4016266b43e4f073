package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.text.LanguageCode;
import io.humhelix.bench.spi.Capability;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first line of a program: what it is and can.
 *
 * @param engine name of the engine
 * @param engineVersion its version; {@code unknown} where it does not tell
 * @param concurrency how many requests it takes at once, 1 or more
 * @param prepares whether it wants clips announced before they are transcribed
 * @param audio how it wants them
 * @param capabilities what it can be asked for; empty if it does not say
 * @param devices kinds of device; empty if it does not say
 * @param computeTypes canonical names; empty if it does not say
 * @param languages ISO 639-1 codes that it knows; empty if it does not say
 * @param line all of it, for backends whose program says more
 */
public record Hello(
    String engine,
    String engineVersion,
    int concurrency,
    boolean prepares,
    AudioForm audio,
    Optional<Set<Capability>> capabilities,
    Set<String> devices,
    Set<String> computeTypes,
    Set<String> languages,
    ObjectNode line) {

  /** The version of the protocol that this harness speaks. */
  public static final int PROTOCOL = 1;

  private static final int MOST_CONCURRENCY = 4096;

  /** Those that the protocol has words for; its clips are whole. */
  private static final Set<Capability> NAMED =
      EnumSet.complementOf(EnumSet.of(Capability.STREAMING_INPUT));

  static Hello of(ObjectNode line) throws LineProtocolException {
    String type = line.path("type").asText();
    if (!type.equals("hello")) {
      throw new LineProtocolException(
          "its first line has type '" + type + "'; expected: hello, as the protocol begins");
    }
    JsonNode protocol = line.path("protocol");
    if (!protocol.isInt() || protocol.intValue() != PROTOCOL) {
      throw new LineProtocolException(
          "it speaks version "
              + (protocol.isMissingNode() ? "(none)" : protocol)
              + " of the protocol; this harness speaks "
              + PROTOCOL);
    }
    return new Hello(
        line.path("engine").asText("program"),
        line.path("engine_version").asText("unknown"),
        concurrency(line, 1),
        line.path("prepares").asBoolean(false),
        AudioForm.of(line.path("audio").asText(AudioForm.WAV.word())),
        line.has("capabilities") ? Optional.of(capabilities(line)) : Optional.empty(),
        texts(line, "devices"),
        texts(line, "compute_types"),
        languages(line),
        line);
  }

  /** Reads how many requests it takes at once, which it may say again when a model is loaded. */
  static int concurrency(ObjectNode line, int otherwise) throws LineProtocolException {
    JsonNode value = line.path("concurrency");
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > MOST_CONCURRENCY) {
      throw new LineProtocolException(
          "its concurrency is " + value + "; allowed: 1 to " + MOST_CONCURRENCY);
    }
    return value.intValue();
  }

  private static Set<Capability> capabilities(ObjectNode line) throws LineProtocolException {
    Set<Capability> found = EnumSet.noneOf(Capability.class);
    for (String word : texts(line, "capabilities")) {
      found.add(
          NAMED.stream()
              .filter(capability -> word(capability).equalsIgnoreCase(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new LineProtocolException(
                          "it has the capability '"
                              + word
                              + "'; allowed: "
                              + NAMED.stream().map(Hello::word).toList())));
    }
    return found;
  }

  /** Returns whether a text is the code by which a language is known here. */
  static boolean isLanguage(String code) {
    return code.matches("[a-z]{2,3}") && LanguageCode.remedy(code).isEmpty();
  }

  private static Set<String> languages(ObjectNode line) throws LineProtocolException {
    Set<String> codes = texts(line, "languages");
    for (String code : codes) {
      if (!isLanguage(code)) {
        throw new LineProtocolException(
            "it has the language '" + code + "'; allowed: ISO 639-1 codes such as en");
      }
    }
    return codes;
  }

  private static String word(Capability capability) {
    return capability.name().toLowerCase(Locale.ROOT);
  }

  private static Set<String> texts(ObjectNode line, String key) throws LineProtocolException {
    Set<String> texts = new TreeSet<>();
    JsonNode list = line.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw new LineProtocolException("its " + key + " are not a list: " + list);
    }
    for (JsonNode text : list) {
      if (!text.isTextual()) {
        throw new LineProtocolException("its " + key + " are not all texts: " + list);
      }
      texts.add(text.textValue());
    }
    return texts;
  }
}
