package io.humhelix.bench.report;

import io.humhelix.bench.compare.Tolerance;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.RequiredForks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** How many forks a verdict would take, by how far those of a run lie apart. */
final class NeededForks {

  private static final double PERCENT = 100;

  /** Up to so many run configs have a line each. */
  private static final int MOST_LINES = 4;

  private static final List<String> HOW =
      List.of(
          String.format(
              Locale.ROOT,
              "planned with the upper %.0f %% bound of the spread, as that of a few forks is often",
              PERCENT * RequiredForks.CONFIDENCE),
          "  too small by luck: a run with more forks plans for fewer");

  /**
   * What one run config needs.
   *
   * @param needed empty for more than {@link RequiredForks#LARGEST}
   * @param forks those that it has
   * @param spread theirs, in percent
   */
  private record Need(RunConfig of, OptionalInt needed, int forks, double spread) {

    static Need of(RunConfig config, Estimate level) {
      int forks = level.size().replicates();
      double spread = level.precision().orElseThrow().standardError() * Math.sqrt(forks);
      return new Need(
          config,
          RequiredForks.toShowEquality(level, Tolerance.SPEED.amount()),
          forks,
          PERCENT * Math.expm1(spread));
    }

    boolean isMet() {
      return needed.isPresent() && needed.getAsInt() <= forks;
    }

    String text() {
      return RunConfigNames.name(of)
          + ": "
          + (needed.isPresent()
              ? Integer.toString(needed.getAsInt())
              : "more than " + RequiredForks.LARGEST)
          + String.format(Locale.ROOT, " (has %d, spread %.1f %%)", forks, spread);
    }
  }

  private NeededForks() {}

  static String title() {
    return String.format(
        Locale.ROOT,
        "Forks needed for a verdict at %.0f %% tolerance",
        PERCENT * Tolerance.SPEED.amount());
  }

  /** What the run configs with enough forks to tell need, and how it was planned. */
  static List<String> lines(RunResult run, Map<RunConfigResult, EstimateText> estimates) {
    List<Need> needs = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      estimates
          .get(config)
          .estimate(metric(run))
          .filter(level -> level.precision().isPresent())
          .ifPresent(level -> needs.add(Need.of(config.runConfig(), level)));
    }
    if (needs.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (needs.size() <= MOST_LINES) {
      needs.forEach(one -> lines.addAll(DisplayText.wrap(one.text(), "  ")));
    } else {
      RunConfigNames names = RunConfigNames.of(run);
      group(lines, names, "enough forks", needs.stream().filter(Need::isMet).toList(), "");
      group(
          lines,
          names,
          "",
          needs.stream().filter(one -> !one.isMet() && one.needed().isPresent()).toList(),
          "");
      group(
          lines,
          names,
          "more than " + RequiredForks.LARGEST,
          needs.stream().filter(one -> one.needed().isEmpty()).toList(),
          ": the machine was too noisy");
    }
    lines.addAll(HOW);
    return lines;
  }

  /** One sentence for run configs of which the same is to be said. */
  private static void group(
      List<String> lines, RunConfigNames names, String needed, List<Need> needs, String why) {
    if (needs.isEmpty()) {
      return;
    }
    Need worst = needs.stream().max(Comparator.comparingDouble(Need::spread)).orElseThrow();
    String number = needed.isEmpty() ? range(needs, one -> one.needed().getAsInt()) : needed;
    String text =
        number
            + " (have "
            + range(needs, Need::forks)
            + "): "
            + names.text(needs.stream().map(Need::of).toList())
            + (needs.size() == 1
                ? String.format(Locale.ROOT, ", spread %.1f %%", worst.spread())
                : String.format(
                    Locale.ROOT,
                    "; most in %s, spread %.1f %%",
                    RunConfigNames.name(worst.of()),
                    worst.spread()))
            + why;
    lines.addAll(RunConfigNames.wrap(text, "  "));
  }

  private static String range(List<Need> needs, ToIntFunction<Need> value) {
    int least = needs.stream().mapToInt(value).min().orElseThrow();
    int most = needs.stream().mapToInt(value).max().orElseThrow();
    return least == most ? Integer.toString(least) : least + " to " + most;
  }

  private static Metric metric(RunResult run) {
    return PrimaryMetric.of(run.definition().scenario());
  }
}
