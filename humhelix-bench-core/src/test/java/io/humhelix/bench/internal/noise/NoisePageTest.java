package io.humhelix.bench.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.document.Document;
import io.humhelix.bench.document.FirstCells;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page has every flag. */
class NoisePageTest {

  @Test
  void everyFlagHasARow() throws Exception {
    Document page = Document.read("humhelix-bench-core/src/site/markdown/noise.md");
    Set<String> flags =
        new TreeSet<>(Arrays.stream(NoiseFlag.values()).map(NoiseFlag::code).toList());
    // Raised where blocks are started, not by what was sampled.
    flags.add("budget-reached");
    assertEquals(
        List.of(), FirstCells.differences("noise.md", FirstCells.codes(page, "Flags"), flags));
  }
}
