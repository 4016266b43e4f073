package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.document.Document;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every call of the program in every document is one that it takes; quick ones are run. */
class DocumentedCommandsTest {

  /** Commands that read results and end by themselves. */
  private static final Set<String> QUICK =
      Set.of(
          "show",
          "compare",
          "history",
          "report",
          "baseline",
          "export",
          "verify",
          "gather",
          "rescore",
          "artifacts",
          "score",
          "help",
          "backends");

  /** Waits for Ctrl-C. */
  private static final Set<String> ENDLESS = Set.of("--watch", "--serve");

  @TempDir Path folder;

  private static CommandLine line() {
    return Main.line(CommandContext.ofProcess());
  }

  private static List<DocumentedCommand> all() throws Exception {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (Document document : Document.all()) {
      commands.addAll(DocumentedCommand.of(document));
    }
    assertTrue(commands.size() > 50, "read " + commands.size());
    return commands;
  }

  @Test
  void everyCommandParses() throws Exception {
    List<String> refused = new ArrayList<>();
    CommandLine line = line();
    for (DocumentedCommand command : all()) {
      command.refusal(line).ifPresent(refused::add);
    }
    assertEquals(List.of(), refused);
  }

  @Test
  void tellsWhatDoesNotParse() {
    Document page =
        new Document(
            Document.ROOT.resolve("a.md"),
            """
            ```console
            $ humhelix-bench show results --by model   # a comment
            humhelix-bench shows what is printed
            $ bin/humhelix-bench shwo results && humhelix-bench export csv results --ouput x | sort
            $ humhelix-bench compare results \\
                --against "a b" --clever
            ```

            Type `humhelix-bench gather`.
            """);
    List<String> refused = new ArrayList<>();
    CommandLine line = line();
    for (DocumentedCommand command : DocumentedCommand.of(page)) {
      command.refusal(line).ifPresent(refused::add);
    }
    assertEquals(4, refused.size(), refused.toString());
    assertTrue(refused.get(0).startsWith("a.md:4: Unmatched arguments"), refused.get(0));
    assertTrue(refused.get(1).contains("a.md:4: Unknown option: '--ouput'"), refused.get(1));
    assertTrue(refused.get(2).contains("a.md:5: Unknown option: '--clever'"), refused.get(2));
    assertTrue(refused.get(3).contains("Missing required parameter"), refused.get(3));
    assertThrows(
        IllegalArgumentException.class, () -> DocumentedCommand.in("a.md", "humhelix-bench \"x"));
  }

  /** With files of the names that the documents use. */
  @Tag("slow")
  @Test
  void quickOnesRun() throws Exception {
    files();
    List<String> failed = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    int run = 0;
    for (DocumentedCommand command : all()) {
      if (!isRun(command) || !seen.add(command.words())) {
        continue;
      }
      run++;
      Program program = new Program();
      int code = program.run(arguments(command.words()));
      // 5: a few forks and sessions decide nothing.
      if (code != 0 && code != 5) {
        failed.add(command + ": " + code + ": " + program.err());
      }
    }
    assertEquals(List.of(), failed);
    assertTrue(run > 30, "ran " + run);
  }

  private static boolean isRun(DocumentedCommand command) {
    return QUICK.contains(command.words().get(0))
        && command.words().stream()
            .noneMatch(word -> ENDLESS.contains(word.replaceFirst("=.*", "")) || isHole(word));
  }

  /** A word that stands for another one: NAME, RESULTS…. */
  private static boolean isHole(String word) {
    return word.matches("\\[?[A-Z]{2,}[\\]….]*");
  }

  private void files() throws Exception {
    List<String> folders =
        List.of(
            "results/before",
            "results",
            "results/after",
            "other-host/results",
            "old",
            "new",
            "home");
    for (int run = 0; run < folders.size(); run++) {
      Path results = folder.resolve(folders.get(run));
      Path file =
          new MadeUpRun(run + 1)
              .system("tiny.en q5_1", 1)
              .system("tiny.en 8 bit", 1)
              .store(results);
      if (folders.get(run).equals("results")) {
        Files.copy(file, folder.resolve("run.db.yaml"));
      }
    }
    Files.writeString(
        folder.resolve("transcripts.jsonl"), "{\"text\": \"hello\", \"pred_text\": \"hello\"}\n");
    Files.writeString(
        folder.resolve("corrected.jsonl"), "{\"clip\": \"c0.wav\", \"text\": \"hello\"}\n");
    Path old = folder.resolve("old");
    assertEquals(0, new Program().run("baseline", "set", "main", old, "--baselines", baselines()));
  }

  private Path baselines() {
    return folder.resolve("baselines");
  }

  private Object[] arguments(List<String> words) throws Exception {
    List<Object> arguments = new ArrayList<>();
    arguments.add(words.get(0));
    for (String word : words.subList(1, words.size())) {
      if (word.endsWith("*.db.yaml")) {
        try (DirectoryStream<Path> files =
            Files.newDirectoryStream(folder.resolve(word).getParent(), "*.db.yaml")) {
          files.forEach(arguments::add);
        }
      } else {
        arguments.add(isPath(word) ? path(word) : word);
      }
    }
    if (words.contains("--baseline")) {
      arguments.addAll(List.of("--baselines", baselines()));
    } else if (words.get(0).equals("baseline")) {
      arguments.addAll(List.of("--baselines", folder.resolve("set")));
    }
    if (words.get(0).equals("report") && !words.contains("-o") && !words.contains("--png")) {
      arguments.addAll(List.of("-o", folder.resolve("report.html")));
    }
    return arguments.toArray();
  }

  private Path path(String word) {
    return word.startsWith("results/benchmark-")
        ? folder.resolve("run.db.yaml")
        : folder.resolve(
            Map.of("/var/lib/node_exporter/humhelix_bench.prom", "x.prom")
                .getOrDefault(word, word));
  }

  private static boolean isPath(String word) {
    return word.matches("(results|old|new|home|other-host|all-results|export|pictures)(/.*)?")
        || word.matches("\\S+\\.(jsonl|csv|html|md|json|xml|prom|sqlite)");
  }
}
