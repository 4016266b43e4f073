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

  // Made once: a run may have a hundred thousand forks.
  private static final String BUSY = name(KernelSamplers.BUSY);
  private static final String OWN = name(ProcessSamplers.OWN);
  private static final String TOTAL = name(KernelSamplers.TOTAL);
  private static final String SERVER = name(ProcessSamplers.SERVER);
  private static final String STEAL = name(KernelSamplers.STEAL);
  private static final String SWAP = name(KernelSamplers.SWAP);
  private static final String THROTTLED = name(KernelSamplers.THROTTLED);
  private static final String MEMORY_PRESSURE = name(KernelSamplers.MEMORY_PRESSURE);
  private static final String GC = name(JvmSamplers.GC);
  private static final String SERVERS = name(ProcessSamplers.SERVERS);

  public SampledMetrics {
    trials = List.copyOf(trials);
  }

  private static String name(SampledQuantity quantity) {
    return TrialTelemetry.metricName(quantity, "");
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
    double others = sum(BUSY) - sum(OWN) - serverSeconds();
    return Math.max(0, others) / sum(TOTAL);
  }

  private double serverSeconds() {
    List<Measurement> before = List.of();
    for (TrialResult trial : trials) {
      List<Measurement> metrics = trial.metrics();
      for (int i = 0; i < metrics.size(); i++) {
        Metric metric = metrics.get(i).metric();
        boolean again = i < before.size() && before.get(i).metric() == metric;
        if (!again && metric.name().equals(SERVERS)) {
          return sum(SERVER);
        }
      }
      before = metrics;
    }
    return 0;
  }

  /** Returns the time taken by the hypervisor, as a share of all processors. */
  public double steal() {
    return sum(STEAL) / sum(TOTAL);
  }

  public double swappedPages() {
    return sum(SWAP);
  }

  public double throttledSeconds() {
    return sum(THROTTLED);
  }

  public double memoryPressureSeconds() {
    return sum(MEMORY_PRESSURE);
  }

  public double gcSeconds() {
    return sum(GC);
  }

  public double readingSeconds() {
    return sum(TrialTelemetry.READ_METRIC);
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
        if (place < 0) {
          return Double.NaN;
        }
        known = metrics.get(place).metric();
      }
      sum += metrics.get(place).value();
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
