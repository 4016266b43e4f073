package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.html.ReportFixtures;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves over the loads of many runs, against numbers counted here. */
class LoadCurveTest {

  @TempDir static Path folder;
  private static final List<RunResult> RUNS = new ArrayList<>();

  @BeforeAll
  static void read() throws Exception {
    for (Path file : ReportFixtures.load(folder.resolve("load"))) {
      RUNS.add(RunReader.readWithoutTexts(file));
    }
  }

  private static LoadCurve.Curve curve(LoadCurve picture, String scenario, String system) {
    return picture.panels().stream()
        .filter(panel -> panel.scenario().startsWith(scenario))
        .flatMap(panel -> panel.curves().stream())
        .filter(curve -> curve.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  private static RunResult golden(String name) throws Exception {
    return RunReader.read(
        GoldenRuns.copy(name, Files.createTempDirectory(folder, name.substring(0, 4))));
  }

  @Test
  void aCurveGoesThroughTheRunsOfEachRate() {
    LoadCurve picture = LoadCurve.of(RUNS);

    assertEquals(
        List.of("server, clips/s", "streams in chunks of 1 s, speakers"),
        picture.panels().stream().map(one -> one.scenario() + ", " + one.unit()).toList());
    assertEquals(95, picture.panels().get(0).limitPercentile());
    assertEquals(1, picture.panels().get(0).limitSeconds());
    assertEquals("goodput", picture.panels().get(0).throughput());
    assertEquals(
        List.of(4.0, 8.0, 12.0, 16.0, 20.0, 24.0),
        curve(picture, "server", "vllm").points().stream()
            .filter(point -> !point.atPeak())
            .map(LoadPoint::load)
            .toList());
    assertEquals(
        List.of(4.0, 8.0, 16.0, 32.0),
        curve(picture, "streams", "speaches").points().stream().map(LoadPoint::load).toList());
  }

  @Test
  void theNumbersOfAPointAreThoseOfItsValidTrials() {
    RunResult run = RUNS.get(3);
    RunConfigResult config = run.runConfigs().get(1);
    assertEquals("speaches", config.runConfig().sut().name());
    LoadPoint point =
        curve(LoadCurve.of(RUNS), "server", "speaches").points().stream()
            .filter(one -> one.load() == 16 && !one.atPeak())
            .findFirst()
            .orElseThrow();

    List<TrialResult> valid =
        config.trials().stream().filter(t -> t.kind() == TrialKind.MEASURED).toList();
    double[] goodput = sorted(valid, Metrics.GOODPUT_PER_S);
    double[] slow = sorted(valid, Metrics.LATENCY_P95_S);
    assertEquals(6, goodput.length);
    assertEquals((goodput[2] + goodput[3]) / 2, point.perSecond(), 1e-12);
    assertEquals((slow[2] + slow[3]) / 2, point.latency().p95(), 1e-12);
    assertEquals(point.latency().p95(), point.latency().limited(), 1e-12);
    long failed = valid.stream().mapToLong(trial -> trial.failedCalls().size()).sum();
    assertTrue(failed > 0, "the server failed now and then");
    assertEquals(failed, point.counts().failedCalls());
    int held = 0;
    int most = 0;
    for (TrialResult trial : valid) {
      ScenarioResult load = trial.scenario().orElseThrow();
      held += load.sustained().orElseThrow() ? 1 : 0;
      most = Math.max(most, load.maxOutstanding());
    }
    assertEquals(held, point.counts().held());
    assertEquals(6, point.counts().judged());
    assertEquals(most, point.counts().outstanding());
    assertEquals(run.runId(), point.runId());
  }

  private static double[] sorted(List<TrialResult> trials, io.humhelix.bench.result.Metric metric) {
    return trials.stream()
        .flatMap(trial -> trial.metric(metric).stream())
        .mapToDouble(value -> value)
        .sorted()
        .toArray();
  }

  @Test
  void whatIsHeldIsToldFromWhatIsMissed() {
    LoadCurve.Curve curve = curve(LoadCurve.of(RUNS), "server", "speaches");

    double held = Double.NaN;
    double missed = Double.NaN;
    for (LoadPoint point : curve.points()) {
      if (!point.atPeak() && Double.isNaN(missed)) {
        if (point.counts().held() == point.counts().judged()) {
          held = point.load();
        } else {
          missed = point.load();
        }
      }
    }
    assertEquals(held, curve.heldUpTo());
    assertEquals(missed, curve.missedFrom());
    assertTrue(held < missed, held + " " + missed);
  }

  @Test
  void aSearchHasItsPeakAndItsSteps() {
    RunResult search = RUNS.get(6);
    LoadCurve.Curve curve = curve(LoadCurve.of(RUNS), "server", "vllm");

    List<Double> peaks = new ArrayList<>();
    int trials = 0;
    for (TrialResult trial : search.runConfigs().get(0).trials()) {
      trials += trial.kind() == TrialKind.SEARCH ? 1 : 0;
      if (trial.counts() && trial.trial() == 1) {
        peaks.add(trial.metric(Metrics.PEAK_LOAD).orElseThrow());
      }
    }
    assertEquals(3, peaks.size());
    double mean = Math.exp(peaks.stream().mapToDouble(Math::log).average().orElseThrow());
    assertEquals(mean, curve.peak().point(), 1e-9);
    assertTrue(curve.steps().size() >= 9 && curve.steps().size() <= trials, curve.steps() + "");
    assertTrue(curve.steps().stream().anyMatch(LoadStep::confirms), "the peak was tried again");
    LoadStep first = curve.steps().get(0);
    assertEquals(4, first.load());
    assertEquals("HELD", first.outcome());
    assertTrue(
        curve.steps().stream()
            .anyMatch(step -> step.outcome().equals("MISSED") && step.load() > mean),
        "loads above the peak were missed");
    assertEquals(1, curve.points().stream().filter(LoadPoint::atPeak).count());
  }

  @Test
  void ofTwoRunsUnderOneLoadTheLaterCounts() {
    RunResult run = RUNS.get(0);
    RunResult later =
        new RunResult(
            "f".repeat(32),
            run.definition(),
            run.provenance(),
            run.startedAt().plus(Duration.ofDays(1)),
            run.duration(),
            false,
            run.runConfigs(),
            List.of(),
            Optional.empty(),
            List.of());

    LoadCurve picture = LoadCurve.of(List.of(later, run));

    LoadCurve.Curve curve = curve(picture, "server", "vllm");
    assertEquals(1, curve.points().size());
    assertEquals("f".repeat(32), curve.points().get(0).runId());
    assertTrue(
        picture.panels().get(0).leftOut().contains("vllm: 1 older run under the same load"),
        picture.panels().get(0).leftOut()::toString);
    assertEquals(List.of(), LoadCurve.of(List.of(run)).panels().get(0).leftOut());
  }

  @Test
  void whatIsNotValidHasALoadAndAReasonButNoNumbers() throws Exception {
    LoadCurve.Panel panel = LoadCurve.of(List.of(golden("overload"))).panels().get(0);

    LoadPoint point = panel.curves().get(0).points().get(0);
    assertEquals(300, point.load());
    assertEquals("INVALID", point.status());
    assertEquals(1, point.counts().capHit());
    assertTrue(point.reason().startsWith("[outstanding-cap-reached]"), point.reason());
    assertTrue(Double.isNaN(point.perSecond()) && Double.isNaN(point.latency().p50().point()));
    assertEquals(1, panel.leftOut().size());
    assertTrue(panel.leftOut().get(0).contains(" at 300: INVALID, [outstanding-cap"));
    if (!Double.isNaN(panel.limitSeconds())) {
      assertEquals(300, panel.curves().get(0).missedFrom());
    }
  }

  @Test
  void filesOfOldVersionsHaveStepsAndClipsPerSecond() throws Exception {
    LoadCurve.Panel panel = LoadCurve.of(List.of(golden("search"))).panels().get(0);

    assertEquals("answered", panel.throughput());
    List<LoadCurve.Curve> found =
        panel.curves().stream().filter(curve -> !curve.steps().isEmpty()).toList();
    assertEquals(1, found.size());
    assertEquals(10, found.get(0).peak().point(), 1e-9);
    LoadStep step = found.get(0).steps().get(0);
    assertEquals(-1, step.queries());
    assertTrue(List.of("HELD", "MISSED").contains(step.outcome()), step.outcome());
    assertTrue(
        panel.leftOut().stream().anyMatch(why -> why.contains("peak-not-found")),
        panel.leftOut()::toString);
  }

  @Test
  void allAtOnceHasNoLoadAndClipsPerQueryAreOne() throws Exception {
    LoadCurve.Panel offline = LoadCurve.of(List.of(golden("offline"))).panels().get(0);
    assertEquals("", offline.unit());
    assertTrue(Double.isNaN(offline.curves().get(0).points().get(0).load()));
    assertTrue(offline.curves().get(0).points().get(0).perSecond() > 0);

    LoadCurve.Panel multi = LoadCurve.of(List.of(golden("multi-stream"))).panels().get(0);
    assertEquals("clips per query", multi.unit());
    assertEquals(2, multi.curves().get(0).points().get(0).load());
  }

  @Test
  void withoutLoadThereIsNoPicture() throws Exception {
    assertEquals(List.of(), LoadCurve.of(List.of(golden("single-stream"))).panels());
    assertFalse(LoadCurve.of(List.of(golden("server"))).panels().isEmpty());
  }
}
