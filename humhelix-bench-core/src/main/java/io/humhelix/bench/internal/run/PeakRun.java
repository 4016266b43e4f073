package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.LoadSearch;
import io.humhelix.bench.internal.scenario.PeakSteps;
import io.humhelix.bench.internal.scenario.StepTrials;
import io.humhelix.bench.internal.scenario.StepVerdict;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** The search of a fork for the peak load: {@link LoadSearch}, with systems that break or hang. */
final class PeakRun {

  static final StepVerdict.Reason TIME_IS_UP =
      new StepVerdict.Reason(
          "the time limit was reached",
          "Raise trials.max_duration_s or trials.max_run_duration_s, or begin nearer to the peak.");

  static final StepVerdict.Reason SYSTEM_LOST =
      new StepVerdict.Reason(
          "the system hung or died at the last load",
          "See the failure of the step; begin the search at a lower load.");

  private static final String NOT_FOUND = "peak-not-found";

  /** A system that fails when no clip waits will fail at every load. */
  private static final int MOST_FAILURES_ALONE = 2;

  private final LoadSearch search;
  private int failuresAlone;
  private Optional<TrialResult> failed = Optional.empty();
  private Optional<StepVerdict.Reason> ended = Optional.empty();

  private PeakRun(LoadSearch search) {
    this.search = search;
  }

  static Optional<PeakRun> of(Scenario scenario) {
    return LoadSearch.of(scenario).map(PeakRun::new);
  }

  /** Returns the next trial; empty when the search is over. */
  Optional<Scenario> next() {
    return search.next();
  }

  /** Returns the step of the next trial; empty when the search is over. */
  Optional<StepTrials> step() {
    return search.step();
  }

  /** Returns whether the system failed. */
  static boolean broke(TrialStatus status) {
    return status == TrialStatus.FAILED || status == TrialStatus.TIMEOUT;
  }

  /** Takes the result of the next trial. A load at which the system fails is too high. */
  void report(TrialResult trial) {
    StepTrials before = search.step().orElseThrow();
    boolean broke = broke(trial.status());
    StepTrials after =
        broke || trial.scenario().isEmpty()
            ? before.broken(trial.scenario(), trial.calls())
            : before.with(trial.scenario().get(), trial.calls(), trial.failedCalls());
    boolean confirms = search.loads().confirms();
    search.report(after);
    if (broke) {
      failed = Optional.of(trial);
      boolean alone = trial.scenario().map(ScenarioResult::maxOutstanding).orElse(0) <= 1;
      failuresAlone = alone ? failuresAlone + 1 : 0;
      if (failuresAlone >= MOST_FAILURES_ALONE) {
        noLoadCanHold(
            confirms,
            new StepVerdict.Reason(
                "the system failed at this load and at the one before, where no clip waited",
                "See the failures of the steps."));
      }
      return;
    }
    failuresAlone = 0;
    after.verdict().hopeless().ifPresent(reason -> noLoadCanHold(confirms, reason));
  }

  /**
   * Ends the search unless a load was held, since lower ones would fail too. What was held before
   * it was to be confirmed no longer counts then.
   */
  private void noLoadCanHold(boolean confirms, StepVerdict.Reason reason) {
    if (confirms) {
      ended = Optional.of(reason);
      search.giveUp();
    } else if (peak().isEmpty()) {
      cut(reason);
    }
  }

  /** Ends the search early. */
  void cut(StepVerdict.Reason reason) {
    ended = Optional.of(reason);
    search.end();
  }

  /** Returns the last step at which the system failed. */
  Optional<TrialResult> failed() {
    return failed;
  }

  OptionalDouble peak() {
    return search.loads().peak();
  }

  /** Returns the scenario at its peak; without a peak, that of the definition. */
  Scenario atPeak() {
    return search.atPeak();
  }

  /** Returns whether a time limit ended the search. */
  boolean outOfTime() {
    return ended.filter(TIME_IS_UP::equals).isPresent();
  }

  /** Returns whether an issue says that a fork has no peak for another reason than time. */
  static boolean isMissingPeak(Issue issue) {
    return issue.code().equals(NOT_FOUND) && issue.severity() == Severity.ERROR;
  }

  /** Returns the issue of a fork that continues after a trial killed its process. */
  static Issue processLost(int fork, TrialResult trial) {
    int step = trial.scenario().flatMap(ScenarioResult::step).map(s -> s.step()).orElse(1);
    return Issue.warning(
        "search-process-lost",
        "fork "
            + fork
            + ": step "
            + step
            + " of the search ended the process ("
            + trial.failure().map(f -> f.kind().name()).orElse(trial.status().name())
            + "); its load counts as not sustained, and the rest comes from another process.",
        "See the failure of the step.");
  }

  /** Returns the issue that qualifies the peak, if there is one. */
  Optional<Issue> issue() {
    PeakSteps loads = search.loads();
    String why = ended.map(reason -> ": " + reason.why()).orElse("") + ".";
    if (peak().isEmpty()) {
      return Optional.of(
          loads.lost().isPresent()
              ? lost(loads.lost().getAsDouble(), loads.failed().getAsDouble(), why)
              : notFound(loads.failed(), why));
    }
    String peak = text(peak().getAsDouble());
    String once = loads.isConfirmed() ? "" : "before " + peak + " was held a second time";
    if (loads.failed().isEmpty()) {
      return Optional.of(
          Issue.warning(
              "peak-not-reached",
              "every load up to "
                  + peak
                  + " was sustained"
                  + (once.isEmpty() ? "" : ", but the search ended " + once)
                  + why,
              remedy(
                  "The peak is higher: begin the search at a higher load, or allow more steps.")));
    }
    if (loads.isCutShort()) {
      return Optional.of(
          Issue.warning(
              "peak-imprecise",
              "the search ended between "
                  + peak
                  + " (sustained) and "
                  + text(loads.failed().getAsDouble())
                  + " (not sustained)"
                  + (once.isEmpty() ? "" : ", " + once)
                  + why,
              remedy("Allow more steps in scenario.find_peak.max_steps.")));
    }
    return loads.isConfirmed()
        ? Optional.empty()
        : Optional.of(
            Issue.warning(
                "peak-not-confirmed",
                "the search ended before the peak of " + peak + " was held a second time" + why,
                remedy("Measure again.")));
  }

  private Issue notFound(OptionalDouble failed, String why) {
    String tried =
        failed.isPresent()
            ? "no load down to " + text(failed.getAsDouble()) + " was sustained"
            : "no load was tried";
    return Issue.error(
        NOT_FOUND, tried + why, remedy("Raise scenario.limit_s, or take a faster system."));
  }

  private Issue lost(double found, double lowest, String why) {
    String lower = lowest < found ? ", nor was any down to " + text(lowest) : "";
    return Issue.error(
        NOT_FOUND,
        "the load of "
            + text(found)
            + " was sustained at first, but not when it was tried again"
            + lower
            + why,
        remedy(
            "The system has become slower, or is slow now and then: raise scenario.min_duration_s"
                + " until a trial has what it meets, and measure again."));
  }

  /** As many digits as the table has. */
  private static String text(double load) {
    return new BigDecimal(load)
        .round(new MathContext(4, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }

  private String remedy(String standard) {
    return ended.map(StepVerdict.Reason::remedy).orElse(standard);
  }
}
