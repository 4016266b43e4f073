package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the help, executed with the files that they name. */
class HelpExamplesTest {

  /**
   * What measures, runs on or needs another host; tests of those commands execute them with
   * backends and hosts that are made up.
   */
  private static final Set<String> NOT_HERE = Set.of("run", "validate", "sync", "doctor", "init");

  @TempDir Path folder;
  private Path results;
  private Map<String, Path> files;

  @BeforeEach
  void write() throws Exception {
    MadeUpRun run = new MadeUpRun(1).system("tiny.en q5_1", 1).system("base.en", 1);
    results = run.store(folder.resolve("results")).getParent();
    Path older =
        new MadeUpRun(2)
            .system("tiny.en q5_1", 1)
            .system("base.en", 1)
            .store(folder.resolve("old"));
    Files.writeString(
        folder.resolve("texts.jsonl"), "{\"text\": \"a b\", \"pred_text\": \"a b\"}\n");
    Files.writeString(
        folder.resolve("corrected.jsonl"), "{\"clip\": \"c0.wav\", \"text\": \"a reference\"}\n");
    files =
        Map.of(
            "results",
            results,
            "results-new",
            results,
            "results-old",
            older.getParent(),
            "results-laptop",
            results,
            "results-gpu1",
            older.getParent(),
            "results/benchmark-1.db.yaml",
            run.store(folder.resolve("one")),
            "texts.jsonl",
            folder.resolve("texts.jsonl"),
            "corrected.jsonl",
            folder.resolve("corrected.jsonl"));
    Program set = new Program();
    assertEquals(0, set.run("baseline", "set", "main", older, baselines()), set.err());
  }

  private String baselines() {
    return "--baselines=" + folder.resolve("baselines");
  }

  private static Stream<String> examples() {
    return CommandModel.names()
        .flatMap(
            name -> Arrays.stream(CommandModel.of(name).getCommandSpec().usageMessage().footer()))
        .distinct();
  }

  @Test
  void allOfThemWork() {
    List<String> executed = new ArrayList<>();
    for (String example : examples().toList()) {
      List<String> words = CommandModel.words(example);
      boolean forEver = words.contains("--serve");
      if (NOT_HERE.contains(words.get(0)) || forEver) {
        continue;
      }
      // What is removed by one example is there for the next.
      Program again = new Program();
      again.run("baseline", "set", "main", files.get("results-old"), baselines());
      Program program = new Program().environment("BROWSER", "true");
      int code = program.run(here(words).toArray());
      // Two runs on a machine whose noise is not known: nothing is decided, and that is said.
      assertTrue(code == ExitCode.OK || code == ExitCode.UNDECIDED, example + program.err());
      executed.add(example);
    }
    assertTrue(executed.size() >= 25, executed.toString());
  }

  /** The words with files of this test in place of those that they name. */
  private List<Object> here(List<String> words) {
    List<Object> here = new ArrayList<>();
    for (String word : words) {
      boolean written = !here.isEmpty() && here.get(here.size() - 1).equals("-o");
      here.add(
          written || word.equals("all-results")
              ? folder.resolve(word)
              : files.containsKey(word) ? files.get(word) : word);
    }
    boolean looksUp = words.contains("--baseline") || words.get(0).equals("baseline");
    if (looksUp) {
      here.add(baselines());
    }
    if (words.get(0).equals("report") && !here.contains("-o")) {
      here.addAll(List.of("-o", folder.resolve("report.html")));
    }
    return here;
  }
}
