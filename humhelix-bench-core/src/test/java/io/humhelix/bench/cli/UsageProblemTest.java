package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of wrong command lines: what was found, and what to type. */
class UsageProblemTest {

  @TempDir Path folder;

  static Stream<String> names() {
    return CommandModel.names();
  }

  private static String refused(Object... words) {
    Program program = new Program();
    assertEquals(ExitCode.BAD_INPUT, program.run(words), program.out());
    assertEquals("", program.out());
    assertTrue(program.err().lines().count() <= 5, program.err());
    return program.err();
  }

  @ParameterizedTest
  @MethodSource("names")
  void anUnknownOptionOfAnyCommand(String name) {
    List<String> words = new ArrayList<>(Arrays.asList(name.split(" ")));
    words.add("--frobnicate");
    if (name.equals("baseline")) {
      return;
    }
    String said = refused(words.toArray());
    assertTrue(said.startsWith(name + ": there is no option '--frobnicate'\n"), said);
    assertTrue(said.endsWith("\n  help: humhelix-bench " + name + " --help\n"), said);
  }

  /** Each of these is one letter away from every other. */
  @Test
  void aLetterThatIsNoOptionIsNotTakenForAnother() {
    assertEquals(
        "show: there is no option '-o'\n  help: humhelix-bench show --help\n",
        refused("show", "-o", "x"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void withoutItsParametersACommandShowsARightCall(String name) {
    boolean needs =
        CommandModel.of(name).getCommandSpec().positionalParameters().stream()
            .anyMatch(one -> one.arity().min() > 0);
    if (!needs) {
      return;
    }
    String said = refused((Object[]) name.split(" "));
    assertTrue(said.startsWith(name + ": "), said);
    assertTrue(said.contains(" missing\n  for example: humhelix-bench " + name + " "), said);
    assertTrue(said.endsWith("\n  help: humhelix-bench " + name + " --help\n"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnu x|There is no command 'rnu'; did you mean run?",
        "val x|There is no command 'val'; did you mean validate?",
        "frobnicate|There is no command 'frobnicate'",
        "version|humhelix-bench --version",
        "--color=never shwo x|There is no command 'shwo'; did you mean show?",
        "run a b|run: 'b' is an argument too many",
        "run x --forks=many|run: --forks: found 'many'; allowed: a whole number",
        "run x --floor=low|run: --floor: found 'low'; allowed: a number, such as 2.5",
        "run x --forks|run: --forks: its value is missing; write --forks=N",
        "show --last=1 --last=2 x|show: --last: found more than once; allowed: once",
        "show x --jsn|show: there is no option '--jsn'; did you mean --json?",
        "report x --serve=99999999999|report: --serve: found 99999999999, which is too large",
        "baseline put x|baseline: found 'put'; allowed: set, list, show, remove",
        "baseline|baseline: what to do is missing; allowed: set, list, show, remove",
        "help exit-code|help: found 'exit-code'",
        "show x --last=0|--last: found 0; allowed: 1 or more",
        "--frobnicate|there is no option '--frobnicate'",
        "-v|no command was given"
      })
  void aSlip(String words, String said) {
    String err = refused((Object[]) words.split(" "));
    assertTrue(err.contains(said), err);
  }

  @Test
  void aFileInPlaceOfACommandIsToldItsCommand() throws Exception {
    Path definition = Files.writeString(folder.resolve("bench.yaml"), "name: x\nworkloads: []\n");
    assertTrue(refused(definition).contains("\n  to measure it: humhelix-bench run " + definition));
    Path results = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("r")));
    assertTrue(refused(results).contains("\n  to look at results: humhelix-bench show " + results));
    assertTrue(refused(results.getParent()).contains(" is a folder; a command comes first\n"));
    assertTrue(refused(Files.writeString(folder.resolve("a.wav"), "")).contains(" is audio; "));
  }

  @ParameterizedTest
  @CsvSource({"run", "validate"})
  void whatIsNoDefinition(String verb) throws Exception {
    Path results = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("r")));
    String said = refused(verb, results);
    assertTrue(said.contains("' is a results file, which a run wrote; allowed: a definit"), said);
    assertTrue(said.endsWith("\n  to look at it: humhelix-bench show " + results + "\n"), said);
    said = refused(verb, Files.write(folder.resolve("sound"), "RIFF....".getBytes("US-ASCII")));
    assertTrue(said.contains("' is audio; allowed: a definition (YAML)"), said);
    assertTrue(said.contains("humhelix-bench " + verb + " --backend whisper-jni --model "), said);
    said = refused(verb, folder);
    assertTrue(
        said.endsWith("' is a folder; allowed: a definition (YAML), and it has none\n"), said);
    Path one = Files.writeString(folder.resolve("bench.yaml"), "suts:\n");
    Files.writeString(folder.resolve("compose.yaml"), "services:\n");
    said = refused(verb, folder);
    assertTrue(
        said.endsWith("a definition (YAML)\n  type: humhelix-bench " + verb + " " + one + "\n"),
        said);
    for (String more : new String[] {"b", "c", "d"}) {
      Files.writeString(folder.resolve(more + ".yml"), "benchmarks:\n");
    }
    assertTrue(refused(verb, folder).endsWith("\n  or another one of 4 in it\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "show",
    "compare",
    "history",
    "report",
    "export csv",
    "verify",
    "rescore",
    "repair",
    "artifacts",
    "gather into",
    "baseline set main"
  })
  void whatAreNoResults(String words) throws Exception {
    Path definition = Files.writeString(folder.resolve("bench.yaml"), "# mine\nsuts:\n");
    String said = refused(with(words, definition));
    String verb = words.startsWith("baseline") ? "baseline set" : words.split(" ")[0];
    assertTrue(said.startsWith(verb + ": '" + definition + "' is a definition, which"), said);
    assertTrue(said.endsWith("\n  to measure it: humhelix-bench run " + definition + "\n"), said);
    said = refused(with(words, Files.writeString(folder.resolve("a.flac"), "")));
    assertTrue(said.contains("' is audio; allowed: results files"), said);
    assertTrue(said.endsWith("\n  to see how: humhelix-bench help " + verb + "\n"), said);
    said = refused(with(words, Files.writeString(folder.resolve("r.html"), "")));
    assertTrue(said.contains("' is a web page; allowed: results files"), said);
    said = refused(with(words, Files.writeString(folder.resolve("b.yaml"), "name: x\n")));
    assertTrue(said.contains("' is neither a definition nor a results file; allowed: "), said);
  }

  private static Object[] with(String words, Path last) {
    List<Object> all = new ArrayList<>(Arrays.asList(words.split(" ")));
    all.add(last);
    return all.toArray();
  }

  @Test
  void repairWantsAFile() throws Exception {
    Path results = GoldenRuns.copy("single-stream", folder);
    String said = refused("repair", folder);
    assertTrue(said.endsWith("\n  type: humhelix-bench repair " + results + "\n"), said);
  }

  @Test
  void theWordHelpAfterACommandExplainsIt() {
    Program program = new Program();
    assertEquals(ExitCode.OK, program.run("run", "help"));
    assertTrue(program.out().startsWith("Usage: humhelix-bench run "), program.out());
  }
}
