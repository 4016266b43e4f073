package io.humhelix.bench.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.summary.FinestTallies.Sums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums of the smallest groups, from which a page makes means. */
class FinestTalliesTest {

  @TempDir Path folder;

  private TrialSummary.Request request(String... cases) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String name : cases) {
      files.add(GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name))));
    }
    return new TrialSummary.Request(
        files, List.of(Factor.of("system").orElseThrow()), List.of(), List.of(), 0);
  }

  private static TrialTallies read(TrialSummary.Request request) throws Exception {
    return TrialTallies.read(request, true, (done, files) -> {});
  }

  @Test
  void addUpToTheMeansOfTheSummaryToTheLastBit() throws Exception {
    TrialSummary.Request request = request("matrix", "pair-old", "pair-new", "precision");
    TrialTallies tallies = read(request);
    FinestTallies finest = tallies.finest(1_000_000);
    TrialSummary summary = tallies.summary(request);
    assertTrue(summary.groups().size() > 1);
    for (TrialGroup group : summary.groups()) {
      List<Integer> rows = new ArrayList<>();
      for (int row = 0; row < finest.rows(); row++) {
        if (finest.value("system", row).equals(group.key().get(0))) {
          rows.add(row);
        }
      }
      assertEquals(group.valid(), rows.stream().mapToLong(row -> finest.valid().get(row)).sum());
      assertEquals(group.trials(), rows.stream().mapToLong(row -> finest.trials().get(row)).sum());
      assertEquals(
          group.runs(), rows.stream().map(row -> finest.runs().get(row)).distinct().count());
      assertEquals(group.means(), means(finest, rows, group.means()));
    }
  }

  private static Map<String, Double> means(
      FinestTallies finest, List<Integer> rows, Map<String, Double> wanted) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Sums number : finest.numbers()) {
      double sum = 0;
      long count = 0;
      for (int row : rows) {
        sum += number.sums().get(row);
        count += number.counts().get(row);
      }
      if (count > 0 && wanted.containsKey(number.name())) {
        means.put(number.name(), sum / count);
      }
    }
    return means;
  }

  @Test
  void haveEveryOptionAndNumberThatIsThere() throws Exception {
    FinestTallies finest = read(request("options")).finest(1_000_000);
    assertTrue(finest.factors().stream().anyMatch(one -> one.name().startsWith("options.")));
    assertTrue(finest.numbers().stream().anyMatch(one -> one.name().equals("load_time")));
    assertTrue(finest.numbers().size() > TrialSummary.MEANS.size() + 3);
    assertEquals(List.of(), finest.leftOut());
  }

  @Test
  void nameTheNumbersThatWouldBeTooMany() throws Exception {
    FinestTallies all = read(request("matrix")).finest(1_000_000);
    FinestTallies few = read(request("pair-old")).finest(0);
    assertTrue(few.leftOut().contains("load_time"));
    assertTrue(
        few.numbers().stream().map(Sums::name).toList().containsAll(TrialSummary.MEANS),
        "the means are there whatever it costs");
    assertEquals(List.of(), all.leftOut());
    assertThrows(IllegalArgumentException.class, () -> few.value("nothing", 0));
  }
}
