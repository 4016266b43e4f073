package io.humhelix.bench.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Lines of Markdown. */
class PictureFileTest {

  @Test
  void aTitleAndAPath() {
    assertEquals(
        "![WER against RTFx, 60s](pictures/speed-accuracy-60s.png)",
        new PictureFile(Path.of("pictures", "speed-accuracy-60s.png"), "WER against RTFx, 60s")
            .markdown());
  }

  @Test
  void signsThatMarkdownReadsAreHeld() {
    assertEquals(
        "![a \\[b\\](c)](<my pictures/x.png>)",
        new PictureFile(Path.of("my pictures", "x.png"), "a [b](c)").markdown());
  }
}
