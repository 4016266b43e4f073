package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.spi.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page for users of hum-helix: its commands run, and what they are said to print they do. */
class ComingFromHumHelixTest {

  private static final Path PAGE = Path.of("src/site/markdown/coming-from-hum-helix.md");

  /** Of fenced blocks and of code within sentences. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^(?:\\$ )?|`)(humhelix-bench [^`\\n]+)");

  private static final Pattern CONSOLE =
      Pattern.compile("```console\\n\\$ (humhelix-bench .*)\\n([^`]*)```");

  private static final int WIDTH = 80;

  @TempDir private Path folder;
  private String page;

  @BeforeEach
  void files() throws IOException {
    page = Files.readString(PAGE).replace(" \\\n    ", " ");
    resource("benchmark.config.yaml", folder);
    Path old = Files.createDirectories(folder.resolve("old"));
    resource("benchmark-20250301-101500.db.yaml", old);
    resource("benchmark-20250308-093000.db.yaml", old);
    Files.createDirectories(folder.resolve("models"));
    TestClips.wav(Files.createDirectories(folder.resolve("workloads")).resolve("30s.wav"), 30, 0.5);
  }

  private void resource(String name, Path into) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("hum-helix/" + name)) {
      Files.copy(in, into.resolve(name));
    }
  }

  private static FakeProvider fake(String id, String device) {
    FakeProvider fake = new FakeProvider();
    fake.id = id;
    fake.device = device;
    fake.features = EnumSet.of(Capability.LANGUAGE);
    return fake;
  }

  /** What a command of the page does, where the engines are fakes and the folder is this one. */
  private Said run(String command) {
    Program program =
        new Program()
            .unicode()
            .environment("COLUMNS", Integer.toString(WIDTH))
            .harness(
                () ->
                    Harness.builder()
                        .discovery(false)
                        .provider(fake("faster-whisper", "cuda"))
                        .provider(fake("whisper-jni", "cpu")));
    int code = program.run(words(command).toArray());
    return new Said(code, here(program.out()), here(program.err()));
  }

  private record Said(int code, String out, String err) {}

  private List<Object> words(String command) {
    List<Object> words = new ArrayList<>();
    for (String word : command.replaceFirst("^humhelix-bench ", "").split(" ")) {
      boolean file =
          word.matches("old|new|home|models|workloads|report.html|benchmark.config.yaml");
      words.add(file ? folder.resolve(word) : word.replace("'", ""));
    }
    return words;
  }

  private String here(String text) {
    return text.replace(folder + "/", "").replace(folder.toString(), ".");
  }

  private List<MatchResult> consoles() {
    return CONSOLE.matcher(page).results().toList();
  }

  private String printed(String command) {
    return consoles().stream()
        .filter(one -> one.group(1).equals(command))
        .map(one -> one.group(2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not on the page: " + command));
  }

  private static String unwrapped(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  @Test
  void everyCommandRuns() throws Exception {
    List<String> ran = new ArrayList<>();
    Set<String> refused = Set.of("humhelix-bench run benchmark.config.yaml");
    for (MatchResult found : COMMAND.matcher(page).results().toList()) {
      String command = found.group(1);
      if (command.startsWith("humhelix-bench doctor")) {
        // It takes long, asks for a GPU, and has tests of its own.
        continue;
      }
      if (command.startsWith("humhelix-bench sync ")) {
        // There is no such host.
        new CommandLine(new SyncCommand(null))
            .parseArgs(
                words(command).stream().skip(1).map(Object::toString).toArray(String[]::new));
        Files.move(folder.resolve("old"), folder.resolve("home"));
      } else {
        Said said = run(command);
        int expected = refused.contains(command) ? ExitCode.BAD_INPUT : ExitCode.OK;
        assertEquals(expected, said.code(), () -> command + "\n" + said.err() + said.out());
        if (command.equals("humhelix-bench show home")) {
          Files.move(folder.resolve("home"), folder.resolve("old"));
        }
      }
      ran.add(command);
    }
    assertTrue(ran.size() >= 12, ran.toString());
    assertTrue(Files.size(folder.resolve("report.html")) > 0);
  }

  @Test
  void missingAudioIsToldAsOnThePage() {
    String command = "humhelix-bench run benchmark.config.yaml";
    assertEquals(unwrapped(printed(command)), unwrapped(run(command).err()));
  }

  @Test
  void aLongRunIsToldAsOnThePage() {
    String command = "humhelix-bench run benchmark.config.yaml --workloads workloads --output new";
    String said = unwrapped(run(command).err());
    assertTrue(said.startsWith(unwrapped(printed(command))), said);
  }

  @Test
  void oldResultsAreShownAsOnThePage() {
    String command = "humhelix-bench show old";
    assertEquals(printed(command), run(command).out());
  }

  @Test
  void oldAndNewResultsStandInOneTable() {
    run(
        consoles().stream()
            .map(one -> one.group(1))
            .filter(command -> command.contains("whisper-jni"))
            .findFirst()
            .orElseThrow());
    String command =
        consoles().stream()
            .map(one -> one.group(1))
            .filter(one -> one.startsWith("humhelix-bench show old new "))
            .findFirst()
            .orElseThrow();
    List<String> rows = rows(run(command).out());
    assertEquals(rows(printed(command)), rows);
    assertEquals(9, rows.size());
  }

  /** Model, device and mean total time, but for what this run measured. */
  private static List<String> rows(String table) {
    return Pattern.compile("(?m)^(\\S+) +(cuda|cpu) +\\S+ +(\\S+) ")
        .matcher(table)
        .results()
        .map(row -> row.group(1) + (row.group(2).equals("cuda") ? " " + row.group(3) : " new"))
        .sorted()
        .toList();
  }

  @Test
  void thePassesAreThoseOfTheDefault() {
    TrialPolicy policy = TrialPolicy.DEFAULT;
    int warmUp = policy.warmUpTrials();
    int trials = policy.measuredTrials();
    String sum =
        policy.forks() * (1 + warmUp + trials)
            + " passes: "
            + policy.forks()
            + " forks × (1 first pass + "
            + warmUp
            + " warm-up trial + "
            + trials
            + " measured trials)";
    assertTrue(page.contains(sum), sum);
  }

  @Test
  void theScreensAreThoseOfAnOrdinaryTerminal() {
    assertEquals(
        List.of(),
        consoles().stream()
            .flatMap(one -> one.group(2).lines())
            .filter(line -> DisplayText.width(line) > WIDTH)
            .toList());
  }
}
