package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import java.util.List;

/**
 * What was sampled during a trial, as it crosses from a worker to the harness.
 *
 * @param measurements metrics of the trial, such as {@code host_cpu_s}
 * @param issues samplers that had to be left out
 */
public record Sampled(List<Measurement> measurements, List<Issue> issues) {

  /** Nothing was. */
  public static final Sampled NOTHING = new Sampled(List.of(), List.of());

  public Sampled {
    measurements = List.copyOf(measurements);
    issues = List.copyOf(issues);
  }
}
