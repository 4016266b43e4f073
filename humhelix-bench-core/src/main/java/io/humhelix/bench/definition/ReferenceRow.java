package io.humhelix.bench.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a file of references.
 *
 * @param number of the line, from 1
 * @param name of an audio file, with or without folder
 * @param text what is said in it
 * @param line what else a manifest tells of the clip; empty in other files
 */
record ReferenceRow(int number, String name, String text, Optional<Manifest.Line> line) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALLOWED = "{\"clip\": \"a.wav\", \"text\": \"what is said\"}";

  ReferenceRow(int number, String name, String text) {
    this(number, name, text, Optional.empty());
  }

  static ReferenceRow of(Manifest.Line line) {
    return new ReferenceRow(line.line(), line.written(), line.text().orElse(""), Optional.of(line));
  }

  /** Reads JSON lines with {@code clip} and {@code text}, as {@code rescore} takes them. */
  static List<ReferenceRow> json(String text, String shown, Problems problems) {
    List<ReferenceRow> rows = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String found = "this is not JSON";
      try {
        JsonNode node = JSON.readTree(line);
        String clip = node.path("clip").textValue();
        String said = node.path("text").textValue();
        if (clip != null && !clip.isBlank() && said != null) {
          rows.add(new ReferenceRow(number, clip, said));
          continue;
        }
        found = "there is no text under \"clip\" or none under \"text\"";
      } catch (JsonProcessingException e) {
        // Said below.
      }
      problems.add(new Problem(shown, number, 0, "", found, ALLOWED, "correct the line"));
    }
    return rows;
  }
}
