package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.spi.SampledQuantity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Metrics that the samplers make of what they read of the system under test. */
public final class SamplerNames {

  private SamplerNames() {}

  /** Returns the names of processor times and memory, not those of the whole machine. */
  public static Set<String> ofTheSystem() {
    Set<String> names = new TreeSet<>();
    for (SampledQuantity quantity :
        List.of(
            ProcessSamplers.OWN,
            ProcessSamplers.OWN_MEMORY,
            ProcessSamplers.SERVER,
            ProcessSamplers.SERVER_MEMORY,
            KernelSamplers.PEAK_RSS,
            JvmSamplers.HEAP)) {
      switch (quantity.kind()) {
        case GAUGE -> {
          names.add(TrialTelemetry.metricName(quantity, "_mean"));
          names.add(TrialTelemetry.metricName(quantity, "_max"));
        }
        default -> names.add(TrialTelemetry.metricName(quantity, ""));
      }
    }
    return names;
  }
}
