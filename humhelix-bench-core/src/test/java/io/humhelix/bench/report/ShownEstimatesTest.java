package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That tables show the numbers of the results file where there is an estimate. */
class ShownEstimatesTest {

  static double point(RunResult run, Metric metric) {
    return RunConfigEstimates.of(run.definition(), run.runConfigs().get(0)).stream()
        .filter(one -> one.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .estimate()
        .point();
  }

  /**
   * Three forks, of which the first trial is warm-up and one has a slower level: the median over
   * all clips, the median of the trials' medians and the estimate are three numbers.
   */
  static RunConfigResult threeLevels() {
    List<TrialResult> trials = new ArrayList<>();
    long[] levels = {1000, 1010, 1600};
    for (int fork = 1; fork <= levels.length; fork++) {
      for (int trial = 1; trial <= 6; trial++) {
        long middle = levels[fork - 1] * (trial == 1 ? 3 : 1) + trial;
        trials.add(
            SampleRuns.measured(
                fork,
                trial,
                SampleRuns.clip("one.wav", 100),
                SampleRuns.clip("two.wav", middle),
                SampleRuns.clip("three.wav", middle + 7),
                SampleRuns.clip("four.wav", 9 * middle)));
      }
    }
    return SampleRuns.result(
        SampleRuns.config("x", SampleRuns.SPEECH), TrialStatus.OK, trials, List.of(), null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLatencyIsTheEstimateOfTheResultsFile(boolean underLoad) {
    Scenario scenario =
        underLoad
            ? new Scenario.Server(
                1, Optional.empty(), Optional.empty(), OpenLoop.DEFAULT, Extent.ONE_PASS)
            : Scenario.SINGLE_STREAM;
    RunConfigResult config = threeLevels();
    RunResult run = SampleRuns.run(scenario, false, List.of(), config);
    String estimate = NumberText.significant(point(run, Metrics.LATENCY_P50_S), 4);
    String ofTrials =
        NumberText.significant(
            RunConfigFigures.ofTrials(config, Metrics.LATENCY_P50_S).median().orElseThrow(), 4);
    String ofClips =
        NumberText.significant(
            Sample.of(
                    config.validTrials().stream()
                        .flatMap(t -> t.clips().stream())
                        .map(c -> c.totalNanos() / 1e9)
                        .toList())
                .median()
                .orElseThrow(),
            4);
    assertEquals(3, Set.of(estimate, ofTrials, ofClips).size(), estimate + ofTrials + ofClips);

    List<String> row = row(run, "latency_p50", "latency_max");
    assertEquals(estimate, row.get(0));
    // The slowest clip of all trials, the warm-up of the slowest fork included.
    assertEquals("43.21", row.get(1));
  }

  @Test
  void theLoadAndTheFirstCallAreEstimatesToo() {
    RunResult run = new MadeUpRun(5).forks(4).system("x", 2).result();
    String first = NumberText.significant(point(run, Metrics.FIRST_CALL_S), 4);
    assertNotEquals(first, NumberText.significant(Sample.of(firstCalls(run)).median(), 4));
    assertEquals(
        List.of(NumberText.significant(point(run, Metrics.LOAD_S), 4), first),
        row(run, "load", "first_call"));
  }

  /** The cells of the first row in some columns. */
  private static List<String> row(RunResult run, String... columns) {
    String text =
        new RunReport(run, Symbols.ASCII, new TableView(80, false, List.of(columns))).toString();
    String row = text.lines().filter(l -> l.startsWith("x / speech")).findFirst().orElseThrow();
    List<String> cells = List.of(row.split(" {2,}"));
    return cells.subList(1, cells.size());
  }

  private static List<Double> firstCalls(RunResult run) {
    return run.runConfigs().get(0).trials().stream()
        .filter(t -> t.kind() == TrialKind.FIRST_CALL)
        .map(t -> t.clips().get(0).totalNanos() / 1e9)
        .toList();
  }
}
