package io.humhelix.bench.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Watches what Java code writes to standard streams. Everything still gets there. Log frameworks
 * may write: the host decides where their lines go.
 */
final class StandardStreams {

  private static final List<String> LOG_FRAMEWORKS =
      List.of(
          "org.slf4j.",
          "ch.qos.logback.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "java.util.logging.",
          "sun.util.logging.");

  private StandardStreams() {}

  /** Something that may throw. */
  @FunctionalInterface
  interface Task<E extends Exception> {
    void run() throws E;
  }

  /** Returns what was written while a task ran. */
  static <E extends Exception> String writtenDuring(Task<E> task) throws E {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new PrintStream(new Tee(out, seen), true, Charset.defaultCharset()));
    System.setErr(new PrintStream(new Tee(err, seen), true, Charset.defaultCharset()));
    try {
      task.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return seen.toString(Charset.defaultCharset());
  }

  static void mustBeNothing(String written) {
    ContractBroken.unless(
        written.isEmpty(),
        "it wrote to a standard stream: '" + written.strip() + "'",
        "Standard streams are the host's. Log through SLF4J or java.lang.System.Logger.");
  }

  private static final class Tee extends OutputStream {
    private final PrintStream original;
    private final ByteArrayOutputStream seen;

    private Tee(PrintStream original, ByteArrayOutputStream seen) {
      this.original = original;
      this.seen = seen;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      original.write(bytes, offset, length);
      if (!byLogFramework()) {
        synchronized (seen) {
          seen.write(bytes, offset, length);
        }
      }
    }

    @Override
    public void flush() {
      original.flush();
    }

    private static boolean byLogFramework() {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames.anyMatch(
                      f -> LOG_FRAMEWORKS.stream().anyMatch(f.getClassName()::startsWith)));
    }
  }
}
