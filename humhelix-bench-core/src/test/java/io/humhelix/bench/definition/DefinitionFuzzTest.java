package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broken files end in a {@link DefinitionException} with a place in every problem, or are read. */
@Tag("slow")
class DefinitionFuzzTest {

  private static final int COUNT = Boolean.getBoolean("humhelix.test.full") ? 100_000 : 2_000;
  private static final long SEED = 20_260_731;
  private static final String[] PIECES = {
    "&a ",
    "*a",
    "!!int ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "? ",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "\t",
    "#",
    "\\",
    "\n",
    "\r\n",
    "  ",
    "null",
    "~",
    "true",
    "no",
    "010",
    "1_000",
    "1e999",
    "-1",
    "9999999999999999999",
    "0x1",
    ".inf",
    "\u0000",
    "\uFEFF",
    "\uD800",
    "\uD83D\uDE00",
    "\u0085",
    "\u2028",
    "suts:",
    "benchmarks:",
    "matrix:",
    "options.",
    "include:",
    "exclude:",
    "**",
    "x/*",
    "..",
    "/",
    ",",
    "@",
    "`",
    "name: ",
    "[a]: ",
    "{a: 1}: "
  };

  @TempDir Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void brokenFilesAreRefusedOrRead() throws Exception {
    new Written(
        folder, "a.wav", "30s.wav", "audio/1.wav", "audio/2.wav", "audio/10.wav", "m/x.bin");
    List<String> seeds = List.of(Written.GOOD, everything(), HumHelixFormTest.eightEntries());
    Random random = new Random(SEED);
    int refused = 0;
    int read = 0;
    for (int i = 0; i < COUNT; i++) {
      String text = mutated(seeds.get(i % seeds.size()), random);
      try {
        BenchmarkDefinition definition =
            DefinitionReader.read(text, folder.resolve("f.yaml"), Overrides.NONE);
        assertFalse(RunConfigs.expand(definition).isEmpty());
        read++;
      } catch (DefinitionException e) {
        check(e, text);
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("case " + i + " of seed " + SEED + ":\n" + text, e);
      }
    }
    assertTrue(refused > COUNT / 4 && read > COUNT / 100, refused + " refused, " + read + " read");
  }

  private static void check(DefinitionException e, String text) {
    assertFalse(e.problems().isEmpty());
    for (Problem problem : e.problems()) {
      assertFalse(problem.found().isBlank(), text);
      assertNotNull(problem.toString());
      assertTrue(problem.toString().lines().count() == 1, problem.toString());
      assertTrue(
          problem.line() <= text.lines().count() + 2 && problem.column() <= text.length() + 2,
          () -> problem + "\n" + text);
    }
  }

  private static String everything() throws Exception {
    try (var in = DefinitionFuzzTest.class.getResourceAsStream("everything.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String mutated(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && text.length() > 1; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      String piece = PIECES[random.nextInt(PIECES.length)];
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, piece);
        case 2 -> text.replace(at, end, piece);
        case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        case 4 -> text.setCharAt(at, (char) random.nextInt(0x250));
        default -> text.insert(at, piece.repeat(1 + random.nextInt(60)));
      }
    }
    return text.toString();
  }
}
