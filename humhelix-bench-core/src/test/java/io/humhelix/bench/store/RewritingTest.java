package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that were read are written again byte for byte. */
class RewritingTest {

  @TempDir Path folder;

  @Test
  void everyKindOfRecordIsWrittenAgainAsItWas() throws Exception {
    assertWrittenAgain(Samples.writeAll(folder.resolve("first")));
  }

  private void assertWrittenAgain(Path file) throws Exception {
    Path again = Rewriting.of(file, folder.resolve("again"));
    assertEquals(file.getFileName(), again.getFileName());
    List<String> before = Files.readAllLines(file);
    List<String> after = Files.readAllLines(again);
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      assertEquals(before.get(i), after.get(i), "line " + (i + 1));
    }
    assertEquals(before.size(), after.size());
  }
}
