package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.spi.SampledQuantity;
import java.util.ArrayList;
import java.util.List;

/**
 * What was sampled during the timed part of a trial.
 *
 * @param seconds length of the timed part
 * @param readingSeconds processor time of the readings within it
 * @param samples number of readings, both ends included
 * @param intervalSeconds between readings in the middle
 * @param readings of each quantity
 * @param issues samplers that were left out
 */
public record TrialTelemetry(
    double seconds,
    double readingSeconds,
    int samples,
    double intervalSeconds,
    List<Readings> readings,
    List<Issue> issues) {

  static final String READ_METRIC = "telemetry_read_s";

  /** Nothing was sampled. */
  public static final TrialTelemetry NONE = new TrialTelemetry(0, 0, 0, 0, List.of(), List.of());

  public TrialTelemetry {
    readings = List.copyOf(readings);
    issues = List.copyOf(issues);
  }

  /** Returns the metrics and issues of the trial's result. */
  public Sampled sampled() {
    return samples == 0 ? new Sampled(List.of(), issues) : new Sampled(measurements(), issues);
  }

  /** Quantities that could not be read are left out. */
  private List<Measurement> measurements() {
    List<Measurement> all = new ArrayList<>();
    for (Readings of : readings) {
      switch (of.quantity().kind()) {
        case COUNTER -> add(all, of, "", "growth during the trial", of.growth());
        case GAUGE -> {
          if (of.count() > 0) {
            add(all, of, "_mean", "mean of the samples", of.mean());
            add(all, of, "_max", "largest sample", of.largest());
          }
        }
        case PEAK -> {
          if (of.count() > 0) {
            add(all, of, "", "largest sample", of.largest());
          }
        }
      }
    }
    all.add(
        new Measurement(
            new Metric(
                "telemetry_samples", "", Direction.INFORMATION, "samples, both ends included"),
            samples));
    all.add(
        new Measurement(
            new Metric(
                "telemetry_interval_s", "s", Direction.INFORMATION, "interval of the samples"),
            intervalSeconds));
    all.add(
        new Measurement(
            new Metric(
                READ_METRIC,
                "s",
                Direction.INFORMATION,
                "processor time that reading the samples took"),
            readingSeconds));
    return all;
  }

  private static void add(
      List<Measurement> all, Readings of, String infix, String how, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    SampledQuantity quantity = of.quantity();
    all.add(
        new Measurement(
            new Metric(
                metricName(quantity, infix),
                quantity.unit(),
                Direction.INFORMATION,
                quantity.meaning() + ": " + how),
            value));
  }

  /** The name of a metric ends with its unit. */
  static String metricName(SampledQuantity quantity, String infix) {
    return quantity.name() + infix + (quantity.unit().isEmpty() ? "" : "_" + quantity.unit());
  }
}
