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
 * @param readingSeconds time that reading took within it
 * @param samples how often everything was read, both ends included
 * @param intervalSeconds between readings in the middle
 * @param readings of each quantity
 * @param issues samplers that had to be left out
 */
public record TrialTelemetry(
    double seconds,
    double readingSeconds,
    int samples,
    double intervalSeconds,
    List<Readings> readings,
    List<Issue> issues) {

  /** Nothing was sampled. */
  public static final TrialTelemetry NONE =
      new TrialTelemetry(0, 0, 0, 0, List.of(), List.of());

  public TrialTelemetry {
    readings = List.copyOf(readings);
    issues = List.copyOf(issues);
  }

  /** Returns how much a counter grew, or how large a gauge or peak was; NaN if it was not read. */
  double value(SampledQuantity quantity) {
    return readings.stream()
        .filter(r -> r.quantity().name().equals(quantity.name()))
        .mapToDouble(
            r ->
                quantity.kind() == SampledQuantity.Kind.COUNTER
                    ? r.growth()
                    : r.count() == 0 ? Double.NaN : r.largest())
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Returns everything as metrics of the trial; what could not be read is left out. */
  public List<Measurement> measurements() {
    if (samples == 0) {
      return List.of();
    }
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
                "telemetry_read_s",
                "s",
                Direction.INFORMATION,
                "time that reading the samples took"),
            readingSeconds));
    return all;
  }

  private static void add(
      List<Measurement> all, Readings of, String infix, String how, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    SampledQuantity quantity = of.quantity();
    String suffix = quantity.unit().isEmpty() ? "" : "_" + quantity.unit();
    all.add(
        new Measurement(
            new Metric(
                quantity.name() + infix + suffix,
                quantity.unit(),
                Direction.INFORMATION,
                quantity.meaning() + ": " + how),
            value));
  }
}
