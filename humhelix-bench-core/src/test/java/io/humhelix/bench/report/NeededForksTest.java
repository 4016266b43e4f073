package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.RequiredForks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NeededForksTest {

  @Test
  void theReportSaysHowManyForksAVerdictTakes() {
    RunResult run = new MadeUpRun(3).forks(5).system("a", 1).result();
    Map<Integer, List<TrialResult>> forks =
        run.runConfigs().get(0).validTrials().stream()
            .collect(Collectors.groupingBy(TrialResult::fork, TreeMap::new, Collectors.toList()));
    ForkedSample sample =
        ForkedSample.of(
            forks.values().stream()
                .map(f -> f.stream().mapToDouble(t -> t.metric(Metrics.RTF).get()).toArray())
                .toList());
    int needed =
        RequiredForks.toShowEquality(ForkLevel.of(Metrics.RTF, sample), 0.05).orElseThrow();

    List<String> lines = NeededForks.lines(run, EstimateText.of(run, Symbols.ASCII));
    String line = lines.get(0);
    assertTrue(lines.get(1).startsWith("planned with the upper 80 % bound"), lines.toString());
    assertTrue(lines.stream().allMatch(l -> l.length() <= 80), lines.toString());
    assertTrue(line.startsWith("a / speech: " + needed + " (has 5, spread "), line);
    String text = new RunReport(run, Symbols.ASCII).toString();
    assertTrue(text.contains("Forks needed for a verdict at 5 % tolerance"), text);
    assertTrue(text.contains(line), text);
  }

  @Test
  void fewerThanThreeForksCannotTell() {
    RunResult run = new MadeUpRun(3).forks(2).system("a", 1).result();
    assertEquals(List.of(), NeededForks.lines(run, EstimateText.of(run, Symbols.ASCII)));
    String text = new RunReport(run, Symbols.ASCII).toString();
    assertFalse(text.contains("Forks needed"), text);
    assertTrue(text.contains("95 % interval: needs 3 forks"), text);
  }

  @Test
  void manyRunConfigsAreToldTogether() {
    MadeUpRun made = new MadeUpRun(3).forks(5);
    for (int i = 0; i < 12; i++) {
      made.system("system " + i, 1);
    }
    RunResult run = made.result();
    List<String> lines = NeededForks.lines(run, EstimateText.of(run, Symbols.ASCII));
    String text = String.join("\n", lines);
    assertTrue(lines.size() <= 8, text);
    assertTrue(lines.stream().allMatch(l -> l.length() <= 80), text);
    assertTrue(
        text.matches("(?s).*\\d+ to \\d+ \\(have 5\\): .*; most in system \\d+.*, spread .*"),
        text);
  }
}
