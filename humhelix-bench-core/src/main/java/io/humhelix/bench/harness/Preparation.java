package io.humhelix.bench.harness;

import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.internal.provenance.Fingerprints;
import io.humhelix.bench.internal.run.AudioLibrary;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.ExtentCheck;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Checks a definition before anything is measured. */
final class Preparation {

  private final BenchmarkDefinition definition;
  private final List<RunConfig> configs;

  /**
   * Expands a definition.
   *
   * @throws HarnessException if the definition itself is wrong
   */
  Preparation(BenchmarkDefinition definition, Predicate<RunConfig> only) throws HarnessException {
    this.definition = definition;
    try {
      definition.accuracy().normalizer().ifPresent(Normalizers::byId);
      configs = RunConfigs.expand(definition).stream().filter(only).toList();
    } catch (IllegalArgumentException e) {
      throw new HarnessException(HarnessException.Kind.USAGE, e.getMessage(), null, e);
    }
    if (configs.isEmpty()) {
      throw usage("No run config is left: the filter or the matrix excludes every one.");
    }
  }

  private static HarnessException usage(String message) {
    return new HarnessException(HarnessException.Kind.USAGE, message, null, null);
  }

  /** Queries the backends and reads the audio; the result contains every problem. */
  CheckedRun check(PreflightCheck preflight) {
    BackendChecks backends = BackendChecks.start(definition, configs, preflight);
    AudioLibrary audio = new AudioLibrary();
    Map<String, PreparedWorkload> workloads = new LinkedHashMap<>();
    try {
      for (RunConfig config : configs) {
        Workload workload = config.workload();
        workloads.computeIfAbsent(
            workload.name(), name -> audio.prepare(workload, definition.accuracy()));
      }
    } finally {
      // Nothing may go on when the worker processes are ended.
      backends.await();
    }
    List<CheckedRunConfig> checked = new ArrayList<>();
    for (CheckedRunConfig config : backends.await()) {
      PreparedWorkload prepared = workloads.get(config.runConfig().workload().name());
      checked.add(
          config
              .withIssues(prepared.issues())
              .withIssues(ExtentCheck.of(definition.scenario(), prepared).stream().toList()));
    }
    return new CheckedRun(definition, checked, workloads);
  }

  /**
   * Hashes the models of run configs that will be measured.
   *
   * @param fingerprints receives the hashes
   * @return the run; run configs whose model cannot be read are refused
   */
  static CheckedRun hashModels(CheckedRun run, Fingerprints fingerprints) {
    List<CheckedRunConfig> hashed = new ArrayList<>();
    for (CheckedRunConfig config : run.configs()) {
      hashed.add(config.refused() ? config : config.withIssues(hash(config, fingerprints)));
    }
    return run.withConfigs(hashed);
  }

  private static List<Issue> hash(CheckedRunConfig config, Fingerprints fingerprints) {
    for (Path file : config.modelFiles()) {
      try {
        fingerprints.add(file, config.runConfig().id());
      } catch (IOException e) {
        return List.of(
            Issue.error(
                "model-unreadable",
                "the model file " + file + " cannot be read: " + e.getMessage() + ".",
                "Check its permissions and the disk."));
      }
    }
    return List.of();
  }
}
