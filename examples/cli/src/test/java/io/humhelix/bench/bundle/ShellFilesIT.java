package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bundle has for shells and for {@code man}, in the real programs. */
class ShellFilesIT {

  private static final Path COMPLETION = BundleCopy.BUNDLE.resolve("completion");
  private static final Path PAGES = BundleCopy.BUNDLE.resolve("man/man1");

  /**
   * Completes the words that it gets, the last of which is to be completed, and prints what fits.
   */
  private static final String BASH =
      """
      source "$0/humhelix-bench.bash"
      complete -p humhelix-bench > /dev/null || exit 3
      compopt() { :; }
      COMP_WORDS=(humhelix-bench "$@") COMP_CWORD=$# COMP_LINE="humhelix-bench $*"
      COMP_POINT=${#COMP_LINE}
      _complete_humhelix-bench
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  /** A person at a terminal: types the words and a tab, and waits for what is expected. */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      completion=$0
      zpty -b shell zsh -f -i
      zpty -w shell "PS1='ready> '; stty -echo columns 200; fpath=($completion \\$fpath)"
      zpty -w shell "autoload -Uz compinit; compinit -u -d $PWD/dump; bindkey '^I' complete-word"
      zpty -w shell "cd $PWD; LISTMAX=1000; print re''ady"
      until zpty -r shell line && [[ $line == *$'\\n'ready* || $line == ready* ]]; do :; done
      zpty -w -n shell "humhelix-bench $1"$'\\t'
      for (( i = 0; i < 600; i++ )); do
        if zpty -r -t shell line; then print -rn -- "$line"; said+=$line; else sleep 0.1; fi
        [[ $said != *$~2* ]] || break
      done
      zpty -d shell
      """;

  @TempDir Path folder;

  @BeforeEach
  void filesToComplete() throws IOException {
    Files.writeString(folder.resolve("my run.yaml"), "");
    Files.writeString(folder.resolve("quickstart.yaml"), "");
  }

  @Test
  void bashCompletesCommandsOptionsChoicesAndFiles() throws Exception {
    assertTrue(bash("").containsAll(List.of("run", "show", "baseline", "help")));
    assertEquals(List.of("show"), bash("sh"));
    assertTrue(bash("baseline", "").containsAll(List.of("set", "list", "show", "remove")));
    assertEquals(List.of("--partial"), bash("baseline", "set", "--pa"));
    assertTrue(bash("run", "--").containsAll(List.of("--forks", "--report", "--help")));
    assertEquals(List.of("--forks"), bash("run", "quickstart.yaml", "--fo"));
    assertEquals(List.of("auto", "plain", "none"), bash("run", "--progress", ""));
    assertEquals(List.of("always"), bash("run", "--color", "al"));
    assertTrue(bash("export", "").containsAll(List.of("csv", "jsonl", "markdown")));
    assertEquals(List.of("quickstart.yaml"), bash("run", "qui"));
    assertEquals(List.of("my run.yaml"), bash("run", "my"));
    assertTrue(bash("help", "").containsAll(List.of("metrics", "compare")));
  }

  private List<String> bash(String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-c", BASH, COMPLETION.toString()));
    arguments.addAll(List.of(words));
    Outcome outcome =
        Outcome.of(
            Files.createDirectories(folder),
            1,
            RequiredProgram.find("bash"),
            Map.of(),
            arguments.toArray(String[]::new));
    assertEquals(0, outcome.status(), outcome.text());
    return outcome.text().lines().filter(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'', artifacts*validate",
    "'baseline ', list*remove",
    "'run --progress ', auto*plain",
    "'run qui', ckstart.yaml"
  })
  void zshCompletesTheSame(String typed, String expected) throws Exception {
    Outcome outcome =
        Outcome.of(
            folder,
            2,
            RequiredProgram.find("zsh"),
            Map.of("TERM", "dumb", "HOME", folder.toString()),
            "-f",
            "-c",
            ZSH,
            COMPLETION.toString(),
            typed,
            expected);

    assertTrue(
        outcome.text().matches("(?s).*" + expected.replace(".", "\\.").replace("*", ".*") + ".*"),
        outcome.text());
    assertFalse(outcome.text().contains("not found"), outcome.text());
  }

  @Test
  void everyCommandHasAManualPage() throws Exception {
    List<String> commands = bash("");
    assertFalse(commands.isEmpty());
    for (String command : commands) {
      assertTrue(Files.exists(PAGES.resolve("humhelix-bench-" + command + ".1")), command);
    }
    assertTrue(Files.exists(PAGES.resolve("humhelix-bench-baseline-set.1")));
  }

  @Test
  void manRendersEveryPageWithoutWarningsAt80Columns() throws Exception {
    Path man = RequiredProgram.find("man");
    List<Path> pages;
    try (Stream<Path> files = Files.list(PAGES)) {
      pages = files.sorted().toList();
    }
    for (Path page : pages) {
      Outcome outcome =
          Outcome.of(
              folder,
              1,
              man,
              Map.of(
                  "MANWIDTH",
                  "80",
                  "LC_ALL",
                  "C.UTF-8",
                  "MANROFFOPT",
                  "-ww",
                  "MAN_KEEP_FORMATTING",
                  ""),
              "--warnings",
              "-l",
              page.toString());

      assertEquals(0, outcome.status(), outcome.text());
      assertFalse(outcome.text().contains("warning"), outcome.text());
      for (String section : List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS")) {
        assertTrue(outcome.text().contains("\n" + section + "\n"), page + " lacks " + section);
      }
      outcome
          .text()
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80, () -> page + ": " + line));
    }
  }

  @Test
  void aPageHasWhatTheHelpHas() throws Exception {
    Outcome page =
        Outcome.of(
            folder,
            1,
            RequiredProgram.find("man"),
            Map.of("MANWIDTH", "80", "LC_ALL", "C.UTF-8"),
            "-M",
            BundleCopy.BUNDLE.resolve("man").toString(),
            "humhelix-bench-run");

    String words = page.text().replaceAll("\\s+", " ");
    assertTrue(words.contains("humhelix-bench-run - Runs a benchmark"), page.text());
    assertTrue(words.contains("--forks=N"), page.text());
    assertTrue(words.contains("[--audio=PATH...]..."), page.text());
    assertTrue(words.contains("130 cancelled"), page.text());
    assertTrue(words.contains("EXAMPLES humhelix-bench run "), page.text());
  }
}
