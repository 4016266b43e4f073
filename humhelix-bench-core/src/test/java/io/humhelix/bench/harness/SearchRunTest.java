package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.preflight.NativeChecksFakes;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.CoolDown;
import io.humhelix.bench.internal.run.MeasuredSoFar;
import io.humhelix.bench.internal.run.Notifier;
import io.humhelix.bench.internal.run.ResultSink;
import io.humhelix.bench.internal.run.RunExecutor;
import io.humhelix.bench.internal.run.RunServices;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches of the peak whose systems break, hang or are hopeless. Forks and the clock are made up:
 * one call at a time, clips due at even distances.
 */
class SearchRunTest {

  @TempDir Path folder;
  private final MadeUpForks forks = new MadeUpForks();

  private static Scenario.Server from(double rate) {
    return new Scenario.Server(
        rate,
        Optional.of(new LatencyLimit(95, Duration.ofSeconds(1))),
        Optional.of(PeakSearch.DEFAULT),
        OpenLoop.DEFAULT,
        Extent.ONE_PASS);
  }

  private RunConfigResult run(Scenario scenario, Duration limit) throws Exception {
    BenchmarkDefinition definition =
        TestClips.definition(folder, 1)
            .scenario(scenario)
            .trials(
                TrialPolicy.DEFAULT
                    .withCounts(0, 2)
                    .withForks(1)
                    .withMaxDurations(Optional.empty(), Optional.of(limit)))
            .build();
    return run(definition, ResultSink.NONE);
  }

  private RunConfigResult run(BenchmarkDefinition definition, ResultSink sink) throws Exception {
    ProviderRegistry registry = ProviderRegistry.of(List.of(new FakeProvider()), Map.of(), false);
    CheckedRun checked =
        new Preparation(definition, config -> true)
            .check(new PreflightCheck(registry, Optional.empty(), NativeChecksFakes.NONE));
    RunServices services =
        new RunServices(
            forks,
            CoolDown.NONE,
            () -> forks.now,
            new Cancellation(),
            new Notifier(List.of()),
            sink);
    Provenance provenance = new Provenance("test", Map.of(), Map.of(), 7, List.of(), List.of());
    return new RunExecutor(
            RunIdentity.create(),
            checked,
            provenance,
            services,
            MeasuredSoFar.NONE,
            Optional.empty())
        .run()
        .runConfigs()
        .get(0);
  }

  private RunConfigResult run(Scenario scenario) throws Exception {
    return run(scenario, Duration.ofDays(300));
  }

  private static List<Double> loads(RunConfigResult result, TrialKind kind) {
    return result.trials().stream()
        .filter(trial -> trial.kind() == kind)
        .map(trial -> trial.scenario().orElseThrow().load().orElseThrow())
        .toList();
  }

  private static List<Double> steps(RunConfigResult result) {
    return loads(result, TrialKind.SEARCH);
  }

  private static List<String> codes(RunConfigResult result) {
    return result.issues().stream()
        .map(Issue::code)
        .filter(code -> code.startsWith("peak") || code.startsWith("search") || code.contains("-f"))
        .filter(code -> !code.equals("few-forks"))
        .toList();
  }

  private static String message(RunConfigResult result, String code) {
    return result.issues().stream()
        .filter(issue -> issue.code().equals(code))
        .map(Issue::message)
        .findFirst()
        .orElseThrow();
  }

  private void assertMeasuredAt(double peak, RunConfigResult result) {
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(TrialStatus.OK, result.forks().get(0).status(), result.forks().toString());
    assertEquals(Optional.empty(), result.forks().get(0).failure());
    assertEquals(List.of(peak, peak), loads(result, TrialKind.MEASURED));
    assertEquals(Optional.of(peak), result.validTrials().get(0).metric(Metrics.PEAK_LOAD));
    assertEquals(forks.opened, forks.closed);
  }

  @Test
  void aSystemThatIsFastEnoughNeedsNoMoreThanOneProcess() throws Exception {
    forks.system = load -> MadeUpForks.Act.takes(0.01);
    RunConfigResult result = run(from(40));
    assertMeasuredAt(100, result);
    assertEquals(1, forks.opened);
    assertEquals(List.of(), codes(result));
  }

  @Test
  void aLoadAtWhichTheSystemFailsIsNotSustained() throws Exception {
    forks.system =
        load ->
            load > 60
                ? MadeUpForks.Act.breaks(TrialStatus.FAILED, 4)
                : MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 80.0, 60.0, 70.0, 65.0, 62.5, 60.0), steps(result));
    assertMeasuredAt(60, result);
    assertEquals(1, forks.opened);
    assertEquals(List.of(), codes(result));
  }

  @Test
  void aSearchThatBeginsWhereTheSystemFailsGoesDown() throws Exception {
    forks.system =
        load ->
            load > 6 ? MadeUpForks.Act.breaks(TrialStatus.FAILED, 4) : MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 20.0, 10.0, 5.0), steps(result).subList(0, 4));
    assertEquals(TrialStatus.OK, result.status());
  }

  /** As of a server whose answer is late: nothing hangs, so nothing has to be loaded again. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeadlineOfTheBackendItselfCostsTheLoadAlone(boolean isolated) throws Exception {
    forks.isolated = isolated;
    forks.ownDeadlines = true;
    forks.system =
        load ->
            load > 6
                ? MadeUpForks.Act.breaks(TrialStatus.TIMEOUT, 4)
                : MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 20.0, 10.0, 5.0), steps(result).subList(0, 4));
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(1, forks.opened);
    assertEquals(List.of(), codes(result));
  }

  @Test
  void aSystemThatFailsWithoutLoadIsGivenUp() throws Exception {
    forks.system = load -> MadeUpForks.Act.breaks(TrialStatus.FAILED, 0);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 20.0), steps(result));
    assertEquals(TrialStatus.FAILED, result.status());
    assertEquals(TrialStatus.FAILED, result.forks().get(0).status());
    assertTrue(result.forks().get(0).failure().isPresent());
    assertEquals(List.of("peak-not-found"), codes(result));
  }

  @Test
  void aSearchGoesOnInAFreshProcess() throws Exception {
    forks.system =
        load ->
            load > 70
                ? MadeUpForks.Act.breaks(TrialStatus.TIMEOUT, 4)
                : MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 80.0, 60.0, 70.0, 75.0, 72.5), steps(result));
    assertMeasuredAt(70, result);
    assertEquals(4, forks.opened, "one, and another one after each of 80, 75 and 72.5");
    assertTrue(codes(result).contains("search-process-lost"), codes(result).toString());
    assertTrue(message(result, "search-process-lost").contains("step 2 of the search"));
  }

  @Test
  void aSearchThatCostsTooManyProcessesEndsAtThePeakSoFar() throws Exception {
    forks.system =
        load ->
            load > 41
                ? MadeUpForks.Act.breaks(TrialStatus.TIMEOUT, 4)
                : MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 80.0, 60.0, 50.0), steps(result));
    assertMeasuredAt(40, result);
    assertEquals(4, forks.opened);
    assertTrue(message(result, "peak-imprecise").contains("hung or died"), result.toString());
  }

  @Test
  void aSystemThatHangsAtOnceIsNotTriedAgain() throws Exception {
    forks.system = load -> MadeUpForks.Act.breaks(TrialStatus.TIMEOUT, 4);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0), steps(result));
    assertEquals(TrialStatus.TIMEOUT, result.status());
    assertEquals(TrialStatus.TIMEOUT, result.forks().get(0).status());
    assertEquals(1, forks.opened);
    assertEquals(List.of("peak-not-found"), codes(result));
  }

  @Test
  void aSystemOfTheHostIsNotCalledWhileItHangs() throws Exception {
    forks.isolated = false;
    forks.system =
        load ->
            load > 60
                ? MadeUpForks.Act.breaks(TrialStatus.TIMEOUT, 4)
                : MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(40));
    assertEquals(List.of(40.0, 80.0), steps(result));
    assertEquals(TrialStatus.TIMEOUT, result.status());
    assertEquals(1, forks.opened);
    String said = message(result, "peak-imprecise");
    assertTrue(said.contains("between 40 (sustained) and 80"), said);
  }

  @Test
  void aSearchThatNoLowerLoadCanHelpEnds() throws Exception {
    forks.system = load -> MadeUpForks.Act.takes(1.5);
    RunConfigResult result = run(from(0.5));
    assertEquals(List.of(0.5), steps(result));
    assertEquals(TrialStatus.INVALID, result.status());
    assertTrue(message(result, "peak-not-found").contains("the call alone takes too long"));
  }

  /** As of a server that gets slow after some requests: what was held before counts no longer. */
  @Test
  void aSystemThatGetsSlowDuringItsSearchHasNoPeak() throws Exception {
    int[] trials = {0};
    forks.system = load -> MadeUpForks.Act.takes(++trials[0] <= 2 ? 0.001 : 5);
    RunConfigResult result = run(from(8));
    assertEquals(TrialStatus.INVALID, result.status());
    assertEquals(List.of(), result.validTrials());
    assertEquals(List.of("peak-not-found"), codes(result));
  }

  @Test
  void aPeakThatItsOwnTrialsDoNotHoldIsInvalid() throws Exception {
    int[] trials = {0};
    Scenario scenario = from(40).withExtent(Extent.atLeast(Duration.ZERO, 64));
    forks.system = load -> MadeUpForks.Act.takes(trials[0]++ < 0 ? 0 : 0.01);
    assertMeasuredAt(100, run(scenario));
    int search = trials[0] - 2;
    trials[0] = 0;
    forks.system = load -> MadeUpForks.Act.takes(++trials[0] > search ? 2 : 0.01);
    RunConfigResult result = run(scenario);
    assertEquals(TrialStatus.INVALID, result.status(), result.toString());
    assertEquals(List.of(), result.validTrials());
    List<Issue> said =
        result.trials().stream()
            .filter(trial -> trial.kind() == TrialKind.MEASURED)
            .flatMap(trial -> trial.issues().stream())
            .filter(issue -> issue.code().equals("peak-not-held"))
            .toList();
    assertEquals(2, said.size());
    assertTrue(said.get(0).message().contains("64 of 64 queries missed"), said.toString());
  }

  @Test
  void everyTrialOfASearchSaysWhatItsStepHasShown() throws Exception {
    forks.system = load -> MadeUpForks.Act.takes(0.01);
    List<SearchStep> steps =
        run(from(40)).trials().stream()
            .filter(trial -> trial.kind() == TrialKind.SEARCH)
            .map(trial -> trial.scenario().orElseThrow().step().orElseThrow())
            .toList();
    assertEquals(1, steps.get(0).step());
    assertEquals(SearchStep.Outcome.HELD, steps.get(0).outcome());
    SearchStep last = steps.get(steps.size() - 1);
    assertTrue(last.confirms());
    assertTrue(last.queries() >= 520, last.toString());
    assertEquals(0.01, last.percentileSeconds().orElseThrow(), 1e-6);
    assertTrue(steps.stream().anyMatch(s -> s.outcome() == SearchStep.Outcome.MISSED));
  }

  @Test
  void theTimeOfTheRunEndsASearchAndItsPeakIsMeasured() throws Exception {
    forks.system = load -> MadeUpForks.Act.takes(0.001);
    RunConfigResult result = run(from(1), Duration.ofSeconds(200));
    assertTrue(steps(result).size() < 6, steps(result).toString());
    double peak = steps(result).get(steps(result).size() - 1);
    assertMeasuredAt(peak, result);
    String said = message(result, "peak-not-reached");
    assertTrue(said.contains("the time limit was reached"), said);
  }

  @Test
  void aSearchThatHasFoundNothingInTimeSaysSo() throws Exception {
    // Half a clip a second is all that it can do: no load down to that passes.
    forks.system = load -> MadeUpForks.Act.takes(2);
    RunConfigResult result = run(from(100), Duration.ofSeconds(600));
    assertEquals(TrialStatus.INVALID, result.status());
    assertTrue(steps(result).size() < 6, steps(result).toString());
    String said = message(result, "peak-not-found");
    assertTrue(said.contains("the time limit was reached"), said);
  }

  @Test
  void anErrorOfTheHarnessLeavesNoProcess() throws Exception {
    ResultSink broken = mock(ResultSink.class);
    doThrow(new IllegalStateException("a mistake")).when(broken).trial(any(), any(), any(), any());
    BenchmarkDefinition definition = TestClips.definition(folder, 1).build();
    Exception thrown = assertThrows(IllegalStateException.class, () -> run(definition, broken));
    assertEquals("a mistake", thrown.getMessage());
    assertEquals(1, forks.opened);
    assertEquals(1, forks.closed);
  }
}
