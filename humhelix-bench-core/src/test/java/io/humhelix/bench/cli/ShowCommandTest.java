package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.html.ReportFixtures;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.HostMark;
import io.humhelix.bench.store.TrialRows;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  private static final int COLUMNS = 80;

  @TempDir Path folder;
  private Path one;
  private Path two;

  @BeforeEach
  void results() throws Exception {
    one = new MadeUpRun(1).system("a", 1).system("b", 3).store(folder.resolve("one"));
    two = new MadeUpRun(2).system("a", 1.1).store(folder.resolve("two"));
  }

  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program.out() + program.err();
  }

  private Path legacy() throws Exception {
    Path file = folder.resolve("benchmark-20250101-120000.db.yaml");
    try (InputStream in = TrialRows.class.getResourceAsStream("legacy.db.yaml")) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  @Test
  void oneRunIsShownAsItWasPrintedAndEndsWithWhatAColleagueWouldSay() {
    String text = says(0, "show", one);
    assertTrue(
        text.lines()
            .reduce((before, last) -> last)
            .orElseThrow()
            .matches("a is 3\\.0 x faster \\(at least [23]\\.[0-9] x\\) than b.*"),
        text);
    assertTrue(text.contains("95 % interval"), text);
    assertTrue(text.contains("planned trials valid"), text);
    assertEquals(text, says(0, "show", folder.resolve("one")));
  }

  @Test
  void theErrorsOfTheFastestAreToldIfAnotherMakesFewer() throws Exception {
    Path wrong =
        new MadeUpRun(4)
            .sampled("wer_percent", 2)
            .system("good", 3)
            .errors(clip -> 25)
            .sampled("wer_percent", 50)
            .system("hasty", 1)
            .store(folder.resolve("wrong"));
    String text = says(0, "show", wrong).replaceAll("\\s+", " ");
    assertTrue(text.matches(".*hasty is 3.0 x faster \\(at least [0-9.]+ x\\) than good.*"), text);
    assertTrue(text.contains(", but its WER is 48 points higher (50.00 %)"), text);
    assertFalse(says(0, "show", one).contains("a (WER"));
  }

  @Test
  void whatForksDoNotTellIsSaidAsSuch() throws Exception {
    String tie =
        says(
            0,
            "show",
            new MadeUpRun(6)
                .forks(3)
                .system("a", 1)
                .system("b", 1)
                .system("c", 3)
                .store(folder.resolve("tie")));
    assertTrue(
        tie.replaceAll("\\s+", " ")
            .matches(
                ".*[ab] and [ab]: speed not told apart by 3 forks each \\(RTFx [0-9.]+ to"
                    + " [0-9.]+\\); [ab] is 3.0 x faster \\(at least [0-9.]+ x\\) than c.*"),
        tie);
    String few =
        says(
            0,
            "show",
            new MadeUpRun(7).forks(2).system("a", 1).system("b", 3).store(folder.resolve("few")));
    assertTrue(
        few.replaceAll("\\s+", " ")
            .matches(
                ".*can't tell who is fastest from 2 forks each \\(it takes 3\\); in these, a was"
                    + " [0-9.]+ x faster than b.*"),
        few);
    String days =
        says(
            0,
            "show",
            new MadeUpRun(8).system("a", 1).store(folder.resolve("monday")),
            new MadeUpRun(9).system("b", 1.06).store(folder.resolve("friday")));
    assertTrue(
        days.startsWith("a and b: speed not told apart by 10 forks each of different"), days);
    assertTrue(
        says(
                0,
                "show",
                new MadeUpRun(8).system("a", 1).system("b", 1.06).store(folder.resolve("one day")))
            .matches("(?s).*\na is [0-9.]+ % faster \\(at least [0-9.]+ %\\) than b.*"));
  }

  @Test
  void whoseTextsAreBestIsToldByClips() throws Exception {
    String few =
        says(
                0,
                "show",
                new MadeUpRun(6)
                    .clips(4)
                    .sampled("wer_percent", 4)
                    .system("a", 1)
                    .errors(clip -> 3)
                    .sampled("wer_percent", 6)
                    .system("b", 3)
                    .store(folder.resolve("four")))
            .replaceAll("\\s+", " ");
    assertTrue(
        few.contains(
            "; WER 4.00 to 6.00 %: can't tell who is most accurate from 4 speakers or clips (it"
                + " takes 5)"),
        few);
    String close =
        says(
                0,
                "show",
                new MadeUpRun(6)
                    .clips(6)
                    .sampled("wer_percent", 4)
                    .system("a", 1)
                    .errors(clip -> clip % 2 == 0 ? 0 : 5)
                    .sampled("wer_percent", 5)
                    .system("b", 3)
                    .errors(clip -> 30)
                    .sampled("wer_percent", 60)
                    .system("c", 4)
                    .store(folder.resolve("six")))
            .replaceAll("\\s+", " ");
    assertTrue(
        close.contains(
            "; most accurate: a and b (WER 4.00 to 5.00 %: no difference told from 6 speakers or"
                + " clips)"),
        close);
    String same =
        says(
            0,
            "show",
            new MadeUpRun(6)
                .sampled("wer_percent", 4)
                .system("a", 1)
                .system("b", 3)
                .store(folder.resolve("same")));
    assertTrue(same.contains(" at the same WER (4.00 %)"), same);
  }

  @Test
  void audioOfOneNameAndOtherContentIsNamedByItsContent() throws Exception {
    Path other = new MadeUpRun(3).audio("cc").system("b", 3).store(folder.resolve("other"));
    String text = says(0, "show", one, other);
    assertEquals(2, text.lines().filter(l -> l.startsWith("speech (SHA-256 ")).count(), text);
  }

  @Test
  void theNewestRunsAreThoseThatStartedLast() throws Exception {
    Path old =
        new MadeUpRun(11)
            .started("2020-01-01T00:00:00Z")
            .system("old", 1)
            .store(folder.resolve("old"));
    Path renamed = old.resolveSibling("benchmark-zzz.db.yaml");
    Files.move(old, renamed);
    Path legacy = legacy();
    assertTrue(says(0, "show", renamed, two, legacy, "--last", "1").startsWith("only a: RTFx"));
    assertTrue(says(0, "show", renamed, legacy, "--last", "1").contains("tiny.en"));
    assertTrue(says(0, "show", renamed, two, "--last", "1").startsWith("only a: RTFx"));
    assertTrue(says(0, "show", renamed, two, "--last", "2").contains("old"));
    assertTrue(says(0, "show", renamed, one, "--clips", "--last", "1").contains("a"));
    assertFalse(says(0, "show", renamed, one, "--clips", "--last", "1").contains("old"));
  }

  @Test
  void rowsThatPutThingsTogetherAreNamedWithThem() throws Exception {
    Path legacy = legacy();
    String text = says(0, "show", legacy, one, "--by", "model");
    String flat = text.replaceAll("\\s+", " ");
    assertTrue(flat.contains("Means over several values; add the key to --by"), text);
    assertTrue(flat.contains("model: ") || flat.contains(": system a, b"), text);
    assertTrue(flat.contains("base.en not stated") || flat.contains("base.en - "), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= COLUMNS), text);
    assertFalse(says(0, "show", one, two).contains("Means over several values"));
  }

  @Test
  void foldersThatSyncOrBaselineMadeAreLookedInto() throws Exception {
    Path home = folder.resolve("home");
    new MadeUpRun(12).system("x", 1).store(home.resolve("gpu1"));
    new HostMark("gpu1", "gpu1:/opt/hum-helix").write(home.resolve("gpu1"));
    new MadeUpRun(13).system("secret", 1).store(home.resolve("aside"));
    String text = says(0, "show", home, "--by", "system");
    assertTrue(text.startsWith("only x: RTFx"), text);
    assertFalse(text.contains("secret"), text);
    says(0, "verify", home);
    says(0, "export", "csv", home);
    assertTrue(
        says(2, "show", folder.resolve("home/aside/..").resolve("..").resolve("nothing"))
            .contains("does not exist"));
    Path above = Files.createDirectories(folder.resolve("above"));
    Files.move(home.resolve("aside"), above.resolve("aside"));
    String refused = says(2, "show", above);
    assertTrue(refused.contains("has no benchmark-*.db.yaml; allowed: a file, or"), refused);
    assertTrue(refused.contains("; name " + above.resolve("aside")), refused);
    String compared = says(2, "compare", one, home);
    assertTrue(compared.contains("has no benchmark-*.db.yaml itself"), compared);
    assertTrue(compared.contains("name " + home.resolve("gpu1")), compared);
    says(0, "baseline", "set", "main", one, "--baselines", folder.resolve("kept"));
    assertTrue(says(0, "show", folder.resolve("kept")).contains("\na is 3.0 x faster"));
  }

  @Test
  void filesThatAreReadAreCountedOnATerminalAlone() {
    Program terminal = new Program().onTerminal();
    terminal.run("show", one, two);
    assertTrue(terminal.err().contains("read 2 of 2 files"), terminal.err());
    assertTrue(terminal.err().endsWith("\r\u001b[K"), terminal.err());
    Program pipe = new Program();
    pipe.run("show", one, two);
    assertEquals("", pipe.err());
  }

  @Test
  void refusalsFitTheTerminal() {
    Path none = folder.resolve("none");
    Program terminal = new Program().onTerminal().environment("COLUMNS", "60");
    assertEquals(2, terminal.run("show", one, "--by", "modl"));
    assertTrue(terminal.err().lines().count() > 3, terminal.err());
    assertTrue(terminal.err().lines().allMatch(line -> line.length() <= 60), terminal.err());
    Program standard = new Program().onTerminal();
    standard.run("show", one, "--by", "modl");
    assertTrue(standard.err().lines().anyMatch(line -> line.length() > 60), standard.err());
    assertTrue(standard.err().lines().allMatch(line -> line.length() <= COLUMNS));
    assertEquals(1, says(2, "show", one, "--by", "modl").lines().count());
    assertEquals(1, says(2, "show", none).lines().count());
  }

  /** A system that fails at times is not simply the fastest. */
  @Test
  void theFailuresOfTheFastestAreTold() throws Exception {
    Path failing =
        new MadeUpRun(5)
            .failing((fork, trial) -> fork == 2 && trial == 1)
            .system("fast", 1)
            .failing((fork, trial) -> false)
            .system("slow", 3)
            .store(folder.resolve("failing"));
    String text = says(0, "show", failing).replaceAll("\\s+", " ");
    assertTrue(text.matches(".*fast \\(valid in \\d+ of \\d+ trials\\) is 3.0 x faster.*"), text);
  }

  @Test
  void severalRunsAreMeansByKeys() {
    String text = says(0, "show", one, two);
    assertTrue(text.startsWith("a is "), text);
    assertTrue(text.contains("total  inference"), text);
    assertTrue(text.lines().anyMatch(l -> l.matches("a +[0-9. /-]+ 2")), text);
    assertTrue(text.contains("Trials by host: "), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= COLUMNS), text);
    assertEquals(text, says(0, "show", two, one, folder.resolve("one")));
  }

  @Test
  void filesOfHumHelixAreShownBesideOurs() throws Exception {
    Path legacy = legacy();
    String text = says(0, "show", legacy, one);
    assertTrue(text.contains("tiny.en"), text);
    assertTrue(text.contains("Trials by host: not stated 3, "), text);
    assertTrue(text.contains("host"), text);
    String alone = says(0, "show", legacy);
    assertTrue(alone.contains("30s.wav: only tiny.en float16: RTFx 80.0"), alone);
    assertTrue(alone.contains("base.en 5 5s.wav: word_timestamps false, true"), alone);
    assertFalse(
        says(0, "show", legacy, "--by", "model,word_timestamps").contains(": word_timestamps"));
  }

  @Test
  void aFileOfAFolderThatCannotBeReadIsToldAndTheOthersAreShown() throws Exception {
    says(0, "show", folder.resolve("one"), "--by", "system");
    Files.createDirectory(folder.resolve("one/benchmark-20990101-000000.db.yaml"));
    String text = says(1, "show", folder.resolve("one"), "--by", "system");
    assertTrue(text.startsWith("a is "), text);
    assertTrue(text.replaceAll("\\s+", " ").contains("make it readable"), text);
  }

  @Test
  void keysFiltersOrderAndCountOfRunsAreTheUsers() {
    String by = says(0, "show", one, two, "--by", "system", "--sort", "-rtf");
    assertTrue(by.indexOf("\nb ") < by.indexOf("\na "), by);
    String sorted = says(0, "show", one, two, "--by", "system", "--sort", "latency_p50_s");
    assertTrue(sorted.contains("latency_p50_s"), sorted);
    String filtered = says(0, "show", one, two, "--filter", "system=b");
    assertTrue(filtered.startsWith("only b: RTFx"), filtered);
    assertTrue(says(0, "show", one, two, "--filter", "rtf<0").startsWith("no valid trial"));
    String last = says(0, "show", one, two, "--last", "1");
    assertFalse(last.contains("runs"), last);
  }

  @Test
  void everyBadArgumentIsToldAtOnce() {
    String text =
        says(2, "show", one, "--by", "modl", "--filter", "x", "--filter", "y=1", "--last", "0");
    assertTrue(text.contains("--by: found 'modl'; allowed: model, device"), text);
    assertTrue(text.contains("--filter: found 'x'; allowed: KEY=PATTERN"), text);
    assertTrue(text.contains("--filter: found key 'y'; allowed: model"), text);
    assertTrue(text.contains("--last: found 0; allowed: 1 or more"), text);
    assertTrue(says(2, "show", one, two, "--sort", "nothing").contains("--sort: found 'nothing'"));
    assertTrue(says(2, "show", one, "--clips", "--sort", "rtf").contains("leave --sort out"));
    assertTrue(says(2, "show", folder.resolve("none")).contains("does not exist"));
  }

  @Test
  void damageIsToldWithItsPlaceAndAllElseShown() throws Exception {
    byte[] bytes = Files.readAllBytes(one);
    int trial = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("- {\"model\"");
    bytes[trial + 20] ^= 1;
    Files.write(one, bytes);
    String text = says(1, "show", one);
    assertTrue(text.startsWith("a is 3.0 x faster (at least "), text);
    assertTrue(text.contains("1 damaged place; all else was read:"), text);
    String flat = text.replaceAll("\\s+", " ");
    assertTrue(flat.contains(one + ":") && flat.contains("at " + trial + ","), text);
    JsonNode json = JsonText.read(says(1, "show", one, "--json"));
    assertEquals(trial, json.path("damages").get(0).path("offset").asInt());
  }

  @Test
  void jsonHasTheGroupsWithTheirMeans() throws Exception {
    JsonNode json = JsonText.read(says(0, "show", one, two, "--json"));
    assertEquals(1, json.path("schema").asInt());
    assertEquals(2, json.path("runs").asInt());
    assertEquals(2, json.path("groups").size());
    assertEquals(1, json.path("headline").asText().lines().count());
    JsonNode slower = json.path("contests").get(0).path("contenders").get(1);
    assertEquals("worse", slower.path("speed").path("told").asText());
    assertTrue(slower.path("speed").path("low").asDouble() > 1);
    JsonNode group = json.path("groups").get(0);
    assertEquals("a", group.path("key").path("system").asText());
    assertTrue(group.path("means").path("rtf").asDouble() > 0);
    assertEquals(List.of(), json.path("damages").findValues("file"));
  }

  @Test
  void clipsHaveTheWorstTextsFirst() throws Exception {
    String text = says(0, "show", one, "--clips");
    assertTrue(text.startsWith("         ") || text.startsWith("clip"), text);
    assertTrue(text.contains("The worst texts come first."), text);
    JsonNode json = JsonText.read(says(0, "show", one, "--clips", "--json"));
    assertTrue(json.path("clips").size() > 1);
    double before = Double.MAX_VALUE;
    for (JsonNode clip : json.path("clips")) {
      double rate = clip.path("wer_percent").asDouble(-1);
      assertTrue(rate <= before);
      before = rate;
    }
    assertFalse(text.contains("without clips"), text);
    assertEquals(0, json.path("trials_without_clips").asInt());
    assertTrue(
        says(0, "show", legacy(), "--clips").startsWith("3 valid trials of hum-helix's own files"));
    assertTrue(says(0, "show", legacy(), one, "--clips").contains("3 valid trials of hum-helix's"));
    assertTrue(
        says(0, "show", one, "--clips", "--filter", "rtf<0").startsWith("no clip: no trial"));
    says(0, "baseline", "set", "main", one, "--baselines", folder.resolve("kept"));
    assertTrue(says(0, "show", folder.resolve("kept"), "--clips").contains("S/D/I"));
    Path bare = folder.resolve("bare.db.yaml");
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(one)) {
      ObjectNode tree =
          (ObjectNode) JsonText.read(line.substring(2).replaceFirst("  # crc32c=.*", ""));
      tree.remove("clips");
      lines.append("- ").append(tree).append('\n');
    }
    Files.writeString(bare, lines);
    assertTrue(
        says(1, "show", bare, "--clips").startsWith("100 valid trials stored without clips"));
  }

  @Test
  void runsUnderLoadAreNeverPutIntoOneMean() throws Exception {
    Path one = GoldenRuns.copy("server", Files.createDirectory(folder.resolve("server")));
    Path other = GoldenRuns.copy("overload", Files.createDirectory(folder.resolve("overload")));
    Program program = new Program();
    assertEquals(0, program.run("show", one, other, "--json"), program.err());
    assertTrue(program.out().contains("\"run\""), program.out());
    program = new Program();
    assertEquals(0, program.run("show", one, "--by", "system", "--json"), program.err());
    assertFalse(program.out().contains("\"run\" :"), program.out());
  }

  @Test
  void countsBeyondAnyTextAreNoError() throws Exception {
    Path run = GoldenRuns.copy("made-up", Files.createDirectory(folder.resolve("made-up")));
    Program program = new Program();
    assertEquals(0, program.run("show", run), program.err());
  }

  @Test
  void aBoundIsRoundedDown() throws Exception {
    Program program = new Program();
    List<Path> pair = ReportFixtures.pair(folder.resolve("pair"));
    assertEquals(0, program.run("show", pair.get(1)), program.err());
    assertTrue(program.out().replaceAll("\\s+", " ").contains("(at least 1.17 x)"), program.out());
  }

  @Test
  void thoseThatDidTheSameWorkAreInTheOrderOfTheAnswer() throws Exception {
    Path run = new MadeUpRun(1).system("slow", 3).system("fast", 1).store(folder.resolve("answer"));
    assertEquals(List.of("fast", "slow"), systems(run));
    assertEquals(List.of("slow", "fast"), systems(run, "--sort", "-rtf"));
  }

  private static List<String> systems(Path run, String... more) {
    List<Object> words = new ArrayList<>(List.of("show", run, "--by", "system"));
    words.addAll(List.of(more));
    Program program = new Program();
    assertEquals(0, program.run(words.toArray()), program.err());
    return program
        .out()
        .lines()
        .filter(line -> line.matches("(fast|slow) .*[0-9]/[0-9].*"))
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }
}
