package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one mark or curve of a picture stands for: a run config of a run, on a host.
 *
 * @param key tells it from all others of a report; the same in every picture
 * @param label system and workload, for people
 * @param system name of the system under test, which has one colour in all pictures
 * @param workload name of the workload; a picture shows one at a time
 * @param host name of the machine
 * @param runId of its run
 * @param benchmark name of the definition; may be empty
 * @param scenario name of the scenario, such as {@code single-stream}
 * @param status such as {@code OK}; only what is OK is drawn, the rest is named
 * @param valid how many trials count
 * @param errorUnit {@code word} or {@code character}: what its errors are counted in
 * @param remeasured whether it is a system of the baseline, measured again
 */
public record Entry(
    String key,
    String label,
    String system,
    String workload,
    String host,
    String runId,
    String benchmark,
    String scenario,
    String status,
    int valid,
    String errorUnit,
    boolean remeasured) {

  public Entry {
    Objects.requireNonNull(key, "key");
    label = BidiText.closed(label);
    system = BidiText.closed(system);
    workload = BidiText.closed(workload);
    host = BidiText.closed(host);
  }

  /**
   * Returns the system's name as people say it: on one line, without what turns the direction of
   * writing, and with what tells a system of the baseline from its successor.
   *
   * @return a name for pictures
   */
  public String name() {
    String name =
        system
            .codePoints()
            .map(c -> Character.isISOControl(c) || isInvisible(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return remeasured ? name + " (baseline)" : name;
  }

  private static boolean isInvisible(int c) {
    return c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }

  /**
   * An entry with where it came from.
   *
   * @param entry what is shown
   * @param run its run
   * @param config its run config
   */
  public record Measured(Entry entry, RunResult run, RunConfigResult config) {

    /**
     * Returns whether its numbers may be drawn.
     *
     * @return true for a run config that is OK, and has valid trials
     */
    public boolean isValid() {
      return entry.status().equals("OK") && entry.valid() > 0;
    }
  }

  /**
   * Lists the run configs of some runs.
   *
   * @param runs in the order in which they are to be shown
   * @return one each, those that are not OK too
   */
  public static List<Measured> of(List<RunResult> runs) {
    List<Measured> all = new ArrayList<>();
    for (RunResult run : runs) {
      Map<String, String> host = run.provenance().host();
      for (RunConfigResult config : run.runConfigs()) {
        all.add(
            new Measured(
                new Entry(
                    run.runId() + "/" + config.runConfig().id(),
                    StoredForm.label(config.runConfig()),
                    config.runConfig().sut().name(),
                    config.runConfig().workload().name(),
                    host.getOrDefault("name", ""),
                    run.runId(),
                    run.definition().name(),
                    run.definition().scenario().name(),
                    config.status().name(),
                    config.validTrials().size(),
                    ClipErrors.decidingUnit(config).noun(),
                    config.runConfig().remeasured().isPresent()),
                run,
                config));
      }
    }
    return List.copyOf(all);
  }
}
