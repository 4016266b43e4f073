package io.humhelix.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RequiredProgramTest {

  private static final String FLAG = "humhelix.test.require-programs";
  private final String before = System.getProperty(FLAG, "false");

  @AfterEach
  void restore() {
    System.setProperty(FLAG, before);
  }

  @Test
  void skipsWithTheReasonWhereAProgramIsMissing() {
    System.setProperty(FLAG, "false");
    TestAbortedException skip =
        assertThrows(
            TestAbortedException.class,
            () -> RequiredProgram.executable(Path.of("/no/such/program"), "to count"));
    assertTrue(skip.getMessage().contains("/no/such/program"));
  }

  @Test
  void failsWhereProgramsMustBeThere() {
    System.setProperty(FLAG, "true");
    assertThrows(
        AssertionFailedError.class,
        () -> RequiredProgram.executable(Path.of("/no/such/program"), "to count"));
  }

  @Test
  void goesOnWhereTheProgramIsThere() {
    assertDoesNotThrow(
        () ->
            RequiredProgram.executable(
                Path.of(System.getProperty("java.home"), "bin", "java"), "to run"));
  }
}
