package io.humhelix.bench.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.report.SummaryReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.store.TrialRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means by keys, and what is never put into one mean. */
class TrialSummaryTest {

  @TempDir Path folder;

  private static TrialSummary read(List<Path> paths, String... by) throws Exception {
    List<Factor> factors = List.of(by).stream().map(name -> Factor.of(name).orElseThrow()).toList();
    return TrialSummary.read(new TrialSummary.Request(paths, factors, List.of(), List.of(), 0));
  }

  @Test
  void aMeanIsThatOfTheRows() throws Exception {
    Path one = new MadeUpRun(1).system("a", 1).store(folder.resolve("one"));
    Path two = new MadeUpRun(2).system("a", 2).store(folder.resolve("two"));
    List<Double> rtf = new ArrayList<>();
    TrialRows.of(List.of(one, two)).forEach(row -> rtf.add(row.means().get("rtf")));

    TrialSummary summary = read(List.of(one, two), "system");

    TrialGroup group = summary.groups().get(0);
    assertEquals(rtf.size(), group.valid());
    assertEquals(2, group.runs());
    assertEquals(
        rtf.stream().mapToDouble(value -> value).average().orElseThrow(),
        group.mean("rtf").orElseThrow(),
        1e-12);
  }

  @Test
  void hostsAreNeverPutIntoOneMeanNorIntoOneContest() throws Exception {
    Path one = new MadeUpRun(1).system("a", 1).store(folder.resolve("one"));
    Path two = new MadeUpRun(2).host("name", "h2").system("b", 3).store(folder.resolve("two"));

    TrialSummary summary = read(List.of(one, two), "device");

    assertEquals(List.of("device", "host"), summary.factors().stream().map(Factor::name).toList());
    assertEquals(2, summary.groups().size());
    assertEquals(List.of("h1", "h2"), List.copyOf(summary.trialsByHost().keySet()));
    assertEquals(2, summary.contests().size());
    summary.contests().forEach(contest -> assertEquals(1, contest.contenders().size()));
    TrialSummary alone = read(List.of(one), "device");
    assertEquals(List.of("device"), alone.factors().stream().map(Factor::name).toList());
  }

  @Test
  void whatDiffersWithinAGroupIsNamed() throws Exception {
    Path one = new MadeUpRun(1).system("a", 1).system("b", 2).store(folder.resolve("one"));

    assertEquals(
        List.of("a", "b"), read(List.of(one), "device").groups().get(0).pooled().get("system"));
    assertTrue(
        read(List.of(one), "system", "options", "model").groups().stream()
            .allMatch(group -> group.pooled().isEmpty()));
  }

  @Test
  void errorRatesOfDifferentNormalizersAreNotCompared() throws Exception {
    Path one = new MadeUpRun(1).system("a", 1).store(folder.resolve("one"));
    Path two = new MadeUpRun(2).system("b", 2).store(folder.resolve("two"));
    Path other =
        new MadeUpRun(3).normalizer("basic-1").system("b", 2).store(folder.resolve("other"));

    assertEquals(
        Optional.of("wer_percent"),
        read(List.of(one, two), "system").contests().get(0).errorRate());
    Contest different = read(List.of(one, other), "system").contests().get(0);
    assertEquals(Optional.empty(), different.errorRate());
    assertEquals(List.of(), different.mostAccurate());
    assertEquals("a", different.contenders().get(0).name());
  }

  private Path errors(long seed, String language, Predicate<String> kept) throws Exception {
    Path file =
        new MadeUpRun(seed)
            .language(language)
            .sampled("wer_percent", 20)
            .sampled("cer_percent", 7)
            .system("a", 1)
            .store(folder.resolve("errors" + seed));
    Files.write(file, Files.readAllLines(file).stream().filter(kept).toList());
    return file;
  }

  private static boolean beforeTheEnd(String line) {
    return !line.contains("\"record\": \"run_config\"")
        && !line.contains("\"record\": \"run_end\"");
  }

  private static String text(TrialSummary summary) {
    return new SummaryReport(summary, summary.groups(), List.of(), Symbols.ASCII).toString();
  }

  @Test
  void aRunThatWasKilledHasTheUnitOfOneThatIsThrough() throws Exception {
    Path whole = errors(1, "zh", line -> true);
    Path killed = errors(2, "zh", TrialSummaryTest::beforeTheEnd);
    for (Path file : List.of(whole, killed)) {
      TrialSummary summary = read(List.of(file), "system");
      assertEquals(Optional.of("character"), summary.groups().get(0).errorUnit());
      assertTrue(text(summary).contains("CER 7.00 %"), text(summary));
      assertTrue(!text(summary).contains("20.00"), text(summary));
    }
    TrialSummary both = read(List.of(whole, killed), "run");
    assertTrue(both.groups().stream().allMatch(TrialGroup::charactersDecide));
    Path words = errors(3, "en", TrialSummaryTest::beforeTheEnd);
    assertTrue(text(read(List.of(words), "system")).contains("WER 20.00 %"));
  }

  @Test
  void ratesOfTwoUnitsAreNeverAveraged() throws Exception {
    List<Path> files = List.of(errors(1, "zh", line -> true), errors(2, "en", line -> true));
    TrialSummary summary = read(files, "system");
    assertEquals(Optional.empty(), summary.groups().get(0).errorUnit());
    String text = text(summary);
    assertTrue(text.contains("No error rate of rows that hold words and characters"), text);
    assertTrue(text.contains("error rates are not comparable"), text);
    assertTrue(!text.contains("20.00") && !text.contains("7.00"), text);
    String apart = text(read(files, "run"));
    assertTrue(!apart.contains("No error rate") && apart.contains("20.00"), apart);
    assertTrue(apart.contains("7.00"), apart);
  }

  @Test
  void anUnknownUnitIsNoWord() throws Exception {
    Path file =
        errors(1, "zh", line -> beforeTheEnd(line) && !line.contains("\"record\": \"run\""));
    String text = text(read(List.of(file), "system"));
    assertTrue(text.contains("No error rate where files do not say"), text);
    assertTrue(!text.contains("20.00") && !text.contains("7.00"), text);
  }

  @Test
  void runConfigsWithoutAnyTrialAreTold() throws Exception {
    Path one = new MadeUpRun(1).refused(true).system("a", 1).store(folder.resolve("one"));
    Path two = new MadeUpRun(2).system("a", 1).store(folder.resolve("two"));

    assertEquals("REFUSED", read(List.of(one), "system").neverMeasured().get(0).status());
    assertEquals(List.of(), read(List.of(two), "system").neverMeasured());
  }

  @Test
  void filtersAreOfKeysAndNumbers() throws Exception {
    Path one = new MadeUpRun(1).system("tiny a", 1).store(folder.resolve("one"));
    List<TrialRow> rows = new ArrayList<>();
    TrialRows.of(List.of(one)).forEach(rows::add);
    TrialRow row = rows.get(0);
    for (String yes :
        List.of("system=tiny*", "system=x|tiny a", "system!=b", "rtf>0", "rtf<=1e9", "host=h1")) {
      assertTrue(TrialFilter.parse(yes).matches().test(row), yes);
    }
    for (String no : List.of("system=tiny", "system!=tiny*", "rtf<0", "none>=0")) {
      assertTrue(!TrialFilter.parse(no).matches().test(row), no);
    }
    for (String bad : List.of("system", "rtf<x", "nokey=1", "=1")) {
      assertThrows(IllegalArgumentException.class, () -> TrialFilter.parse(bad), bad);
    }
  }
}
