package io.humhelix.bench.cli;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.report.Symbols;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The program in this JVM, with everything it reads and writes. */
final class Program {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private Supplier<Harness.Builder> harness = () -> Harness.builder().discovery(false);
  private String in = "";
  private boolean terminal;
  private Symbols symbols = Symbols.ASCII;

  Program harness(Supplier<Harness.Builder> supplier) {
    harness = supplier;
    return this;
  }

  /** Somebody watches standard error on a terminal. */
  Program onTerminal() {
    terminal = true;
    return this;
  }

  /** Its output can carry any sign. */
  Program unicode() {
    symbols = Symbols.UNICODE;
    return this;
  }

  Program in(String text) {
    in = text;
    return this;
  }

  Program environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  int run(Object... args) {
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    return Main.run(context(), texts);
  }

  /** What the program sees of its process. */
  CommandContext context() {
    return new CommandContext(
        new PrintWriter(out, true),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        symbols,
        environment,
        terminal,
        System::nanoTime,
        harness);
  }

  String out() {
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  String err() {
    return err.toString().replace(System.lineSeparator(), "\n");
  }
}
