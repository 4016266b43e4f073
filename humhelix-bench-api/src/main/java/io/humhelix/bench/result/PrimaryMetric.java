package io.humhelix.bench.result;

import io.humhelix.bench.model.Scenario;

/** Which metric of speed decides, declared before anything is measured. */
public final class PrimaryMetric {

  private PrimaryMetric() {}

  /**
   * Returns the metric of a scenario: the real-time factor where one clip follows the other, the
   * throughput of a batch, else the latency or the peak that was searched.
   *
   * @param scenario with or without a search of the peak
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
