package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What make and the page of examples/docker have people type is what the program understands. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DockerCommandsTest {

  @TempDir private Path folder;

  /** Whether the program understands words, without doing what they say. */
  private static boolean understood(List<String> words) {
    CommandContext context = CommandContext.ofProcess();
    Map<String, Supplier<Object>> verbs =
        Map.of(
            "run", () -> new RunCommand(context),
            "doctor", () -> new DoctorCommand(context),
            "report", () -> new ReportCommand(context),
            "show", () -> new ShowCommand(context),
            "sync", () -> new SyncCommand(context));
    if (words.isEmpty() || !verbs.containsKey(words.get(0))) {
      return false;
    }
    try {
      new CommandLine(verbs.get(words.get(0)).get())
          .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      return true;
    } catch (ParameterException e) {
      return false;
    }
  }

  /** The words after the service, of a call that starts humhelix-bench and nothing else. */
  private static List<String> words(List<String> call) {
    int service = Math.max(call.indexOf("bench"), call.indexOf("bench-whisper"));
    return call.contains("run") && service > 0 && !call.contains("--entrypoint")
        ? call.subList(service + 1, call.size())
        : List.of();
  }

  private static List<String> targets() throws Exception {
    return Pattern.compile("^([a-z-]+):.*## ", Pattern.MULTILINE)
        .matcher(DockerFolder.read("Makefile"))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void whatMakeStartsIsUnderstood() throws Exception {
    Path humHelix = LegacyFile.write(folder, "", "tiny");
    TreeSet<String> verbs = new TreeSet<>();
    for (String target : targets()) {
      for (String cpu : target.startsWith("bench") ? List.of("", "1") : List.of("")) {
        if (!target.equals("sync-bench-results")) {
          for (List<String> call :
              DockerFolder.callsOfDocker(
                  folder, target, "CPU=" + cpu, "HUM_HELIX=" + humHelix, "OPTIONS=--forks 10")) {
            assertEquals("compose", call.get(0), call.toString());
            assertEquals(cpu.equals("1"), call.contains("-f"), call.toString());
            List<String> words = words(call);
            if (!words.isEmpty()) {
              assertTrue(understood(words), call.toString());
              verbs.add(words.get(0));
            }
          }
        }
      }
    }
    assertEquals(List.of("doctor", "report", "run"), List.copyOf(verbs));
  }

  @Test
  void aWordThatTheProgramDoesNotKnowIsFound() {
    assertFalse(understood(List.of("run", "engines.yaml", "--no-such-option")));
    assertFalse(understood(List.of("models", "tiny.en")));
    assertFalse(understood(List.of("run", "engines.yaml", "--forks", "ten")));
    assertTrue(understood(List.of("run", "engines.yaml", "--forks", "10")));
  }

  @Test
  void valuesWithBlanksStayWhole() throws Exception {
    List<String> call =
        DockerFolder.callsOfDocker(folder, "bench", "DEFINITION=my engines.yaml").get(0);
    assertEquals(List.of("run", "my engines.yaml"), words(call));
  }

  @Test
  void hostsAndFoldersReachSync() throws Exception {
    Path said = folder.resolve("said");
    Path bench =
        DockerFolder.script(folder.resolve("b/bench"), "printf '%s\\n' \"$@\" >'" + said + "'");
    DockerFolder.callsOfDocker(
        folder,
        "sync-bench-results",
        "HOSTS=bench@gpu1 gpu2 b=gpu3:/srv/results",
        "RESULTS=at home",
        "HUMHELIX_BENCH=" + bench);
    List<String> words = Files.readAllLines(said);
    assertEquals(
        List.of(
            "sync",
            "bench@gpu1:/opt/hum-helix",
            "at home",
            "gpu2",
            "b=gpu3:/srv/results",
            "--gather"),
        words);
    assertTrue(understood(words));
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "sync-bench-results", "HOSTS='bench@gpu1 gpu2'",
                "bench-hum-helix", "HUM_HELIX=path/benchmark.config.yaml")
            .entrySet()) {
      DockerFolder.Ended ended =
          DockerFolder.run(
              folder,
              Map.of(),
              List.of(
                  DockerFolder.program("make"),
                  "-C",
                  DockerFolder.PATH.toString(),
                  wrong.getKey(),
                  "HUMHELIX_BENCH=false",
                  "HUM_HELIX=nothing.yaml"));
      assertEquals(2, ended.code(), ended.said());
      assertTrue(ended.said().contains(wrong.getValue()), ended.said());
    }
  }

  @Test
  void theHelpNamesEveryTarget() throws Exception {
    String help =
        DockerFolder.run(DockerFolder.PATH, Map.of(), List.of(DockerFolder.program("make"))).said();
    for (String target : targets()) {
      assertTrue(help.contains("\n" + target + " ") || help.startsWith(target + " "), help);
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }

  @Test
  void whatThePageHasPeopleTypeIsThere() throws Exception {
    List<String> typed =
        Pattern.compile("^\\$ (.*)$|make -[^ ]* ?-C \\S+ ([a-z-]+)", Pattern.MULTILINE)
            .matcher(DockerFolder.read("README.md"))
            .results()
            .map(MatchResult::group)
            .toList();
    int made = 0;
    int started = 0;
    for (String line : typed) {
      List<String> words = List.of(line.replaceFirst("^\\$ ", "").split(" +"));
      if (words.get(0).equals("make")) {
        String target =
            words.stream()
                .skip(1)
                .filter(word -> word.matches("[a-z-]{3,}"))
                .findFirst()
                .orElse("help");
        assertTrue(targets().contains(target), line);
        made++;
      } else if (words.get(0).equals("humhelix-bench")) {
        assertTrue(understood(words.subList(1, words.size())), line);
        started++;
      } else if (words.get(0).equals("docker") && !words(words).isEmpty()) {
        assertTrue(understood(words(words)), line);
        started++;
      }
    }
    assertTrue(made >= 5 && started >= 1, typed.toString());
  }
}
