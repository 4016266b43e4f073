package io.humhelix.bench.cli;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What commands see of the process they run in.
 *
 * @param out results: tables, JSON
 * @param data what other programs read, in UTF-8 whatever the terminal has; goes where {@code out}
 *     goes
 * @param err progress and diagnostics
 * @param in for {@code -} as a file name
 * @param symbols signs that both outputs can carry
 * @param environment environment variables
 * @param errIsTerminal whether a person watches err on a terminal that can rewrite a line
 * @param nanoTime the monotonic clock
 * @param harness makes a harness to be set up further
 */
record CommandContext(
    PrintWriter out,
    PrintWriter data,
    PrintWriter err,
    InputStream in,
    Symbols symbols,
    Map<String, String> environment,
    boolean errIsTerminal,
    LongSupplier nanoTime,
    Supplier<Harness.Builder> harness) {

  /** Returns the context of this very process. */
  static CommandContext ofProcess() {
    return ofProcess(System.out);
  }

  /**
   * Returns the context of this very process.
   *
   * @param standard where its results go
   */
  static CommandContext ofProcess(OutputStream standard) {
    Map<String, String> environment = System.getenv();
    boolean errIsTerminal = Terminal.rewritesErr(environment);
    Charset out = encoding("stdout.encoding", "sun.stdout.encoding");
    Charset err = encoding("stderr.encoding", "sun.stderr.encoding");
    boolean unicode = Symbols.of(out) == Symbols.UNICODE && Symbols.of(err) == Symbols.UNICODE;
    return new CommandContext(
        writer(standard, out),
        new PrintWriter(new OutputStreamWriter(standard, StandardCharsets.UTF_8), false),
        writer(System.err, err),
        System.in,
        unicode ? Symbols.UNICODE : Symbols.ASCII,
        Terminal.withOut(Terminal.withColumns(environment, errIsTerminal)),
        errIsTerminal,
        System::nanoTime,
        Harness::builder);
  }

  /** Returns what of a table fits the terminal. */
  TableView view() {
    return TableView.ofWidth(Terminal.columns(environment));
  }

  /**
   * Breaks a line so that it fits the terminal.
   *
   * @param indent what the second line and those after it begin with
   */
  List<String> wrap(String line, String indent) {
    return DisplayText.wrap(line, indent, Terminal.columns(environment));
  }

  /** Returns the context with colours on standard output. */
  CommandContext inColour() {
    return new CommandContext(
        out, data, err, in, symbols.inColour(), environment, errIsTerminal, nanoTime, harness);
  }

  private static PrintWriter writer(OutputStream stream, Charset charset) {
    return new PrintWriter(new OutputStreamWriter(stream, charset), true);
  }

  /** Newer JDKs name the encoding of each stream; JDK 17 names one only for a terminal. */
  private static Charset encoding(String property, String olderProperty) {
    for (String key : new String[] {property, olderProperty, "native.encoding"}) {
      String name = System.getProperty(key);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  /**
   * Says why something was refused or failed. A terminal gets lines that fit, without what would
   * move its cursor; a pipe or file gets the lines as they are, for whoever searches them.
   *
   * @param message a line for each problem
   */
  void complain(String message) {
    if (!errIsTerminal) {
      err.println(message);
      return;
    }
    for (String line : message.lines().toList()) {
      String indent = line.substring(0, line.length() - line.stripLeading().length());
      DisplayText.wrap(
              indent + DisplayText.oneLine(line), indent + "  ", Terminal.columns(environment))
          .forEach(err::println);
    }
  }

  /** Returns whether the user wants to see stack traces. */
  boolean debug() {
    String value = environment.getOrDefault("HUMHELIX_DEBUG", "");
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }
}
