package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.model.Expectations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  @TempDir Path folder;
  private Path old;

  @BeforeEach
  void baseline() throws Exception {
    old = new MadeUpRun(1).system("a", 1).store(folder.resolve("old"));
  }

  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program.out() + program.err();
  }

  @Test
  void equalRunsAreNoRegression() throws Exception {
    Path now = new MadeUpRun(2).system("a", 1).store(folder.resolve("new"));
    String text = says(0, "compare", old, now);
    assertTrue(text.startsWith("No regression.\n"), text);
    assertTrue(
        text.lines().anyMatch(l -> l.matches("rtf \\* +0.1\\d+ +0.\\d+ .* % +EQUIVALENT")), text);
    assertTrue(text.contains("two runs: no interval covers what differs between days"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    assertEquals(text, says(0, "compare", folder.resolve("old"), folder.resolve("new")));
    text = says(0, "compare", old, now, "--details");
    assertTrue(
        text.lines().anyMatch(l -> l.matches("rtf \\* +5.0 % +10 forks .* welch-log-t")), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
  }

  @Test
  void aSlowerRunIsARegressionUnlessTheToleranceAllowsIt() throws Exception {
    Path now = new MadeUpRun(2).system("a", 1.2).store(folder.resolve("new"));
    String text = says(4, "compare", old, now);
    assertTrue(text.startsWith("REGRESSION in a / speech (rtf +"), text);
    assertTrue(text.contains("a / speech: rtf: REGRESSION: change +"), text);
    says(0, "compare", old, now, "--tolerance", "25");
    says(0, "compare", old, now, "--floor", "25");
  }

  @Test
  void belowTwiceTheToleranceTwoRunsNeedAFloor() throws Exception {
    Path now = new MadeUpRun(5).system("a", 1.09).store(folder.resolve("new"));
    String text = says(5, "compare", old, now);
    assertTrue(text.startsWith("UNDECIDED in a / speech (rtf).\n"), text);
    assertTrue(
        text.replaceAll("\\s+", " ")
            .contains(
                "measure both in one run, or pass what runs of one system differ by on this host"
                    + " (--floor)."),
        text);
    says(4, "compare", old, now, "--floor", "2");
  }

  @Test
  void whatIsNotComparableSaysWhatDiffersAndHowToAllowIt() throws Exception {
    Path now = new MadeUpRun(2).engine("2").system("a", 1).store(folder.resolve("new"));
    String text = says(5, "compare", old, now);
    assertTrue(
        text.replaceAll("\\s+", " ")
            .contains("the sides differ in effective.engine_version: 1 / 2"),
        text);
    assertTrue(text.contains("--factor"), text);
    says(0, "compare", old, now, "--factor", "engine_version");
  }

  @Test
  void systemsOfOneFileAreComparedWithOneOfThem() throws Exception {
    Path run = new MadeUpRun(3).system("a", 1).system("b", 1.2).store(folder.resolve("one"));
    String text = says(4, "compare", run, "--against", "a");
    assertTrue(text.contains("b / speech against a"), text);
    assertTrue(says(4, "compare", run, "--against", "a", "--details").contains("10 pairs"), text);
    assertTrue(says(2, "compare", run, "--against", "x").contains("the baseline has 'a', 'b'"));
    assertTrue(says(2, "compare", run).contains("--against SYSTEM"));
    says(4, "compare", old, run, "--against", "a");
  }

  @Test
  void tooFewForksAndFailuresHaveTheirCodes() throws Exception {
    Path few = new MadeUpRun(2).forks(2).system("a", 1).store(folder.resolve("few"));
    String text = says(5, "compare", old, few);
    assertTrue(text.contains("an interval needs at least 3"), text);
    Path none = new MadeUpRun(2).forks(0).system("a", 1).store(folder.resolve("none"));
    assertTrue(
        says(1, "compare", old, none).startsWith("INVALID in a / speech (no valid trials)."));
    Path failing = new MadeUpRun(4).failing(1).system("a", 1).store(folder.resolve("failing"));
    text = says(5, "compare", old, failing);
    assertTrue(text.contains("new in the candidate: SUT_ERROR"), text);
    assertTrue(text.contains("a / speech: failures: INCONCLUSIVE: 1 of 50 trials failed"), text);
    assertTrue(text.startsWith("UNDECIDED in a / speech (failures).\n"), text);
    Path other = new MadeUpRun(4).system("b", 1).store(folder.resolve("other"));
    assertTrue(says(5, "compare", old, other).contains("no run config has a counterpart"));
  }

  @Test
  void aMissingSystemIsUndecidedUnlessAPartIsCompared() throws Exception {
    Path two = new MadeUpRun(3).system("a", 1).system("b", 1).store(folder.resolve("two"));
    String text = says(5, "compare", two, old);
    assertTrue(
        text.startsWith("UNDECIDED: missing in the candidate: b / speech; no regression.\n"), text);
    text = says(0, "compare", two, old, "--partial");
    assertTrue(text.contains("'b / speech' is in the baseline alone"), text);
  }

  @Test
  void moreFailuresAndABootstrapAreToldInWords() throws Exception {
    Path one =
        new MadeUpRun(3).clips(20).failing(1).system("a", 1).store(folder.resolve("one-fails"));
    Path many =
        new MadeUpRun(4)
            .clips(20)
            .forks(12)
            .failing(12)
            .errors(c -> c % 5)
            .system("a", 1)
            .store(folder.resolve("many-fail"));
    String text = says(4, "compare", one, many, "--wer-tolerance", "5");
    assertTrue(text.contains("a / speech: failures: REGRESSION: 12 of 60 trials failed"), text);
    assertTrue(text.startsWith("REGRESSION in a / speech (failures).\n"), text);
    assertTrue(
        text.contains("a / speech: wer_percent: a bootstrap over the 20 speakers or recordings"),
        text);
  }

  @Test
  void aRunIsNotComparedWithItselfNorWithACopyOfIt() throws Exception {
    String itself = says(2, "compare", old, old);
    assertTrue(itself.contains("are the same run"), itself);
    assertTrue(itself.contains("Give the results of an earlier run"), itself);
    Path copies = Files.createDirectories(folder.resolve("copies"));
    Files.copy(old, copies.resolve(old.getFileName()));
    assertTrue(says(2, "compare", folder.resolve("old"), copies).contains("are the same run"));
    Path run = new MadeUpRun(7).system("a", 1).system("b", 1.0).store(folder.resolve("two"));
    says(2, "compare", run, run);
    says(0, "compare", run, "--against", "a");
    says(0, "compare", run, run, "--against", "a");
  }

  @Test
  void badInputIsOneClearMessage() throws Exception {
    assertTrue(says(2, "compare", folder.resolve("no.db.yaml"), old).contains("does not exist"));
    assertTrue(says(2, "compare", folder, old).contains("nothing to read"));
    assertTrue(says(2, "compare", old, old, "--tolerance", "-1").contains("allowed: 0 to 100"));
    assertTrue(says(2, "compare", old, old, "--floor", "NaN").contains("--floor"));
    Path damaged = folder.resolve("benchmark-20260101-000000-00000000.db.yaml");
    Files.writeString(damaged, Files.readString(old).replaceFirst("(?s)\"trial\":", "\"trail\":"));
    String text = says(2, "compare", damaged, old);
    assertTrue(
        text.contains("is damaged, and cannot be read as a run; run 'humhelix-bench repair "),
        text);
  }

  @Test
  void oneRefusedSystemDoesNotMakeTheOthersInvalid() throws Exception {
    Path two = new MadeUpRun(3).system("a", 1).system("b", 1).store(folder.resolve("two"));
    Path now =
        new MadeUpRun(4).system("a", 1).refused(true).system("b", 1).store(folder.resolve("now"));
    String text = says(1, "compare", two, now);
    assertTrue(
        text.startsWith(
            "INVALID in 1 of 2 run configs: b / speech (no valid trials); no regression in 1.\n"),
        text);
    text = says(1, "compare", two, now, "--json");
    assertTrue(text.contains("\"outcome\" : \"NO_REGRESSION\""), text);
  }

  @Test
  void whatGotBetterIsTold() throws Exception {
    Path now = new MadeUpRun(2).system("a", 0.7).store(folder.resolve("new"));
    String text = says(0, "compare", old, now);
    assertTrue(text.startsWith("No regression, better: a / speech (rtf -"), text);
  }

  @Test
  void theToleranceOfTheDefinitionCountsUnlessOneIsGiven() throws Exception {
    Path now =
        new MadeUpRun(2)
            .expectations(Expectations.NONE.withTolerance("rtf", 30).withBaseline(old.toString()))
            .system("a", 1.2)
            .store(folder.resolve("new"));
    says(0, "compare", old, now);
    says(4, "compare", old, now, "--tolerance", "5");
    says(0, "compare", now);
    says(4, "compare", now, "--tolerance", "5");
  }

  @Test
  void theClipsThatGotWorseAreShownWithTheirWords() throws Exception {
    List<String> said = List.of("a quick brown fox jumps", "over the dog");
    Path before = new MadeUpRun(3).texts(said, said).system("a", 1).store(folder.resolve("before"));
    Path now =
        new MadeUpRun(4)
            .texts(said, List.of("a quick brown box jumps", "over the dog"))
            .system("a", 1)
            .store(folder.resolve("now"));
    String text = says(5, "compare", before, now);
    assertTrue(
        text.contains(
            """
            a / speech: more errors in 1 clip
              c0.wav: 0 -> 1 error in 5 words
                reference  ... quick brown fox jumps
                baseline   ... quick brown fox jumps
                candidate  ... quick brown box jumps
            """),
        text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    JsonNode clip =
        new ObjectMapper()
            .readTree(says(5, "compare", before, now, "--json"))
            .at("/run_configs/0/changed_clips/0");
    assertEquals("WORSE", clip.path("change").asText());
    assertEquals(1, clip.path("candidate").path("errors").asDouble());
    assertEquals("a quick brown box jumps", clip.path("candidate").path("text").asText());
    // Better clips are told to those who ask.
    assertFalse(says(5, "compare", now, before).contains("c0.wav"));
    assertTrue(says(5, "compare", now, before, "--details").contains("c0.wav: 1 -> 0 errors"));
  }

  @Test
  void aRescoredCopyIsRefused() throws Exception {
    says(0, "rescore", old, "--normalizer", "english", "--output", folder.resolve("again"));
    String text = says(2, "compare", old, folder.resolve("again")).replaceAll("\\s+", " ");
    assertTrue(text.contains("the same measurements, scored otherwise by 'rescore'"), text);
    assertTrue(text.contains("allowed: two runs"), text);
  }

  @Test
  void memoryDecidesToo() throws Exception {
    double mib = 1 << 20;
    Path before =
        new MadeUpRun(3)
            .sampled("process_rss_peak_bytes", fork -> (400 + fork) * mib)
            .system("a", 1)
            .store(folder.resolve("before"));
    Path now =
        new MadeUpRun(4)
            .sampled("process_rss_peak_bytes", fork -> (600 + fork) * mib)
            .system("a", 1)
            .store(folder.resolve("now"));
    String text = says(4, "compare", before, now);
    assertTrue(text.startsWith("REGRESSION in a / speech (process_rss_peak_bytes +49."), text);
    assertTrue(text.contains("\nrss_peak *      405 MiB    605 MiB  +49."), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    text = says(0, "compare", old, now, "--details");
    assertTrue(text.contains("memory is not compared: the baseline has none."), text);
    assertFalse(says(0, "compare", old, now).contains("memory is not compared"));
  }
}
