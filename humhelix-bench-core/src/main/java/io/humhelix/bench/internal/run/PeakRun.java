package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.scenario.PeakSteps;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Issue;
import java.util.Optional;
import java.util.OptionalDouble;

/** The loads of a scenario whose peak is searched. */
final class PeakRun {

  private static final double LOWEST_RATE = 1e-4;
  private static final double HIGHEST_RATE = 1e6;
  private static final int MOST_STREAMS = 100_000;

  private final Scenario scenario;
  private final PeakSteps steps;

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

  Optional<Scenario> next() {
    OptionalDouble load = steps.next();
    return load.isPresent() ? Optional.of(with(load.getAsDouble())) : Optional.empty();
  }

  void report(boolean sustained) {
    steps.report(sustained);
  }

  OptionalDouble peak() {
    return steps.peak();
  }

  /** The scenario at its peak; the one that was asked for if there is none. */
  Scenario atPeak() {
    return peak().isPresent() ? with(peak().getAsDouble()) : scenario;
  }

  private Scenario with(double load) {
    return scenario instanceof Scenario.Streams streams
        ? streams.withStreams((int) load)
        : ((Scenario.Server) scenario).withRate(load);
  }

  /** Returns what a reader of the peak should know. */
  Optional<Issue> issue() {
    if (peak().isEmpty()) {
      return Optional.of(
          Issue.error(
              "peak-not-found",
              "no load down to " + steps.failed().orElse(0) + " was sustained.",
              "Raise the latency limit, or take a faster system."));
    }
    if (steps.failed().isEmpty()) {
      return Optional.of(
          Issue.warning(
              "peak-not-reached",
              "every load up to " + peak().getAsDouble() + " was sustained.",
              "The peak is higher: begin the search at a higher load, or allow more steps."));
    }
    return steps.isCutShort()
        ? Optional.of(
            Issue.warning(
                "peak-imprecise",
                "the search ended between "
                    + peak().getAsDouble()
                    + " (sustained) and "
                    + steps.failed().getAsDouble()
                    + " (not sustained).",
                "Allow more steps in scenario.find_peak.max_steps."))
        : Optional.empty();
  }
}
