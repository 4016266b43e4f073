package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ShellWordTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"a.wav", "two words", "it's", "\"q\"", "$HOME", "*", "~", "a;b", "`x`", "ü"})
  void aShellReadsItAsItWas(String text) throws Exception {
    Process shell = new ProcessBuilder("/bin/sh", "-c", "printf %s " + ShellWord.of(text)).start();
    assertEquals(text, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void plainPathsStayAsTheyAreAndDashesBeginNoOption() {
    assertEquals("results/grüße-1.db.yaml", ShellWord.of(Path.of("results/grüße-1.db.yaml")));
    assertEquals("./-x.wav", ShellWord.of("-x.wav"));
  }

  @Test
  void whatARefusedFileIsToBeTypedWithHasQuotes() throws Exception {
    Path file = Files.writeString(folder.resolve("my run.db.yaml"), "");
    Program program = new Program();
    assertEquals(ExitCode.BAD_INPUT, program.run("run", file));
    assertTrue(program.err().contains("humhelix-bench show '" + file + "'\n"), program.err());
  }
}
