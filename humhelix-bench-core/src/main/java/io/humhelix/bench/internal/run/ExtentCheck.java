package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.SearchExtent;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Issue;
import java.util.Locale;
import java.util.Optional;

/** Checks whether trials can last long enough to show what they must. */
public final class ExtentCheck {

  private static final double MILLIS = 1000;

  private ExtentCheck() {}

  /**
   * Returns why no trial of this workload can have a valid result.
   *
   * @param scenario scenario of the run config
   * @param workload its audio, which has been read
   */
  public static Optional<Issue> of(Scenario scenario, PreparedWorkload workload) {
    if (workload.clips().isEmpty()) {
      return Optional.empty();
    }
    Optional<Issue> nothing = nothingDue(scenario, workload);
    return nothing.isPresent() ? nothing : notTestable(scenario, workload);
  }

  /** The first clip is due when the first speaker has finished one. */
  private static Optional<Issue> nothingDue(Scenario scenario, PreparedWorkload workload) {
    double shortest = shortest(workload);
    Optional<Double> most = mostSeconds(scenario.extent());
    return scenario instanceof Scenario.Streams && most.filter(s -> s <= shortest).isPresent()
        ? Optional.of(noCallDue(scenario, workload))
        : Optional.empty();
  }

  /** Returns the issue of a trial that ended before any clip was due. */
  static Issue noCallDue(Scenario scenario, PreparedWorkload workload) {
    String within =
        mostSeconds(scenario.extent())
            .map(most -> " within scenario.max_duration_s = " + plain(most) + " s")
            .orElse("");
    if (scenario instanceof Scenario.Streams) {
      return Issue.error(
          "no-clip-due",
          "no clip was due"
              + within
              + "; the shortest clip of workload '"
              + workload.workload().name()
              + "' lasts "
              + plain(shortest(workload))
              + " s.",
          "Raise scenario.max_duration_s: a clip is due when its speaker has finished it.");
    }
    return Issue.error(
        "no-clip-due", "no clip was due" + within + ".", "Raise scenario.max_duration_s.");
  }

  private static Optional<Issue> notTestable(Scenario scenario, PreparedWorkload workload) {
    if (scenario.search().isEmpty()) {
      return Optional.empty();
    }
    LatencyLimit limit = scenario.limit().orElseThrow();
    long needed = SearchExtent.queriesToShow(limit, 0);
    if (needed > Extent.MOST_QUERIES) {
      return Optional.of(
          Issue.error(
              "peak-not-testable",
              "scenario.find_peak cannot test p"
                  + limit.percentile()
                  + " in a trial of up to "
                  + Extent.MOST_QUERIES
                  + " clips.",
              "Lower scenario.percentile."));
    }
    double rate =
        scenario instanceof Scenario.Streams speakers
            ? speakers.streams() * workload.clips().size() / workload.audioSeconds()
            : ((Scenario.Server) scenario).rate();
    return mostSeconds(scenario.extent())
        .filter(most -> rate * most < needed)
        .map(
            most ->
                Issue.error(
                    "peak-not-testable",
                    String.format(
                        Locale.ROOT,
                        "scenario.max_duration_s = %s s allows about %.0f clips a trial at the first"
                            + " load of scenario.find_peak; a test of p%s takes %d.",
                        plain(most),
                        rate * most,
                        plain(limit.percentile()),
                        needed),
                    String.format(
                        Locale.ROOT,
                        "Raise scenario.max_duration_s to %.0f or more, start the search at a higher"
                            + " load, or lower scenario.percentile.",
                        Math.ceil(needed / rate))));
  }

  private static Optional<Double> mostSeconds(Extent extent) {
    return extent.maxDuration().map(most -> most.toMillis() / MILLIS);
  }

  private static double shortest(PreparedWorkload workload) {
    return workload.clips().stream()
        .mapToDouble(clip -> clip.audio().durationSeconds())
        .min()
        .orElseThrow();
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
