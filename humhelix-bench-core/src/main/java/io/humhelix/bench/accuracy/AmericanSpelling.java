package io.humhelix.bench.accuracy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Replaces British spellings by American ones, by Whisper's table. */
final class AmericanSpelling {

  private static final String TABLE = "english-spelling.json";

  private final Map<String, String> americanByBritish;

  private AmericanSpelling(Map<String, String> americanByBritish) {
    this.americanByBritish = Map.copyOf(americanByBritish);
  }

  static AmericanSpelling load() {
    try (InputStream in = AmericanSpelling.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing from the harness's JAR");
      }
      return new AmericanSpelling(new ObjectMapper().readValue(in, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE + " in the harness's JAR cannot be read", e);
    }
  }

  /** Joins the words with single blanks. */
  String respelled(List<String> words) {
    StringBuilder out = new StringBuilder();
    for (String word : words) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      out.append(americanByBritish.getOrDefault(word, word));
    }
    return out.toString();
  }
}
