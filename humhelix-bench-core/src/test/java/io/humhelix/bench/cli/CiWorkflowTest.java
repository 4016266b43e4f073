package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.report.MarkdownReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The commands of the example workflow do what its steps need. */
class CiWorkflowTest {

  private static final Path WORKFLOW = Path.of("../examples/ci/benchmark.yml");

  @TempDir Path folder;

  private List<String> commands() throws Exception {
    Map<?, ?> workflow =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(WORKFLOW));
    Map<?, ?> job = (Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("benchmark");
    List<String> commands = new ArrayList<>();
    for (Object step : (List<?>) job.get("steps")) {
      if (((Map<?, ?>) step).get("run") instanceof String script) {
        script
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("humhelix-bench "))
            .forEach(commands::add);
      }
    }
    return commands;
  }

  private int run(String command) {
    List<Object> words = new ArrayList<>();
    for (String word : command.replaceFirst("^humhelix-bench ", "").split(" ")) {
      words.add(word.matches("results|export/.*") ? folder.resolve(word) : word);
    }
    if (words.contains("--baseline") || words.contains("baseline")) {
      words.addAll(List.of("--baselines", folder.resolve("baselines")));
    }
    return new Program().run(words.toArray());
  }

  /** As the README beside the workflow has it. */
  private void baseline() throws Exception {
    Path results = folder.resolve("results");
    Path old = new MadeUpRun(1).system("a", 1).store(results);
    String readme = Files.readString(WORKFLOW.resolveSibling("README.md"));
    String command = "humhelix-bench baseline set main results";
    assertTrue(readme.contains("$ " + command + "\n"), readme);
    assertEquals(0, run(command));
    Files.delete(old);
  }

  @Test
  void theCommandsRun() throws Exception {
    baseline();
    new MadeUpRun(2).system("a", 1).store(folder.resolve("results"));
    List<String> commands = commands();
    assertEquals(6, commands.size(), commands.toString());
    for (String command : commands) {
      if (!command.startsWith("humhelix-bench run ")) {
        assertEquals(0, run(command), command);
      }
    }
    for (String file : List.of("TEST-benchmark.xml", "comment.md", "trials.csv", "chart.json")) {
      assertTrue(Files.size(folder.resolve("export").resolve(file)) > 0, file);
    }
    String comment = Files.readString(folder.resolve("export/comment.md"));
    assertTrue(comment.startsWith(MarkdownReport.MARKER), comment);
    assertTrue(Files.readString(WORKFLOW).contains(MarkdownReport.MARKER));
  }

  @Test
  void aRegressionFailsTheLastOfThem() throws Exception {
    baseline();
    new MadeUpRun(2).system("a", 2).store(folder.resolve("results"));
    List<String> commands = commands();
    assertEquals(4, run(commands.get(commands.size() - 1)));
    assertEquals(0, run(commands.get(1)));
    assertTrue(
        Files.readString(folder.resolve("export/TEST-benchmark.xml")).contains(" failures=\"1\""));
  }
}
