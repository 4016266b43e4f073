package com.example.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EmbeddingExampleTest {

  @Test
  @Tag("slow")
  void measuresRealSpeechWithARealEngine() throws Exception {
    String output = outputOf("../data");

    Matcher line = Pattern.compile("RTFx ([0-9]+\\.[0-9]), WER ([0-9]+\\.[0-9]) %").matcher(output);
    int trials = 0;
    while (line.find()) {
      trials++;
      assertTrue(Double.parseDouble(line.group(1)) > 0, output);
      assertTrue(Double.parseDouble(line.group(2)) <= 20, output);
    }
    assertEquals(3, trials, output);
    assertTrue(output.contains(" passes"), output);
  }

  @Test
  void printsWhyNothingWasMeasured() throws Exception {
    String output = outputOf("no-such-folder");

    assertTrue(output.contains("5s.wav"), output);
  }

  @Test
  void needsAtMostTwentyLines() throws Exception {
    List<String> source =
        Files.readAllLines(Path.of("src/main/java/com/example/embedding/EmbeddingExample.java"));
    int first =
        source.indexOf("  public static void main(String[] args) throws HarnessException {");
    int end = first + source.subList(first, source.size()).indexOf("  }");

    assertTrue(first > 0 && end > first, "main was not found");
    assertTrue(end - first - 1 <= 20, "main has " + (end - first - 1) + " lines");
  }

  private static String outputOf(String data) throws Exception {
    PrintStream standard = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      EmbeddingExample.main(new String[] {data});
    } finally {
      System.setOut(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
