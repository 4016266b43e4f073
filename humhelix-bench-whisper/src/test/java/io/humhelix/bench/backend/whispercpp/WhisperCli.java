package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.backend.whisper.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What whisper-cli, of the same library, makes of a clip. */
final class WhisperCli {

  /**
   * A token.
   *
   * @param text as it is written
   * @param begin hundredths of a second
   * @param end hundredths of a second
   * @param aligned by dynamic time warping, -1 without
   */
  record Token(String text, long begin, long end, long aligned) {}

  /**
   * A segment.
   *
   * @param begin hundredths of a second
   * @param end hundredths of a second
   * @param text as it is written
   * @param tokens those of text; none unless all is written
   */
  record Part(long begin, long end, String text, List<Token> tokens) {}

  private static final int MILLISECONDS = 10;

  /** Of English models; what follows is no text either. */
  private static final int END_OF_TEXT = 50_256;

  private WhisperCli() {}

  /** Runs it; without words it writes no tokens, whose times change what it computes. */
  static List<Part> of(Path folder, Path clip, boolean words, List<String> options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                NativeBuilds.whisperCli().toString(),
                "-m",
                TestData.MODEL.toString(),
                "-f",
                clip.toString(),
                "-t",
                "1",
                "-np",
                words ? "-ojf" : "-oj",
                "-of",
                folder.resolve("cli").toString()));
    command.addAll(options);
    Files.deleteIfExists(folder.resolve("cli.json"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("cli.log").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> command + " failed");
    // A segment may end within a character.
    String json =
        new String(Files.readAllBytes(folder.resolve("cli.json")), StandardCharsets.UTF_8);
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : new ObjectMapper().readTree(json).get("transcription")) {
      List<Token> tokens = new ArrayList<>();
      for (JsonNode token : part.path("tokens")) {
        if (token.get("id").asInt() < END_OF_TEXT) {
          tokens.add(
              new Token(
                  token.get("text").asText(),
                  hundredths(token, "from"),
                  hundredths(token, "to"),
                  token.get("t_dtw").asLong()));
        }
      }
      parts.add(
          new Part(
              hundredths(part, "from"), hundredths(part, "to"), part.get("text").asText(), tokens));
    }
    return parts;
  }

  private static long hundredths(JsonNode node, String which) {
    return node.get("offsets").get(which).asLong() / MILLISECONDS;
  }
}
