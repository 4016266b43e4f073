package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.stats.EarlyStopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reader of a trial under load should know. */
final class LoadIssues {

  /** Share of the median latency; a delay below a millisecond does not matter. */
  private static final double LATE_SHARE = 0.05;

  private static final double LATE_S = 1e-3;
  private static final double NANOS = 1e9;

  private LoadIssues() {}

  /** Returns why the trial is invalid: overload ended it early, or its peak is none. */
  static Optional<Issue> unfit(UnderLoad load, ScenarioResult result) {
    Optional<Issue> early = endedEarly(result);
    return early.isPresent() || load.peak().isEmpty()
        ? early
        : result.limit().filter(LoadIssues::missesByFar).map(LoadIssues::peakNotHeld);
  }

  /**
   * At the peak some trials miss the limit by a little, by chance or within the precision of the
   * search. Twice as many slow queries as allowed are more than that; so is, for percentiles near
   * the median, half of those that should be fast.
   */
  private static boolean missesByFar(LimitCheck check) {
    double fastShare = check.limit().share();
    double least = Math.max(1 - 2 * (1 - fastShare), fastShare / 2);
    int fast = check.queries() - check.slow();
    return EarlyStopping.mlperf(1 - least).passes(check.queries(), fast);
  }

  private static Issue peakNotHeld(LimitCheck check) {
    return Issue.error(
        "peak-not-held",
        "the load that the search found is not sustained: "
            + check.slow()
            + " of "
            + check.queries()
            + " queries missed the limit ("
            + text(check.limit())
            + ").",
        "The system is slower than during the search, or slow now and then: raise"
            + " scenario.min_duration_s until a trial has what it meets, and measure again.");
  }

  private static Optional<Issue> endedEarly(ScenarioResult result) {
    if (result.capHit()) {
      return Optional.of(
          Issue.error(
              "outstanding-cap-reached",
              "the trial was ended early, with "
                  + result.left()
                  + " clips to go: more than scenario.max_outstanding clips were outstanding.",
              "The system does not keep up with this load. Lower it, or search the peak."));
    }
    if (result.left() > 0) {
      return Optional.of(
          Issue.error(
              "backlog-left",
              "the trial ran out of time with " + result.left() + " clips still waiting.",
              "The system does not keep up with this load. Lower it, or search the peak."));
    }
    return Optional.empty();
  }

  /** Returns what makes the numbers doubtful. */
  static List<Issue> of(UnderLoad load, ScenarioResult result, CallSeries calls) {
    List<Issue> issues = new ArrayList<>();
    result.limit().ifPresent(check -> limit(check, result.left(), issues));
    if (LoadMetrics.isOpen(load.scenario()) && calls.size() > 0) {
      late(result, calls, issues);
    }
    if (load.scenario() instanceof Scenario.Streams streams
        && streams.chunk().isPresent()
        && streams.streams() > result.concurrency()) {
      issues.add(
          Issue.info(
              "speakers-wait",
              "the scenario has "
                  + streams.streams()
                  + " speakers, and the system takes "
                  + result.concurrency()
                  + " at a time (the harness at most 512): the others wait, and their audio is sent"
                  + " late."));
    }
    return issues;
  }

  private static void limit(LimitCheck check, int left, List<Issue> issues) {
    if (!check.within()) {
      issues.add(
          Issue.warning(
              "latency-limit-missed",
              check.slow()
                  + " of "
                  + check.queries()
                  + " queries missed the limit ("
                  + text(check.limit())
                  + ")"
                  + unanswered(check.unanswered() - left, left)
                  + ".",
              "The load is not sustained."));
    } else if (!check.shown()) {
      issues.add(
          Issue.info(
              "latency-limit-undecided",
              "the limit ("
                  + text(check.limit())
                  + ") was held, but chance may explain it: "
                  + check.slow()
                  + " of "
                  + check.queries()
                  + " queries were slow or failed, and with so many it takes "
                  + check.queriesNeeded()
                  + " queries to be 99 % sure. Raise scenario.min_queries."));
    }
    if (check.backlogGrows()) {
      issues.add(
          Issue.warning(
              "backlog-grows",
              String.format(
                  Locale.ROOT,
                  "clips waited ever longer: %.3g s more at the end of the trial than at the start.",
                  check.growthSeconds()),
              "The load is not sustained: a longer trial would have missed the limit."));
    }
  }

  private static String unanswered(int failed, int left) {
    String never = left == 0 ? "" : left + " of them were never answered";
    if (failed == 0) {
      return left == 0 ? "" : "; " + never;
    }
    return "; " + failed + " of them failed" + (left == 0 ? "" : ", " + never);
  }

  private static String text(LatencyLimit limit) {
    return String.format(
        Locale.ROOT,
        "p%s within %s s",
        plain(limit.percentile()),
        plain(limit.limit().toNanos() / NANOS));
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void late(ScenarioResult result, CallSeries calls, List<Issue> issues) {
    double late = LoadMetrics.latenessP99(calls);
    double median = result.percentile(50).map(p -> p.seconds()).orElse(0.0);
    if (late > LATE_S && late > LATE_SHARE * median) {
      issues.add(
          Issue.warning(
              "issued-late",
              String.format(
                  Locale.ROOT,
                  "1 %% of the clips were issued more than %.3g s late although the system was free.",
                  late),
              "Something else uses the processor. The latencies include this delay."));
    }
  }
}
