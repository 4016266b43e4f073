package io.humhelix.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.json.JsonText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON lines with {@code clip} and {@code text}: a reference for each clip. */
final class ReferencesReader {

  private static final String ALLOWED =
      "allowed: one JSON object a line with \"clip\" and \"text\", both strings";

  private ReferencesReader() {}

  static Map<String, String> read(Path file) throws BadInputException {
    Map<String, String> references = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String where = file + ":" + (i + 1) + ": ";
        try {
          JsonNode node = JsonText.read(lines.get(i));
          String clip = node.path("clip").textValue();
          String text = node.path("text").textValue();
          if (clip == null || text == null) {
            problems.add(where + "found " + node + "; " + ALLOWED);
          } else if (references.containsKey(clip) && !references.get(clip).equals(text)) {
            problems.add(
                where + "clip '" + clip + "' has another text before; allowed: one; remove a line");
          } else {
            references.put(clip, text);
          }
        } catch (JsonProcessingException e) {
          problems.add(where + "not JSON; " + ALLOWED);
        }
      }
    }
    if (references.isEmpty() && problems.isEmpty()) {
      problems.add(file + ": no lines; " + ALLOWED);
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return references;
  }

  private static List<String> lines(Path file) throws BadInputException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(List.of(file + ": no such file; give a file of references"));
    } catch (MalformedInputException e) {
      throw new BadInputException(List.of(file + ": not UTF-8; " + ALLOWED));
    } catch (IOException e) {
      throw new BadInputException(
          List.of(file + ": cannot be read: " + e + "; give a readable file"));
    }
  }
}
