package io.humhelix.bench.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the trials of one run have in common, as far as its file says it. hum-helix's own files say
 * none of it: their texts are empty.
 *
 * @param file the results file that the trials were read from
 * @param runId 32 hexadecimal digits; empty in hum-helix's files
 * @param startedAt wall-clock time of the start; empty where the file has none
 * @param host name of the machine; empty where the file has none
 * @param benchmark name of the definition; may be empty
 * @param scenario name of the scenario, such as {@code single-stream}; empty in hum-helix's files
 * @param harnessVersion version of humhelix-bench; empty in hum-helix's files
 * @param hostFacts what else is known of the machine, such as {@code cpu} and {@code memory}
 */
public record RunFacts(
    Path file,
    String runId,
    Optional<Instant> startedAt,
    String host,
    String benchmark,
    String scenario,
    String harnessVersion,
    Map<String, String> hostFacts) {

  public RunFacts {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(benchmark, "benchmark");
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(harnessVersion, "harnessVersion");
    hostFacts = Map.copyOf(hostFacts);
  }

  /**
   * Returns what tells it from other runs.
   *
   * @return its id, also where it lies in several files; of hum-helix's files, each of which is
   *     one, the path
   */
  public String key() {
    return runId.isEmpty() ? file.toString() : runId;
  }

  /** Of a file that says nothing of its run: the folder may tell the host. */
  static RunFacts unknown(Path file) {
    return new RunFacts(file, "", Optional.empty(), host(file), "", "", "", Map.of());
  }

  private static String host(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return folder == null ? "" : HostMark.of(folder).map(HostMark::host).orElse("");
    } catch (StoreException e) {
      return ""; // Tables say which files name no host.
    }
  }
}
