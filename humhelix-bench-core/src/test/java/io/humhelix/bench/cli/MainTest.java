package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final Program program = new Program();

  @Test
  void helpGoesToStandardOutput() {
    assertEquals(0, program.run("--help"));
    for (String word : new String[] {"run", "validate", "backends", "score", "exit-codes"}) {
      assertTrue(program.out().contains(word), program.out());
    }
    assertEquals("", program.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate", "backends", "score"})
  void everyCommandExplainsItself(String command) {
    assertEquals(0, program.run(command, "--help"));
    assertTrue(program.out().startsWith("Usage: humhelix-bench " + command), program.out());
    assertFalse(program.out().contains("\u001b"));
  }

  @Test
  void versionNamesTheProgram() {
    assertEquals(0, program.run("--version"));
    assertTrue(program.out().matches("(?s)humhelix-bench \\d+\\.\\d+.*\nJVM .*"), program.out());
  }

  @Test
  void withoutCommandItIsSaidWhatToType() {
    assertEquals(2, program.run());
    assertEquals(
        """
        No command was given.
          to measure: humhelix-bench run bench.yaml
          all commands: humhelix-bench --help
        """,
        program.err());
    assertEquals("", program.out());
  }

  @Test
  void suggestsACommand() {
    assertEquals(2, program.run("valdate", "x.yaml"));
    assertTrue(program.err().contains("validate"), program.err());
  }

  @Test
  void suggestsAnOption() {
    assertEquals(2, program.run("run", "x.yaml", "--dryrun"));
    assertEquals(
        """
        run: there is no option '--dryrun'; did you mean --dry-run?
          help: humhelix-bench run --help
        """,
        program.err());
  }

  @Test
  void namesAMissingParameter() {
    assertEquals(2, program.run("show"));
    assertTrue(program.err().startsWith("show: RESULTS is missing\n"), program.err());
  }

  @Test
  void saysWhatRunNeeds() {
    assertEquals(2, program.run("run"));
    assertTrue(program.err().contains("give a definition, or backends, models"), program.err());
  }

  @Test
  void namesTheModesOfProgress() {
    assertEquals(2, program.run("run", "x.yaml", "--progress", "loud"));
    assertTrue(program.err().contains("found 'loud'; allowed: auto, plain, none"), program.err());
  }

  @Test
  void aFaultOfTheProgramIsOneLine() {
    program.harness(
        () -> {
          throw new IllegalStateException("broken\u0021");
        });
    assertEquals(3, program.run("backends"));
    assertEquals(1, program.err().lines().count(), program.err());
    assertTrue(program.err().contains("broken!"), program.err());
    assertTrue(program.err().contains("please report"), program.err());
  }

  @Test
  void verboseShowsWhereAFaultIs() {
    program.harness(
        () -> {
          throw new IllegalStateException("broken");
        });
    assertEquals(3, program.run("backends", "--verbose"));
    assertTrue(program.err().contains("at io.humhelix.bench.cli.MainTest"), program.err());
  }

  @Test
  void theEnvironmentShowsWhereAFaultIs() {
    program
        .environment("HUMHELIX_DEBUG", "1")
        .harness(
            () -> {
              throw new NoClassDefFoundError("gone");
            });
    assertEquals(3, program.run("backends"));
    assertTrue(program.err().contains("at io.humhelix.bench.cli.MainTest"), program.err());
  }
}
