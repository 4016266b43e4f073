package io.humhelix.bench.cli;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.report.Symbols;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Does once what the commands do that only read, so that the JVM knows their classes: the launcher
 * starts it to make the archive from which later starts take them. It opens no backend, prints
 * nothing and leaves no file.
 */
public final class Rehearsal {

  private static final List<String> RESULTS = List.of("rehearsal-old", "rehearsal-new");

  private Rehearsal() {}

  /**
   * Rehearses all.
   *
   * @param args none
   * @throws IOException if the folder for temporary files takes none
   */
  public static void main(String[] args) throws IOException {
    CommandContext silent = silent();
    Main.run(silent, "--version");
    Main.run(silent, "--help");
    Main.run(silent, "help", "metrics");
    Main.run(silent, "no-such-command");
    help(silent, Main.describe(), List.of());
    Path folder = Files.createTempDirectory("humhelix-bench-");
    try {
      read(silent, folder);
    } finally {
      delete(folder);
    }
  }

  private static CommandContext silent() {
    PrintWriter nobody =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new CommandContext(
        nobody,
        nobody,
        nobody,
        InputStream.nullInputStream(),
        Symbols.UNICODE,
        Map.of(),
        false,
        System::nanoTime,
        Harness::builder);
  }

  private static void help(CommandContext context, CommandLine command, List<String> path) {
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              List<String> names = Stream.concat(path.stream(), Stream.of(name)).toList();
              Main.run(
                  context,
                  Stream.concat(names.stream(), Stream.of("--help")).toArray(String[]::new));
              help(context, below, names);
            });
  }

  private static void read(CommandContext context, Path folder) throws IOException {
    for (String name : RESULTS) {
      try (InputStream in = Rehearsal.class.getResourceAsStream(name + ".db.yaml")) {
        Files.copy(in, folder.resolve("benchmark-" + name + ".db.yaml"));
      }
    }
    String all = folder.toString();
    String old = folder.resolve("benchmark-rehearsal-old.db.yaml").toString();
    String now = folder.resolve("benchmark-rehearsal-new.db.yaml").toString();
    Main.run(context, "show", all);
    Main.run(context, "show", all, "--by", "model", "--json");
    Main.run(context, "compare", old, now);
    Main.run(context, "compare", old, now, "--json");
    Main.run(context, "history", all);
    Main.run(context, "export", "csv", all, "-o", folder.resolve("csv").toString());
    Main.run(context, "report", all, "-o", folder.resolve("report.html").toString());
    Main.run(context, "verify", all);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
