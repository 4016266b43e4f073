package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A report is passed around, and says nothing of accounts. */
class HomeFolderTest {

  @Test
  void hidesTheAccountOnEverySystem() {
    assertEquals("~/models/tiny.bin", HomeFolder.hidden("/home/jane/models/tiny.bin"));
    assertEquals("~/x", HomeFolder.hidden("/Users/jane/x"));
    assertEquals("~/x", HomeFolder.hidden("/root/x"));
    assertEquals("~\\x", HomeFolder.hidden("C:\\Users\\jane\\x"));
    assertEquals("--model=~/x --other ~", HomeFolder.hidden("--model=/home/a.b/x --other /home/c"));
    assertEquals("~/x", HomeFolder.hidden(System.getProperty("user.home") + "/x"));
  }

  @Test
  void leavesOtherPathsAlone() {
    for (String path :
        List.of("/data/home/jane", "/rooted/x", "/homes/x", "relative/home/x", "/var/root/x")) {
      assertEquals(path, HomeFolder.hidden(path));
    }
  }

  @Test
  void looksIntoMapsAndLists() {
    assertEquals(
        Map.of("a", List.of("~/x", 1)), HomeFolder.hidden(Map.of("a", List.of("/home/j/x", 1))));
  }
}
