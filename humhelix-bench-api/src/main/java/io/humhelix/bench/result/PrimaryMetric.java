package io.humhelix.bench.result;

import io.humhelix.bench.model.Scenario;

/** The metric of speed that decides, declared before anything is measured. */
public final class PrimaryMetric {

  private PrimaryMetric() {}

  /**
   * Returns the metric of a scenario: the real-time factor for one clip after another, the
   * throughput for offline batches, otherwise the latency or, in a search, the peak load.
   *
   * @param scenario with or without a peak search
   * @return the metric
   */
  public static Metric of(Scenario scenario) {
    if (scenario instanceof Scenario.SingleStream) {
      return Metrics.RTF;
    } else if (scenario instanceof Scenario.Offline) {
      return Metrics.RTFX_WALL;
    }
    return scenario.search().isPresent() ? Metrics.PEAK_LOAD : Metrics.LATENCY_P50_S;
  }
}
