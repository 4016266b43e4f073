package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.TrialRows;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void oneRunIsShownAsItWasPrintedAfterWhatAColleagueWouldSay() {
    String text = says(0, "show", one);
    assertTrue(text.startsWith("fastest valid: a, 3.0 x faster than b"), text);
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
            .sampled("wer_percent", 50)
            .system("hasty", 1)
            .store(folder.resolve("wrong"));
    String text = says(0, "show", wrong).replaceAll("\\s+", " ");
    assertTrue(
        text.matches("fastest valid: hasty \\(WER [0-9.]+ %\\), 3.0 x faster than good.*"), text);
    assertTrue(text.contains("; most accurate: good (WER "), text);
    assertFalse(says(0, "show", one).startsWith("fastest valid: a ("));
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
    assertTrue(
        text.matches("fastest valid: fast \\(valid in \\d+ of \\d+ trials\\), 3.0 x faster.*"),
        text);
  }

  @Test
  void severalRunsAreMeansByKeys() {
    String text = says(0, "show", one, two);
    assertTrue(text.startsWith("fastest valid: a"), text);
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
    assertTrue(alone.contains("30s.wav: only tiny.en float16: RTF 0.0125"), alone);
    assertTrue(alone.contains("several values of word_timestamps"), alone);
    assertFalse(
        says(0, "show", legacy, "--by", "model,word_timestamps")
            .contains("several values of word"));
  }

  @Test
  void aFileOfAFolderThatCannotBeReadIsToldAndTheOthersAreShown() throws Exception {
    says(0, "show", folder.resolve("one"), "--by", "system");
    Files.createDirectory(folder.resolve("one/benchmark-20990101-000000.db.yaml"));
    String text = says(1, "show", folder.resolve("one"), "--by", "system");
    assertTrue(text.startsWith("fastest valid: a"), text);
    assertTrue(text.replaceAll("\\s+", " ").contains("make it readable"), text);
  }

  @Test
  void keysFiltersOrderAndCountOfRunsAreTheUsers() {
    String by = says(0, "show", one, two, "--by", "system", "--sort", "-rtf");
    assertTrue(by.indexOf("\nb ") < by.indexOf("\na "), by);
    String sorted = says(0, "show", one, two, "--by", "system", "--sort", "latency_p50_s");
    assertTrue(sorted.contains("latency_p50_s"), sorted);
    String filtered = says(0, "show", one, two, "--filter", "system=b");
    assertTrue(filtered.startsWith("only b: RTF"), filtered);
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
    assertTrue(text.startsWith("fastest valid: a, 3.0 x faster than b"), text);
    assertTrue(text.contains("1 damaged place; all else was read:"), text);
    String flat = text.replaceAll("\\s+", " ");
    assertTrue(flat.contains(one + ":") && flat.contains("at " + trial + ","), text);
    JsonNode json = CliJson.read(says(1, "show", one, "--json"));
    assertEquals(trial, json.path("damages").get(0).path("offset").asInt());
  }

  @Test
  void jsonHasTheGroupsWithTheirMeans() throws Exception {
    JsonNode json = CliJson.read(says(0, "show", one, two, "--json"));
    assertEquals(1, json.path("schema").asInt());
    assertEquals(2, json.path("runs").asInt());
    assertEquals(2, json.path("groups").size());
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
    JsonNode json = CliJson.read(says(0, "show", one, "--clips", "--json"));
    assertTrue(json.path("clips").size() > 1);
    double before = Double.MAX_VALUE;
    for (JsonNode clip : json.path("clips")) {
      double rate = clip.path("wer_percent").asDouble(-1);
      assertTrue(rate <= before);
      before = rate;
    }
    assertTrue(says(0, "show", legacy(), "--clips").startsWith("no clip of a valid trial"));
  }
}
