package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the program said of golden runs when they were made. */
final class ExpectedText {

  private ExpectedText() {}

  /**
   * Compares a text with the resource {@code golden/<name>.txt}.
   *
   * @param folder stands as FOLDER in the resource
   */
  static void assertSame(String name, Path folder, String text) throws IOException {
    try (InputStream in = ExpectedText.class.getResourceAsStream("golden/" + name + ".txt")) {
      String plain = text.replace(folder.toString(), "FOLDER");
      assertNotNull(in, () -> "there is no " + name + ".txt; it would be:\n" + plain);
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), plain, name);
    }
  }
}
