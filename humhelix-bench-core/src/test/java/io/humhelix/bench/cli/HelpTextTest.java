package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What holds of the help of every command. */
class HelpTextTest {

  static Stream<String> names() {
    return CommandModel.names();
  }

  private static String help(String name, int width) {
    Program program = new Program().environment("COLUMNS", Integer.toString(width));
    List<String> words = new ArrayList<>(Arrays.asList(name.split(" ")));
    words.add("--help");
    assertEquals(ExitCode.OK, program.run(words.toArray()), program.err());
    assertEquals("", program.err());
    return program.out();
  }

  private static List<String> examples(String name) {
    return List.of(CommandModel.of(name).getCommandSpec().usageMessage().footer());
  }

  @ParameterizedTest
  @MethodSource("names")
  void fitsTheTerminal(String name) {
    for (int width : new int[] {80, 100}) {
      List<String> wider = help(name, width).lines().filter(line -> line.length() > width).toList();
      assertEquals(List.of(), wider);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysItsOwnExitCodesOnAFewLines(String name) {
    String help = help(name, 80);
    List<String> lines = help.lines().dropWhile(line -> !line.startsWith("Exit code: ")).toList();
    assertTrue(lines.size() >= 2 && lines.size() <= 4, help);
    assertTrue(lines.get(0).startsWith("Exit code: 0 "), help);
    assertEquals("Options of every command: humhelix-bench --help", lines.get(lines.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasExamplesOfItsOwnThatAreRight(String name) {
    List<String> examples = examples(name);
    assertTrue(examples.size() >= 1 && examples.size() <= 3, examples.toString());
    for (String example : examples) {
      assertTrue(example.startsWith("humhelix-bench "), example);
      assertTrue(help(name, 80).contains("\n  " + example + "\n"), example);
      CommandLine root = CommandModel.root();
      ParseResult parsed = root.parseArgs(CommandModel.words(example).toArray(String[]::new));
      assertEquals(List.of(), parsed.unmatched(), example);
      assertTrue(parsed.hasSubcommand(), example);
    }
    assertTrue(
        examples.stream().anyMatch(one -> (one + " ").startsWith("humhelix-bench " + name + " ")),
        examples.toString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isTheSameHoweverItIsAskedFor(String name) {
    // 'help help' and 'help' list the commands.
    if (name.equals("help")) {
      return;
    }
    String help = help(name, 80);
    for (String asked : List.of(name + " -h", "help " + name, name + " help")) {
      Program program = new Program();
      assertEquals(ExitCode.OK, program.run((Object[]) asked.split(" ")), program.err());
      assertEquals(help, program.out(), asked);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesEveryOptionOnce(String name) {
    String help = help(name, 80);
    CommandModel.of(name)
        .getCommandSpec()
        .options()
        .forEach(
            option -> {
              boolean own = !option.inherited() && !option.usageHelp() && !option.versionHelp();
              long lines =
                  help.lines()
                      .filter(
                          line -> line.matches("  (-\\w, |    )?" + option.longestName() + "\\b.*"))
                      .count();
              assertEquals(own ? 1 : 0, lines, option.longestName());
            });
  }

  @Test
  void theListOfCommandsHasThemAllInALineEach() {
    Program program = new Program();
    assertEquals(ExitCode.OK, program.run("--help"));
    for (Verb verb : Verb.values()) {
      assertTrue(
          program
              .out()
              .contains(
                  "\n  "
                      + verb.word()
                      + " ".repeat(15 - verb.word().length())
                      + verb.summary()
                      + "\n"),
          verb.word());
    }
    assertTrue(program.out().lines().allMatch(line -> line.length() <= 80), program.out());
    for (String[] words : new String[][] {{"-h"}, {"help"}, {"--color=never", "--help"}}) {
      Program other = new Program();
      assertEquals(ExitCode.OK, other.run((Object[]) words), other.err());
      assertEquals(program.out(), other.out());
    }
  }

  @Test
  void allExitCodesAreInOnePlace() {
    Program program = new Program();
    assertEquals(ExitCode.OK, program.run("help", "exit-codes"));
    for (Verb verb : Verb.values()) {
      ExitCode.of(verb.word())
          .forEach(
              (code, text) -> assertTrue(program.out().contains(text), verb.word() + " " + code));
    }
    assertTrue(program.out().contains("\n130  report, run, sync: cancelled\n"), program.out());
    assertNotEquals(ExitCode.of("run"), ExitCode.of("show"));
    assertFalse(ExitCode.of("show").containsKey("130"));
  }

  @Test
  void groupsOptionsByWhatTheyAreFor() {
    String help = help("compare", 80);
    assertTrue(
        help.indexOf("\nOptions:\n  --baseline=BASELINE")
            < help.indexOf("\nWhat counts as a change:\n  --tolerance=PERCENT"),
        help);
    assertFalse(help.contains("17.5"), help);
  }
}
