package io.humhelix.bench.history;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a series is of. Sessions of different hosts, definitions, scenarios or run configs never
 * stand in one series. System and workload are known by their names, so that what a definition
 * changes about them shows as a change of conditions.
 *
 * @param host name of the machine; empty where files name none
 * @param benchmark name of the definition; empty for hum-helix's files
 * @param scenario name of the scenario; empty for hum-helix's files
 * @param runConfig system and workload; for hum-helix's files all settings and the audio file
 * @param metric its name
 */
public record SeriesKey(
    String host, String benchmark, String scenario, String runConfig, String metric)
    implements Comparable<SeriesKey> {

  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparing(SeriesKey::benchmark)
          .thenComparing(SeriesKey::scenario)
          .thenComparing(SeriesKey::runConfig)
          .thenComparing(SeriesKey::host)
          .thenComparing(SeriesKey::metric);

  public SeriesKey {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(benchmark, "benchmark");
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(runConfig, "runConfig");
    Objects.requireNonNull(metric, "metric");
  }

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }
}
