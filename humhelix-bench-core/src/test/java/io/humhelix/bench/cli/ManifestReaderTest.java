package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

  private static List<ManifestLine> read(byte[] bytes) throws IOException, BadInputException {
    return ManifestReader.read(new ByteArrayInputStream(bytes), "m.jsonl");
  }

  private static List<ManifestLine> read(String text) throws IOException, BadInputException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String problems(String text) {
    return assertThrows(BadInputException.class, () -> read(text)).getMessage();
  }

  @Test
  void readsWhatTheLeaderboardWrites() throws Exception {
    List<ManifestLine> lines =
        read(
            "\uFEFF{\"audio_filepath\": \"a.wav\", \"duration\": 1.5, \"time\": 0.1,"
                + " \"text\": \"über\", \"pred_text\": \"uber\"}\r\n"
                + "\n"
                + "{\"text\": \"\", \"pred_text\": null}\n"
                + "{\"text\": \"no newline at the end\"}");
    assertEquals(
        List.of(
            new ManifestLine(1, "über", Optional.of("uber"), Optional.empty()),
            new ManifestLine(3, "", Optional.empty(), Optional.empty()),
            new ManifestLine(4, "no newline at the end", Optional.empty(), Optional.empty())),
        lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|an array instead of an object",
        "\"x\"|a string instead of an object",
        "{\"pred_text\": \"x\"}|\"text\" is missing",
        "{\"text\": null, \"pred_text\": \"x\"}|\"text\" is null",
        "{\"text\": 5, \"pred_text\": \"x\"}|\"text\" is a number",
        "{\"text\": \"x\", \"pred_text\": [\"x\"]}|\"pred_text\" is an array",
        "{\"text\": \"x\"|not JSON",
        "{\"text\": \"x\"} {}|not JSON",
        "{\"text\": \"x\", \"text\": \"y\"}|not JSON: Duplicate field 'text'"
      })
  void namesPlaceFindingAndWhatIsAllowed(String line, String finding) {
    String message = problems("{\"text\": \"fine\"}\n" + line + "\n");
    assertTrue(message.startsWith("m.jsonl:2: " + finding), message);
    assertTrue(message.contains("allowed: one JSON object a line"), message);
  }

  @Test
  void findsAllProblemsAtOnce() {
    String message = problems("{}\n{\"text\": 1, \"pred_text\": 2}\nx\n");
    assertEquals(4, message.lines().count(), message);
  }

  @Test
  void aWrongFileDoesNotFloodTheScreen() {
    String message = problems("wrong\n".repeat(1000));
    assertEquals(101, message.lines().count());
    assertTrue(message.endsWith("and 900 more problems"), message);
  }

  @Test
  void refusesOtherEncodings() {
    BadInputException thrown =
        assertThrows(
            BadInputException.class,
            () -> read("{\"text\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1)));
    assertTrue(thrown.getMessage().startsWith("m.jsonl:1: not UTF-8"), thrown.getMessage());
  }

  @Test
  void refusesAFileWithoutLines() {
    assertTrue(problems("\n \n").startsWith("m.jsonl: no lines"));
  }

  @Test
  void refusesALineThatNeverEnds() {
    byte[] bytes = new byte[(1 << 24) + 1];
    java.util.Arrays.fill(bytes, (byte) ' ');
    BadInputException thrown = assertThrows(BadInputException.class, () -> read(bytes));
    assertTrue(
        thrown.getMessage().startsWith("m.jsonl:1: the line has 16777217 bytes"),
        thrown.getMessage());
  }
}
