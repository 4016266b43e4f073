package io.humhelix.bench.cli;

import io.humhelix.bench.report.DisplayText;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds out whether standard error goes to a terminal on which a line can be rewritten. */
final class Terminal {

  /** Set by the launcher, which can ask the operating system about each stream. */
  static final String LAUNCHER_VARIABLE = "HUMHELIX_STDERR_TERMINAL";

  private static final int FEWEST_COLUMNS = 40;

  private static final Path LINUX_STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Returns how wide the terminal is.
   *
   * @return what the shell says, if it exports {@code COLUMNS}; else what all terminals have
   */
  static int columns(Map<String, String> environment) {
    try {
      return Math.max(
          FEWEST_COLUMNS,
          Integer.parseInt(
              environment.getOrDefault("COLUMNS", String.valueOf(DisplayText.COLUMNS))));
    } catch (NumberFormatException e) {
      return DisplayText.COLUMNS;
    }
  }

  static boolean rewritesErr(Map<String, String> environment) {
    return rewritesErr(environment, LINUX_STDERR, System.console());
  }

  /**
   * The JDK knows about standard input and output only, and from JDK 22 on has a console even where
   * there is no terminal. So the launcher's word comes first, then Linux's, then the JDK's.
   */
  static boolean rewritesErr(Map<String, String> environment, Path linuxStderr, Console console) {
    if ("dumb".equals(environment.get("TERM"))) {
      return false;
    }
    String launcher = environment.get(LAUNCHER_VARIABLE);
    if (launcher != null) {
      return launcher.equals("true");
    }
    if (Files.isSymbolicLink(linuxStderr)) {
      try {
        String target = Files.readSymbolicLink(linuxStderr).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    return console != null && isTerminal(console);
  }

  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      // Before JDK 22 there is a console only where there is a terminal.
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
