package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.spi.SampledQuantity;
import java.util.List;

/**
 * What the built-in samplers measured in several trials together, from the metrics in their
 * results. A quantity that was not sampled is NaN.
 *
 * @param trials trials whose timed parts count
 */
public record SampledMetrics(List<TrialResult> trials) {

  public SampledMetrics {
    trials = List.copyOf(trials);
  }

  public static SampledMetrics of(List<TrialResult> trials) {
    return new SampledMetrics(trials);
  }

  /** Returns the length of the timed parts. */
  public double wallSeconds() {
    return trials.stream().mapToDouble(TrialResult::wallNanos).sum() / 1e9;
  }

  /**
   * Returns the load of other processes, as a share of all processors: what is neither of the
   * process that runs the system under test, nor of its server on this machine, nor of what these
   * started. NaN if the server's processes did not show.
   */
  public double otherLoad() {
    double others = sum(KernelSamplers.BUSY) - sum(ProcessSamplers.OWN) - serverSeconds();
    return Math.max(0, others) / sum(KernelSamplers.TOTAL);
  }

  private double serverSeconds() {
    String count = TrialTelemetry.metricName(ProcessSamplers.SERVERS, "");
    for (TrialResult trial : trials) {
      if (place(trial.metrics(), count) >= 0) {
        return sum(ProcessSamplers.SERVER);
      }
    }
    return 0;
  }

  /** Returns the time taken by the hypervisor, as a share of all processors. */
  public double steal() {
    return sum(KernelSamplers.STEAL) / sum(KernelSamplers.TOTAL);
  }

  public double swappedPages() {
    return sum(KernelSamplers.SWAP);
  }

  public double throttledSeconds() {
    return sum(KernelSamplers.THROTTLED);
  }

  public double memoryPressureSeconds() {
    return sum(KernelSamplers.MEMORY_PRESSURE);
  }

  public double gcSeconds() {
    return sum(JvmSamplers.GC);
  }

  public double readingSeconds() {
    return sum(TrialTelemetry.READ_METRIC);
  }

  private double sum(SampledQuantity quantity) {
    return sum(TrialTelemetry.metricName(quantity, ""));
  }

  /** A trial without the metric makes the sum unknown. */
  private double sum(String name) {
    double sum = 0;
    int place = 0;
    Metric known = null;
    for (TrialResult trial : trials) {
      List<Measurement> metrics = trial.metrics();
      // Trials have their metrics in one order mostly, and what they mean in one object; runs are
      // compared by millions of these.
      if (known == null || place >= metrics.size() || metrics.get(place).metric() != known) {
        place = place(metrics, name);
        known = place < 0 ? null : metrics.get(place).metric();
      }
      sum += place < 0 ? Double.NaN : metrics.get(place).value();
    }
    return sum;
  }

  private static int place(List<Measurement> metrics, String name) {
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).metric().name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
