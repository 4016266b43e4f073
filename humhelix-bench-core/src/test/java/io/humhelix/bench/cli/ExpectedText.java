package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the program said of golden runs when they were made. */
final class ExpectedText {

  private ExpectedText() {}

  /**
   * Compares a text with the resource {@code golden/<name>.txt}. One that is missing is written
   * with {@code -Dhumhelix.golden.write=true}, to be looked at.
   *
   * @param folder stands as FOLDER in the resource
   */
  static void assertSame(String name, Path folder, String text) throws IOException {
    try (InputStream in = ExpectedText.class.getResourceAsStream("golden/" + name + ".txt")) {
      String plain = text.replace(folder.toString(), "FOLDER");
      if (in == null && Boolean.getBoolean("humhelix.golden.write")) {
        Files.writeString(
            Path.of("src/test/resources/io/humhelix/bench/cli/golden", name + ".txt"), plain);
        return;
      }
      assertNotNull(in, () -> "there is no " + name + ".txt; it would be:\n" + plain);
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), plain, name);
    }
  }
}
