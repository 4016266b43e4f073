package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.document.Document;
import io.humhelix.bench.document.FirstCells;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The pages have every command, option, exit code, format and key, and no other. */
class CommandLinePageTest {

  private static final String SHARED = "Options of verdicts";

  private static Document page(String name) throws Exception {
    return Document.read("humhelix-bench-core/src/site/markdown/" + name);
  }

  @Test
  void hasEveryCommandWithItsOptions() throws Exception {
    assertEquals(List.of(), problems(page("command-line.md"), real()));
  }

  @Test
  void tellsCommandsAndOptionsThatAreMissingOrGone() {
    Document page =
        new Document(
            Document.ROOT.resolve("a.md"),
            """
            **`a FILE`** is told. `--one` `--old` and [those of verdicts](#options-of-verdicts).

            **`b`** is gone.

            ### Options of verdicts

            `--shared VALUE`
            """);
    assertEquals(
        List.of(
            "the page lacks c",
            "the page has b, which is nowhere else",
            "a lacks --two",
            "a has --old, which is nowhere else"),
        problems(page, Map.of("a", Set.of("--one", "--two", "--shared"), "c", Set.of("--three"))));
  }

  private static List<String> problems(Document page, Map<String, Set<String>> real) {
    Map<String, Set<String>> written = written(page);
    List<String> problems =
        new ArrayList<>(FirstCells.differences("the page", written.keySet(), real.keySet()));
    new TreeMap<>(real)
        .forEach(
            (verb, options) -> {
              if (written.containsKey(verb)) {
                problems.addAll(FirstCells.differences(verb, written.get(verb), options));
              }
            });
    return problems;
  }

  /** A command and its options are a paragraph that begins with the command. */
  private static Map<String, Set<String>> written(Document page) {
    Map<String, Set<String>> written = new TreeMap<>();
    Set<String> shared = new TreeSet<>();
    String[] heading = {""};
    page.each(
        Node.class,
        node -> {
          if (node instanceof Heading one) {
            heading[0] = Document.words(one);
          } else if (node instanceof Paragraph && heading[0].equals(SHARED)) {
            shared.addAll(options(node));
          }
        });
    page.each(
        Paragraph.class,
        paragraph -> {
          if (paragraph.getFirstChild() instanceof StrongEmphasis name
              && name.getFirstChild() instanceof Code code) {
            Set<String> options = options(paragraph);
            Document.each(
                paragraph,
                Link.class,
                link -> {
                  if (link.getDestination().equals("#options-of-verdicts")) {
                    options.addAll(shared);
                  }
                });
            written.put(code.getLiteral().split(" ")[0], options);
          }
        });
    return written;
  }

  private static Set<String> options(Node paragraph) {
    Set<String> options = new TreeSet<>();
    Document.each(
        paragraph,
        Code.class,
        code -> {
          if (code.getLiteral().startsWith("--")) {
            options.add(code.getLiteral().split("[ =\\[]")[0]);
          }
        });
    return options;
  }

  private static Map<String, Set<String>> real() {
    Map<String, Set<String>> real = new TreeMap<>();
    CommandLine program = Main.line(CommandContext.ofProcess());
    Set<String> ofAll = names(program);
    program
        .getSubcommands()
        .forEach(
            (verb, line) -> {
              Set<String> options = options(line);
              options.removeAll(ofAll);
              real.put(verb, options);
            });
    return real;
  }

  private static Set<String> options(CommandLine line) {
    Set<String> options = new TreeSet<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (!option.inherited() && !option.hidden()) {
        options.add(option.longestName());
      }
    }
    line.getSubcommands().values().forEach(sub -> options.addAll(options(sub)));
    return options;
  }

  private static Set<String> names(CommandLine line) {
    Set<String> options = new TreeSet<>();
    line.getCommandSpec().options().forEach(option -> options.add(option.longestName()));
    return options;
  }

  @Test
  void everyCommandWithJsonHasItsKeys() throws Exception {
    Set<String> verbs = new TreeSet<>();
    for (String row : FirstCells.codes(page("json.md"), "Keys")) {
      verbs.add(row.split(" ")[0]);
    }
    Set<String> real = new TreeSet<>();
    real()
        .forEach(
            (verb, options) -> {
              if (options.contains("--json")) {
                real.add(verb);
              }
            });
    assertEquals(List.of(), FirstCells.differences("json.md", verbs, real));
  }

  @Test
  void hasTheOptionsOfAllCommands() throws Exception {
    Set<String> written = new TreeSet<>();
    FirstCells.codes(page("command-line.md"), "Options of every command")
        .forEach(option -> written.add(option.split(" ")[0]));
    assertEquals(
        List.of(),
        FirstCells.differences(
            "command-line.md", written, names(Main.line(CommandContext.ofProcess()))));
  }

  @Test
  void hasEveryExitCode() throws Exception {
    Set<String> codes = new TreeSet<>();
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (field.getType() == int.class && Modifier.isStatic(field.getModifiers())) {
        codes.add(String.valueOf(field.getInt(null)));
      }
    }
    assertTrue(codes.contains("130"), codes.toString());
    assertEquals(
        List.of(),
        FirstCells.differences(
            "command-line.md", FirstCells.texts(page("command-line.md"), "Exit codes"), codes));
  }

  @Test
  void hasEveryFormatOfExports() throws Exception {
    Set<String> written = FirstCells.codes(page("export.md"), "Export results");
    assertEquals(List.of(), FirstCells.differences("export.md", written, ExportFormat.words()));
  }

  /** The program names them where it refuses another one. */
  @Test
  void hasEveryKeyThatRowsCanBeBy(@TempDir Path folder) throws Exception {
    Path results = new MadeUpRun(1).system("a", 1).store(folder);
    Program program = new Program();
    assertEquals(2, program.run("show", results, "--by", "nothing"));
    List<String> code = page("show.md").code();
    List<String> keys =
        Arrays.stream(
                program.err().replaceFirst("(?s).*allowed: ([^;\\n]*).*", "$1").split("[,\\s]+"))
            .map(String::strip)
            .toList();
    assertTrue(keys.contains("model") && keys.size() > 15, program.err());
    assertEquals(List.of(), keys.stream().filter(key -> !code.contains(key)).toList());
  }
}
