package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"/dev/pts/3, true", "/dev/tty1, true", "/tmp/log.txt, false", "/dev/null, false"})
  void asksLinuxWhereStandardErrorGoes(String target, boolean expected) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("2"), Path.of(target));
    assertEquals(expected, Terminal.rewritesErr(Map.of(), link, null));
    Files.delete(link);
  }

  @Test
  void aPipeIsNoTerminal() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("2"), Path.of("pipe:[12345]"));
    assertFalse(Terminal.rewritesErr(Map.of("TERM", "xterm"), link, null));
    Files.delete(link);
  }

  @Test
  void theLauncherKnowsBest() {
    Path none = folder.resolve("none");
    assertTrue(Terminal.rewritesErr(Map.of(Terminal.LAUNCHER_VARIABLE, "true"), none, null));
    assertFalse(Terminal.rewritesErr(Map.of(Terminal.LAUNCHER_VARIABLE, "false"), none, null));
  }

  @Test
  void aDumbTerminalCannotRewriteALine() {
    assertFalse(
        Terminal.rewritesErr(
            Map.of("TERM", "dumb", Terminal.LAUNCHER_VARIABLE, "true"), folder, null));
  }

  @Test
  void withoutConsoleThereIsNoTerminal() {
    assertFalse(Terminal.rewritesErr(Map.of(), folder.resolve("none"), null));
  }

  @ParameterizedTest
  @CsvSource({"/dev/pts/3, true", "/dev/tty1, true", "/tmp/log.txt, false", "pipe:[12345], false"})
  void asksLinuxWhereStandardOutputGoes(String target, boolean expected) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("1"), Path.of(target));
    assertEquals(expected, Terminal.outIsTerminal(Terminal.withOut(Map.of(), link, null)));
    Files.delete(link);
  }

  @Test
  void theLauncherKnowsBestOfStandardOutputToo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("1"), Path.of("/dev/pts/3"));
    Map<String, String> no = Map.of(Terminal.OUT_VARIABLE, "false");
    assertFalse(Terminal.outIsTerminal(Terminal.withOut(no, link, null)));
    assertFalse(Terminal.outIsTerminal(Terminal.withOut(Map.of(), folder.resolve("none"), null)));
  }

  @Test
  void theWidthIsThatOfTheTerminal() {
    assertEquals(132, Terminal.columns(Map.of("COLUMNS", "132")));
    assertEquals(40, Terminal.columns(Map.of("COLUMNS", "1")));
    assertEquals(80, Terminal.columns(Map.of("COLUMNS", "0")));
    assertEquals(80, Terminal.columns(Map.of("COLUMNS", "-5")));
    assertEquals(80, Terminal.columns(Map.of("COLUMNS", "wide")));
    assertEquals(80, Terminal.columns(Map.of()));
    Map<String, String> said = Map.of("COLUMNS", "132");
    assertEquals(said, Terminal.withColumns(said, true));
  }

  @Test
  void whatSttySaysIsTheWidth() {
    assertEquals(OptionalInt.of(97), Terminal.ask(new ProcessBuilder("echo", "24 97")));
    assertEquals(OptionalInt.empty(), Terminal.ask(new ProcessBuilder("echo", "0 0")));
    assertEquals(OptionalInt.empty(), Terminal.ask(new ProcessBuilder("echo", "stty: no tty")));
    assertEquals(
        OptionalInt.empty(), Terminal.ask(new ProcessBuilder(folder.resolve("none").toString())));
  }
}
