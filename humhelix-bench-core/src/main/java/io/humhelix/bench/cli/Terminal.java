package io.humhelix.bench.cli;

import io.humhelix.bench.report.DisplayText;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Finds out about the terminal: whether a line can be rewritten on it, and how wide it is. */
final class Terminal {

  /** Set by the launcher, which can ask the operating system about each stream. */
  static final String LAUNCHER_VARIABLE = "HUMHELIX_STDERR_TERMINAL";

  /** The same of standard output. */
  static final String OUT_VARIABLE = "HUMHELIX_STDOUT_TERMINAL";

  private static final int FEWEST_COLUMNS = 40;

  private static final Path LINUX_STDOUT = Path.of("/proc/self/fd/1");
  private static final Path LINUX_STDERR = Path.of("/proc/self/fd/2");
  private static final File DEVICE = new File("/dev/tty");

  private Terminal() {}

  /**
   * Returns how wide the terminal is.
   *
   * @return what {@code COLUMNS} says, 40 or more; what all terminals have where it says nothing,
   *     or 0 as a terminal does that does not know
   */
  static int columns(Map<String, String> environment) {
    try {
      int said = Integer.parseInt(environment.getOrDefault("COLUMNS", "0"));
      return said <= 0 ? DisplayText.COLUMNS : Math.max(FEWEST_COLUMNS, said);
    } catch (NumberFormatException e) {
      return DisplayText.COLUMNS;
    }
  }

  /**
   * Returns the environment with {@code COLUMNS}, which most shells know but do not export: as wide
   * as the terminal is that people read, if any.
   */
  static Map<String, String> withColumns(Map<String, String> environment, boolean errIsTerminal) {
    boolean watched = errIsTerminal || isTerminal(LINUX_STDOUT);
    if (environment.containsKey("COLUMNS") || !watched) {
      return environment;
    }
    OptionalInt columns = ask(new ProcessBuilder("stty", "size").redirectInput(DEVICE));
    if (columns.isEmpty()) {
      return environment;
    }
    Map<String, String> with = new HashMap<>(environment);
    with.put("COLUMNS", String.valueOf(columns.getAsInt()));
    return Map.copyOf(with);
  }

  /** Runs what prints rows and columns of its standard input; empty if it cannot, or is slow. */
  static OptionalInt ask(ProcessBuilder size) {
    try {
      Process process = size.redirectErrorStream(true).start();
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return OptionalInt.empty();
      }
      String said = new String(process.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
      // A terminal that does not know its size says 0.
      return said.strip().matches("[0-9]{1,5} [1-9][0-9]{0,4}")
          ? OptionalInt.of(Integer.parseInt(said.strip().replaceFirst(".* ", "")))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** Returns the environment with what is known of standard output, if the launcher did not say. */
  static Map<String, String> withOut(Map<String, String> environment) {
    return withOut(environment, LINUX_STDOUT, System.console());
  }

  static Map<String, String> withOut(
      Map<String, String> environment, Path linuxStdout, Console console) {
    if (environment.containsKey(OUT_VARIABLE)) {
      return environment;
    }
    boolean terminal =
        Files.isSymbolicLink(linuxStdout)
            ? isTerminal(linuxStdout)
            : console != null && isTerminal(console);
    Map<String, String> with = new HashMap<>(environment);
    with.put(OUT_VARIABLE, String.valueOf(terminal));
    return Map.copyOf(with);
  }

  /** Whether people read standard output on a terminal, as far as the environment says. */
  static boolean outIsTerminal(Map<String, String> environment) {
    return "true".equals(environment.get(OUT_VARIABLE));
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
      return isTerminal(linuxStderr);
    }
    return console != null && isTerminal(console);
  }

  private static boolean isTerminal(Path linuxStream) {
    try {
      String target = Files.readSymbolicLink(linuxStream).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
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
