package io.humhelix.bench.harness;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.MeasuredSoFar;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RemeasuredBaseline;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.RunWriter;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import io.humhelix.bench.store.StoredRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run on disk that is to go on. What would make its old and new trials incomparable is refused:
 * other models, audio, trials, machine or version, and a run config that has its name but not all
 * else from before. More forks and run configs of new names are welcome.
 */
final class Resumption {

  /** Parts of a definition that may grow. */
  private static final List<String> GROWING = List.of("suts", "matrix", "workloads", "trials");

  private final StoredRun stored;

  private Resumption(StoredRun stored) {
    this.stored = stored;
  }

  static Resumption of(Path path) throws HarnessException {
    try {
      return new Resumption(RunReader.readToResume(path));
    } catch (StoreException e) {
      throw new HarnessException(HarnessException.Kind.USAGE, e.getMessage(), null, e);
    }
  }

  RunIdentity identity() {
    return new RunIdentity(stored.run().runId(), stored.run().startedAt());
  }

  long seed() {
    return stored.run().provenance().seed();
  }

  /** What it measures again of a baseline. */
  Optional<RemeasuredBaseline> remeasured() {
    return stored.remeasured();
  }

  /** Refuses what has changed; every difference is in the message. */
  void check(CheckedRun checked, Provenance provenance) throws HarnessException {
    List<String> changes =
        ResumeChanges.between(
            stored.run(),
            checked.definition(),
            provenance,
            checked.configs().stream().map(CheckedRunConfig::runConfig).toList());
    if (!changes.isEmpty()) {
      throw new HarnessException(
          HarnessException.Kind.USAGE,
          "the run in '"
              + stored.file()
              + "' cannot be resumed, since its new trials would not be comparable with the old"
              + " ones:\n  "
              + String.join("\n  ", changes)
              + "\nUndo the changes, or start a new run; a changed system may join this one under another"
              + " name.",
          null,
          null);
    }
  }

  /** What is on disk of the run configs that are to be executed. */
  MeasuredSoFar earlier(CheckedRun checked) {
    Map<String, MeasuredSoFar.Stored> runConfigs = new HashMap<>();
    for (RunConfigResult result : stored.run().runConfigs()) {
      String id = result.runConfig().id();
      runConfigs.put(
          id,
          new MeasuredSoFar.Stored(
              result.trials().stream().filter(t -> t.status() != TrialStatus.CANCELLED).toList(),
              result.forks(),
              stored.spentOn(id),
              result.effective(),
              stored.finished().contains(id)));
    }
    return new MeasuredSoFar(runConfigs, stored.complete() && asBefore(checked.definition()));
  }

  /** Opens the file; says what the run goes on with, if that is more than before. */
  RunWriter open(RunHeader header) throws StoreException {
    boolean extended = !asBefore(header.definition());
    RunWriter writer = RunWriter.resume(stored);
    if (extended) {
      writer.appendResumed(header);
    }
    return writer;
  }

  private boolean asBefore(BenchmarkDefinition definition) {
    Map<String, Object> before = StoredForm.of(stored.run().definition());
    Map<String, Object> now = StoredForm.of(definition);
    return GROWING.stream().allMatch(key -> Objects.equals(before.get(key), now.get(key)));
  }
}
