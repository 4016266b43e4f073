package io.humhelix.bench.internal.run;

import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reader of a trial under load should know. */
final class LoadIssues {

  /** Of the median latency; below a millisecond nobody cares. */
  private static final double LATE_SHARE = 0.05;

  private static final double LATE_S = 1e-3;
  private static final double NANOS = 1e9;

  private LoadIssues() {}

  /** Returns why the trial is unfit, if the load was so high that it was ended early. */
  static Optional<Issue> overloaded(ScenarioResult result) {
    if (result.capHit()) {
      return Optional.of(
          Issue.error(
              "outstanding-cap-reached",
              "the trial was ended with "
                  + result.left()
                  + " clips to go: more than scenario.max_outstanding had arrived and had no text.",
              "The system does not keep up with this load. Lower it, or search the peak."));
    }
    if (result.left() > 0) {
      return Optional.of(
          Issue.error(
              "backlog-left",
              "the trial's time was over with " + result.left() + " clips still waiting.",
              "The system does not keep up with this load. Lower it, or search the peak."));
    }
    return Optional.empty();
  }

  /** Returns what makes the numbers doubtful. */
  static List<Issue> of(UnderLoad load, ScenarioResult result, CallSeries calls) {
    List<Issue> issues = new ArrayList<>();
    result.limit().ifPresent(check -> limit(check, issues));
    if (LoadMetrics.isOpen(load.scenario()) && calls.size() > 0) {
      late(result, calls, issues);
    }
    if (load.scenario() instanceof Scenario.Streams streams
        && streams.chunk().isPresent()
        && streams.streams() > result.concurrency()) {
      issues.add(
          Issue.info(
              "speakers-wait",
              streams.streams()
                  + " speakers, but "
                  + result.concurrency()
                  + " streams at a time, which the system allows (the harness makes up to 512): a"
                  + " speaker without a place waits, and the audio is handed over when there is"
                  + " one."));
    }
    return issues;
  }

  private static void limit(LimitCheck check, List<Issue> issues) {
    if (!check.within()) {
      issues.add(
          Issue.warning(
              "latency-limit-missed",
              check.slow()
                  + " of "
                  + check.queries()
                  + " queries were above the limit: "
                  + text(check.limit())
                  + ".",
              "The load is not sustained."));
    } else if (!check.proved()) {
      issues.add(
          Issue.info(
              "latency-limit-not-proved",
              "the limit ("
                  + text(check.limit())
                  + ") was held in "
                  + check.queries()
                  + " queries; with "
                  + check.slow()
                  + " slow ones "
                  + check.queriesNeeded()
                  + " are needed to prove it at 99 % confidence. Raise scenario.min_queries."));
    }
    if (check.backlogGrows()) {
      issues.add(
          Issue.warning(
              "backlog-grows",
              String.format(
                  Locale.ROOT,
                  "clips waited longer and longer: %.3g s more at the end than at the beginning.",
                  check.growthSeconds()),
              "The load is not sustained: a longer trial would have missed the limit."));
    }
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
                  "1 %% of the clips were handed over more than %.3g s late although the system had"
                      + " room.",
                  late),
              "Something else takes the processor. The latencies have this time in them."));
    }
  }
}
