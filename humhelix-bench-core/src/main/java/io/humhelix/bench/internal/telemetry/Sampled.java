package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import java.util.List;

/**
 * What was sampled during a trial, as a worker sends it to the harness.
 *
 * @param measurements metrics of the trial, such as {@code host_cpu_s}
 * @param issues samplers that were left out
 */
public record Sampled(List<Measurement> measurements, List<Issue> issues) {

  /** Nothing was sampled. */
  public static final Sampled NOTHING = new Sampled(List.of(), List.of());

  public Sampled {
    measurements = List.copyOf(measurements);
    issues = List.copyOf(issues);
  }
}
