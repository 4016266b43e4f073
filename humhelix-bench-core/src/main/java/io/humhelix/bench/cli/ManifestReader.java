package io.humhelix.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.internal.text.LanguageCode;
import io.humhelix.bench.json.JsonText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON lines with {@code text} and {@code pred_text}, as the Open ASR Leaderboard writes
 * them, and the language of both in {@code lang} or {@code language}. Other keys are left alone,
 * empty lines too; everything else that is wrong is found in one go.
 */
final class ManifestReader {

  private static final String ALLOWED =
      "allowed: one JSON object a line with \"text\" and \"pred_text\", both strings";

  /** The text of a translation is in the target language. */
  private static final List<String> LANGUAGE_KEYS = List.of("lang", "language", "target_lang");

  private static final int MAX_LINE_BYTES = 1 << 24;

  /** Somebody who gave a wrong file need not read a line about each of its lines. */
  private static final int MAX_PROBLEMS = 100;

  private final String name;
  private final List<ManifestLine> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int number;
  private int unsaid;

  private ManifestReader(String name) {
    this.name = name;
  }

  /**
   * Reads to the end.
   *
   * @param in the lines in UTF-8
   * @param name what messages call them
   * @return at least one line
   * @throws BadInputException with all problems, if there are any, or if there are no lines
   * @throws IOException if the stream cannot be read
   */
  static List<ManifestLine> read(InputStream in, String name)
      throws IOException, BadInputException {
    ManifestReader reader = new ManifestReader(name);
    reader.readAll(new BufferedInputStream(in));
    if (reader.unsaid > 0) {
      reader.problems.add("and " + reader.unsaid + " more problems");
    }
    if (reader.problems.isEmpty() && reader.lines.isEmpty()) {
      reader.problems.add(name + ": no lines; " + ALLOWED);
    }
    if (!reader.problems.isEmpty()) {
      throw new BadInputException(reader.problems);
    }
    return reader.lines;
  }

  private void readAll(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    int b = in.read();
    while (b >= 0) {
      if (b == '\n') {
        take(line, length);
        length = 0;
      } else if (++length <= MAX_LINE_BYTES) {
        line.write(b);
      }
      b = in.read();
    }
    if (length > 0) {
      take(line, length);
    }
  }

  private void take(ByteArrayOutputStream bytes, long length) {
    number++;
    byte[] line = bytes.toByteArray();
    bytes.reset();
    if (length > MAX_LINE_BYTES) {
      problem("the line has " + length + " bytes; allowed: " + MAX_LINE_BYTES);
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      if (number == 1 && text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
      if (!text.isBlank()) {
        parse(JsonText.read(text));
      }
    } catch (CharacterCodingException e) {
      problem("not UTF-8; " + ALLOWED);
    } catch (JsonProcessingException e) {
      problem(
          "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("") + "; " + ALLOWED);
    }
  }

  private void parse(JsonNode node) {
    if (!node.isObject()) {
      problem(kind(node) + " instead of an object; " + ALLOWED);
      return;
    }
    JsonNode text = node.get("text");
    JsonNode predicted = node.get("pred_text");
    boolean absent = predicted == null || predicted.isNull();
    if (text == null) {
      problem("\"text\" is missing; " + ALLOWED);
    } else if (!text.isTextual()) {
      problem("\"text\" is " + kind(text) + "; " + ALLOWED);
    }
    if (!absent && !predicted.isTextual()) {
      problem("\"pred_text\" is " + kind(predicted) + "; " + ALLOWED);
    }
    Optional<String> language = language(node);
    if (text != null && text.isTextual() && (absent || predicted.isTextual())) {
      lines.add(
          new ManifestLine(
              number,
              text.textValue(),
              absent ? Optional.empty() : Optional.of(predicted.textValue()),
              language));
    }
  }

  /** That of both texts, whichever key tells it. */
  private Optional<String> language(JsonNode node) {
    Set<String> codes = new LinkedHashSet<>();
    for (String key : LANGUAGE_KEYS) {
      JsonNode value = node.get(key);
      if (value == null || value.isNull() || value.isTextual() && value.textValue().isBlank()) {
        continue;
      }
      Optional<String> code =
          value.isTextual() ? TextLanguage.code(value.textValue().strip()) : Optional.empty();
      Optional<String> remedy = code.flatMap(LanguageCode::remedy);
      remedy.ifPresent(
          what ->
              problem(
                  "\""
                      + key
                      + "\" is "
                      + value
                      + "; allowed: "
                      + LanguageCode.ALLOWED
                      + "; "
                      + what));
      if (code.isEmpty()) {
        problem(
            "\""
                + key
                + "\" is "
                + value
                + "; allowed: a language code of two or three letters, such as en or en-US; write"
                + " the ISO 639-1 code");
      }
      code.ifPresent(codes::add);
    }
    if (codes.size() > 1) {
      problem(
          "found the languages "
              + String.join(" and ", codes)
              + "; allowed: one for both texts; remove one of the keys");
    }
    return codes.stream().findFirst();
  }

  private static String kind(JsonNode node) {
    String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
    return node.isNull() ? "null" : kind.matches("[aeiou].*") ? "an " + kind : "a " + kind;
  }

  private void problem(String text) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(name + ":" + number + ": " + text);
    } else {
      unsaid++;
    }
  }
}
