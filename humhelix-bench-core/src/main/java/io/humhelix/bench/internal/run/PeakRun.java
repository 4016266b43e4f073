package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.PeakSteps;
import io.humhelix.bench.internal.scenario.SearchExtent;
import io.humhelix.bench.internal.scenario.StepVerdict;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for the peak load of a scenario. The next step depends only on the results of the
 * steps before, so that an interrupted search continues from the stored ones.
 */
final class PeakRun {

  static final StepVerdict.Reason TIME_IS_UP =
      new StepVerdict.Reason(
          "the time limit was reached",
          "Raise trials.max_duration_s or trials.max_run_duration_s, or begin nearer to the peak.");

  static final StepVerdict.Reason SYSTEM_LOST =
      new StepVerdict.Reason(
          "the system hung or died at the last load",
          "See the failure of the step; begin the search at a lower load.");

  /** A system that fails when no clip waits will fail at every load. */
  private static final int MOST_FAILURES_ALONE = 2;

  private static final double LOWEST_RATE = 1e-4;
  private static final double HIGHEST_RATE = 1e6;
  private static final int MOST_STREAMS = 100_000;

  private final Scenario scenario;
  private final PeakSteps steps;
  private int failuresAlone;
  private Optional<TrialResult> failed = Optional.empty();
  private Optional<StepVerdict.Reason> ended = Optional.empty();

  private PeakRun(Scenario scenario, PeakSteps steps) {
    this.scenario = scenario;
    this.steps = steps;
  }

  static Optional<PeakRun> of(Scenario scenario) {
    return scenario.search().map(search -> new PeakRun(scenario, steps(scenario, search)));
  }

  private static PeakSteps steps(Scenario scenario, PeakSearch search) {
    return scenario instanceof Scenario.Streams streams
        ? new PeakSteps(search, streams.streams(), true, 1, MOST_STREAMS)
        : new PeakSteps(
            search, ((Scenario.Server) scenario).rate(), false, LOWEST_RATE, HIGHEST_RATE);
  }

  /** Returns the next step, long enough to prove the limit; empty when the search is over. */
  Optional<Scenario> next() {
    OptionalDouble load = steps.next();
    if (load.isEmpty()) {
      return Optional.empty();
    }
    Scenario atLoad = with(load.getAsDouble());
    return Optional.of(atLoad.withExtent(SearchExtent.of(atLoad)));
  }

  /** Takes the result of a step. A load at which the system fails is too high. */
  void report(TrialResult step) {
    boolean broke = step.status() == TrialStatus.FAILED || step.status() == TrialStatus.TIMEOUT;
    if (broke) {
      failed = Optional.of(step);
      report(false);
      boolean alone = step.scenario().map(ScenarioResult::maxOutstanding).orElse(0) <= 1;
      failuresAlone = alone ? failuresAlone + 1 : 0;
      if (failuresAlone >= MOST_FAILURES_ALONE) {
        giveUp(
            new StepVerdict.Reason(
                "the system failed at this load and at the one before, where no clip waited",
                "See the failures of the steps."));
      }
      return;
    }
    failuresAlone = 0;
    Optional<StepVerdict> verdict = step.scenario().map(load -> StepVerdict.of(load, step.calls()));
    report(verdict.map(StepVerdict::passed).orElse(false));
    verdict.flatMap(StepVerdict::hopeless).ifPresent(this::giveUp);
  }

  /** Takes whether the load of a step is sustained. */
  void report(boolean sustained) {
    steps.report(sustained);
  }

  /** Ends the search unless a load has passed: lower loads would fail too. */
  private void giveUp(StepVerdict.Reason reason) {
    if (peak().isEmpty()) {
      cut(reason);
    }
  }

  /** Ends the search early. */
  void cut(StepVerdict.Reason reason) {
    ended = Optional.of(reason);
    steps.end();
  }

  /** Returns the last step at which the system failed. */
  Optional<TrialResult> failed() {
    return failed;
  }

  OptionalDouble peak() {
    return steps.peak();
  }

  /** Returns the scenario at its peak; without a peak, that of the definition. */
  Scenario atPeak() {
    return peak().isPresent() ? with(peak().getAsDouble()) : scenario;
  }

  private Scenario with(double load) {
    return scenario instanceof Scenario.Streams streams
        ? streams.withStreams((int) load)
        : ((Scenario.Server) scenario).withRate(load);
  }

  /** Returns whether a time limit ended the search. */
  boolean outOfTime() {
    return ended.filter(TIME_IS_UP::equals).isPresent();
  }

  /** Returns whether an issue says that a fork has no peak for another reason than time. */
  static boolean isMissingPeak(Issue issue) {
    return issue.code().equals("peak-not-found") && issue.severity() == Severity.ERROR;
  }

  /** Returns the issue of a fork that continues after a step killed its process. */
  static Issue processLost(int fork, TrialResult step) {
    return Issue.warning(
        "search-process-lost",
        "fork "
            + fork
            + ": step "
            + step.trial()
            + " of the search ended the process ("
            + step.failure().map(f -> f.kind().name()).orElse(step.status().name())
            + "); its load counts as not sustained, and the rest comes from another process.",
        "See the failure of the step.");
  }

  /** Returns the issue that qualifies the peak, if there is one. */
  Optional<Issue> issue() {
    String why = ended.map(reason -> ": " + reason.why()).orElse("") + ".";
    if (peak().isEmpty()) {
      String tried =
          steps.failed().isPresent()
              ? "no load down to " + steps.failed().getAsDouble() + " was sustained"
              : "no load was tried";
      return Optional.of(
          Issue.error(
              "peak-not-found",
              tried + why,
              remedy("Raise scenario.limit_s, or take a faster system.")));
    }
    if (steps.failed().isEmpty()) {
      return Optional.of(
          Issue.warning(
              "peak-not-reached",
              "every load up to " + peak().getAsDouble() + " was sustained" + why,
              remedy(
                  "The peak is higher: begin the search at a higher load, or allow more steps.")));
    }
    return steps.isCutShort()
        ? Optional.of(
            Issue.warning(
                "peak-imprecise",
                "the search ended between "
                    + peak().getAsDouble()
                    + " (sustained) and "
                    + steps.failed().getAsDouble()
                    + " (not sustained)"
                    + why,
                remedy("Allow more steps in scenario.find_peak.max_steps.")))
        : Optional.empty();
  }

  private String remedy(String standard) {
    return ended.map(StepVerdict.Reason::remedy).orElse(standard);
  }
}
