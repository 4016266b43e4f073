package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.SearchStep;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for the highest load that a system sustains, trial by trial. The next trial depends
 * only on the results of those before it, so that an interrupted search continues from the stored
 * ones. Not thread-safe.
 */
public final class LoadSearch {

  private static final double LOWEST_RATE = 1e-4;
  private static final double HIGHEST_RATE = 1e6;
  private static final int MOST_STREAMS = 100_000;

  private final Scenario scenario;
  private final PeakSteps loads;
  private Optional<StepTrials> step;
  private int number;

  private LoadSearch(Scenario scenario, PeakSteps loads) {
    this.scenario = scenario;
    this.loads = loads;
    begin();
  }

  /** Begins a search; empty if the scenario has none. */
  public static Optional<LoadSearch> of(Scenario scenario) {
    return scenario.search().map(search -> new LoadSearch(scenario, loads(scenario, search)));
  }

  private static PeakSteps loads(Scenario scenario, PeakSearch search) {
    return scenario instanceof Scenario.Streams streams
        ? new PeakSteps(search, streams.streams(), true, 1, MOST_STREAMS)
        : new PeakSteps(
            search, ((Scenario.Server) scenario).rate(), false, LOWEST_RATE, HIGHEST_RATE);
  }

  private void begin() {
    OptionalDouble load = loads.next();
    step =
        load.isEmpty()
            ? Optional.empty()
            : Optional.of(StepTrials.of(with(load.getAsDouble()), ++number, loads.confirms()));
  }

  /** Returns the next trial; empty when the search is over. */
  public Optional<Scenario> next() {
    return step.flatMap(StepTrials::next);
  }

  /** Returns the step of the next trial, with the trials before it; empty when it is over. */
  public Optional<StepTrials> step() {
    return step;
  }

  /** Takes the step after the next trial. */
  public void report(StepTrials after) {
    step = Optional.of(after);
    StepVerdict verdict = after.verdict();
    if (verdict.outcome() != SearchStep.Outcome.OPEN) {
      loads.report(verdict.outcome() == SearchStep.Outcome.HELD);
      begin();
    }
  }

  /** Ends the search: no further load is tried, and the peak so far stays. */
  public void end() {
    loads.end();
    step = Optional.empty();
  }

  /** Ends the search without a peak. */
  public void giveUp() {
    loads.giveUp();
    step = Optional.empty();
  }

  /** Returns the loads that were tried. */
  public PeakSteps loads() {
    return loads;
  }

  /** Returns the scenario at its peak; without a peak, that of the definition. */
  public Scenario atPeak() {
    return loads.peak().isPresent() ? with(loads.peak().getAsDouble()) : scenario;
  }

  private Scenario with(double load) {
    return scenario instanceof Scenario.Streams streams
        ? streams.withStreams((int) load)
        : ((Scenario.Server) scenario).withRate(load);
  }
}
