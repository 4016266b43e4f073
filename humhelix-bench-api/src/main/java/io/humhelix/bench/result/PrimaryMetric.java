package io.humhelix.bench.result;

import io.humhelix.bench.model.Scenario;

/** Which metric of speed decides, declared before anything is measured. */
public final class PrimaryMetric {

  private PrimaryMetric() {}

  /**
   * Returns the metric of a scenario.
   *
   * @param scenario with or without a search of the peak
   * @return the metric
   */
  public static Metric of(Scenario scenario) {
    return of(scenario.name(), scenario.search().isPresent());
  }

  /**
   * Returns the metric of a scenario: the real-time factor where one clip follows the other, the
   * throughput of a batch, else the latency or the peak that was searched.
   *
   * @param scenario name of the scenario, such as {@code single-stream}
   * @param search whether the peak load is searched
   * @return the metric
   */
  public static Metric of(String scenario, boolean search) {
    return switch (scenario) {
      case "single-stream" -> Metrics.RTF;
      case "offline" -> Metrics.RTFX_WALL;
      default -> search ? Metrics.PEAK_LOAD : Metrics.LATENCY_P50_S;
    };
  }
}
