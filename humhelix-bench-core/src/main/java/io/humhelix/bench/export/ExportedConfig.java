package io.humhelix.bench.export;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run config in formats that have one value for each, and so no place for a second run of it.
 *
 * @param run its run
 * @param result what was measured
 */
record ExportedConfig(RunResult run, RunConfigResult result) {

  private static final int SHORT_ID = 8;

  /**
   * Returns the run configs of some runs.
   *
   * @param what such as {@code one value for each run config}
   * @throws ExportException if two of them would get the same name: those of one definition, system
   *     and workload on one host
   */
  static List<ExportedConfig> of(List<RunResult> runs, String what) throws ExportException {
    List<ExportedConfig> all = new ArrayList<>();
    Map<List<String>, ExportedConfig> byName = new HashMap<>();
    for (RunResult run : runs) {
      for (RunConfigResult result : run.runConfigs()) {
        ExportedConfig config = new ExportedConfig(run, result);
        if (config.remeasured()) {
          all.add(config);
          continue;
        }
        ExportedConfig other =
            byName.put(
                List.of(config.benchmark(), config.host(), config.system(), config.workload()),
                config);
        if (other != null) {
          throw new ExportException(
              "found '"
                  + config.label()
                  + "' on host '"
                  + config.host()
                  + "' twice, in the runs "
                  + other.shortRunId()
                  + " and "
                  + config.shortRunId()
                  + "; allowed: "
                  + what
                  + ". Export one of the runs, or each for itself.");
        }
        all.add(config);
      }
    }
    return all;
  }

  /** The name of the definition. */
  String benchmark() {
    return StoredForm.withoutSecrets(run.definition().name());
  }

  /** The name of the host; empty if it is not known. */
  String host() {
    return StoredForm.withoutSecrets(run.provenance().host().getOrDefault("name", ""));
  }

  String system() {
    return StoredForm.withoutSecrets(result.runConfig().sut().name());
  }

  String workload() {
    return StoredForm.withoutSecrets(result.runConfig().workload().name());
  }

  String label() {
    return StoredForm.label(result.runConfig());
  }

  /** The first digits of the run's id, by which people tell runs apart. */
  String shortRunId() {
    return run.runId().substring(0, Math.min(SHORT_ID, run.runId().length()));
  }

  /** Whether its levels count. */
  boolean ok() {
    return result.status() == TrialStatus.OK;
  }

  /** Whether it is a system of a baseline that was measured again. */
  boolean remeasured() {
    return result.runConfig().remeasured().isPresent();
  }

  /** Its levels, without word errors where words are not separated. */
  List<MetricEstimate> levels() {
    boolean words = ClipErrors.decidingUnit(result) == ErrorUnit.WORD;
    return RunConfigEstimates.of(run.definition(), result).stream()
        .filter(level -> words || !level.metric().equals(Metrics.WER_PERCENT))
        .toList();
  }

  /** What to tell of systems of a baseline: they are left out. */
  static List<String> remeasured(List<ExportedConfig> configs) {
    return configs.stream()
        .filter(ExportedConfig::remeasured)
        .map(
            config ->
                "'"
                    + config.label()
                    + "' is a system of the baseline, measured again, so its values are left out.")
        .toList();
  }

  /** What to tell of run configs that are left out because their levels do not count. */
  static List<String> leftOut(List<ExportedConfig> configs) {
    return configs.stream()
        .filter(config -> !config.ok() && !config.remeasured())
        .map(
            config ->
                "'"
                    + config.label()
                    + "' is "
                    + config.result().status()
                    + ", so its values are left out.")
        .toList();
  }
}
