package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourModeTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "NO_COLOR=1, false",
    "NO_COLOR=0, false",
    "NO_COLOR=, true",
    "TERM=dumb, false",
    "HUMHELIX_STDOUT_TERMINAL=false, false",
    "HUMHELIX_STDOUT_TERMINAL=false CLICOLOR_FORCE=1, true",
    "HUMHELIX_STDOUT_TERMINAL=false CLICOLOR_FORCE=0, false",
    "HUMHELIX_STDOUT_TERMINAL=false FORCE_COLOR=1, true",
    "HUMHELIX_STDOUT_TERMINAL=false FORCE_COLOR=false, false",
    "NO_COLOR=1 FORCE_COLOR=1, false",
    "TERM=dumb FORCE_COLOR=1, true"
  })
  void theEnvironmentDecidesOfItself(String variables, boolean expected) {
    Map<String, String> environment = new HashMap<>(Map.of(Terminal.OUT_VARIABLE, "true"));
    for (String one : variables.split(" ")) {
      if (!one.isEmpty()) {
        environment.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
      }
    }
    assertEquals(expected, ColourMode.AUTO.colours(environment));
    assertTrue(ColourMode.ALWAYS.colours(environment));
    assertFalse(ColourMode.NEVER.colours(environment));
  }

  @Test
  void theArgumentCountsWhereverItStands() {
    assertEquals(ColourMode.ALWAYS, ColourMode.of("show", "--color=always", "x"));
    assertEquals(ColourMode.NEVER, ColourMode.of("--color", "Never", "show"));
    assertEquals(ColourMode.AUTO, ColourMode.of("show", "--", "--color=always"));
    assertEquals(ColourMode.AUTO, ColourMode.of("show", "--color"));
    assertEquals(ColourMode.AUTO, ColourMode.of());
  }

  @Test
  void colouredOutputIsThePlainOneWithColours() throws Exception {
    Path file = GoldenRuns.copy("failed", folder);
    Program plain = new Program();
    plain.run("show", file);
    assertEquals(-1, plain.out().indexOf(0x1b));
    Program always = new Program();
    always.run("show", "--color=always", file);
    assertTrue(always.out().contains("\u001b[31mREFUSED\u001b[0m"), always.out());
    assertEquals(plain.out(), always.out().replaceAll("\u001b\\[[0-9]+m", ""));
    Program json = new Program();
    json.run("show", "--json", "--color=always", file);
    assertEquals(-1, json.out().indexOf(0x1b));
  }

  @Test
  void theBestNumbersStandOut() throws Exception {
    Path run = new MadeUpRun(1).system("slow", 3).system("fast", 1).store(folder.resolve("best"));
    for (List<?> by : List.of(List.of(), List.of("--by", "system"))) {
      List<Object> words = new ArrayList<>(List.of("show", "--color=always", run));
      words.addAll(by);
      Program program = new Program();
      assertEquals(0, program.run(words.toArray()), program.err());
      List<String> rows =
          program
              .out()
              .lines()
              .filter(line -> line.matches("(fast|slow)( / speech)?  .*"))
              .toList();
      assertEquals(2, rows.size(), program.out());
      for (String row : rows) {
        assertEquals(row.startsWith("fast"), row.contains("\u001b[1m"), row);
      }
    }
  }

  @Test
  void anotherWordIsRefused() {
    Program program = new Program();
    assertEquals(ExitCode.BAD_INPUT, program.run("show", "--color=blue", "x"));
    assertTrue(
        program.err().contains("--color: found 'blue'; allowed: auto, always, never"),
        program.err());
  }
}
