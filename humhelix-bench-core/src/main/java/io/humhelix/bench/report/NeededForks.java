package io.humhelix.bench.report;

import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.RequiredForks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** How many forks a verdict would take, by how far those of a run lie apart. */
final class NeededForks {

  private static final double PERCENT = 100;

  private static final List<String> HOW =
      List.of(
          String.format(
              Locale.ROOT,
              "planned with the upper %.0f %% bound of the spread, as that of a few forks is often",
              PERCENT * RequiredForks.CONFIDENCE),
          "  too small by luck: a run with more forks plans for fewer");

  private NeededForks() {}

  static String title() {
    return String.format(
        Locale.ROOT,
        "Forks needed for a verdict at %.0f %% tolerance",
        PERCENT * Tolerance.SPEED.amount());
  }

  /** One line for each run config with enough forks to tell, and how it was planned. */
  static List<String> lines(RunResult run, Map<RunConfigResult, EstimateText> estimates) {
    List<String> lines = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      estimates
          .get(config)
          .estimate(metric(run))
          .filter(level -> level.precision().isPresent())
          .map(NeededForks::text)
          .ifPresent(t -> lines.add(DisplayText.oneLine(config.runConfig().label()) + ": " + t));
    }
    if (!lines.isEmpty()) {
      lines.addAll(HOW);
    }
    return lines;
  }

  private static String text(Estimate level) {
    int forks = level.size().replicates();
    OptionalInt needed = RequiredForks.toShowEquality(level, Tolerance.SPEED.amount());
    double spread = level.precision().orElseThrow().standardError() * Math.sqrt(forks);
    return (needed.isPresent()
            ? Integer.toString(needed.getAsInt())
            : "more than " + RequiredForks.LARGEST)
        + String.format(
            Locale.ROOT, " (has %d, spread %.1f %%)", forks, PERCENT * Math.expm1(spread));
  }

  private static Metric metric(RunResult run) {
    return PrimaryMetric.of(run.definition().scenario());
  }
}
