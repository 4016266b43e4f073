package io.humhelix.bench.harness;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.provenance.RunIdentity;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.run.Earlier;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.store.Namesake;
import io.humhelix.bench.store.ResultsWriter;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run on disk that is to go on. What would make its old and new trials incomparable is refused:
 * other models, audio, trials, machine or version, and a run config that has its name but not all
 * else from before. More forks and run configs of new names are welcome.
 */
final class Resumption {

  /** What must not change; forks, deadlines and limits of time may. */
  private static final List<String> FIXED =
      List.of("scenario", "accuracy", "isolation", "worker_jvm_args", "worker_env");

  private final StoredRun stored;

  private Resumption(StoredRun stored) {
    this.stored = stored;
  }

  static Resumption of(Path path) throws HarnessException {
    try {
      return new Resumption(StoredRun.read(path));
    } catch (StoreException e) {
      throw new HarnessException(HarnessException.Kind.USAGE, e.getMessage(), null, e);
    }
  }

  RunIdentity identity() {
    return new RunIdentity(stored.runId(), stored.startedAt());
  }

  long seed() {
    return stored.seed();
  }

  /** Refuses what has changed; every difference is in the message. */
  void check(CheckedRun checked, Provenance provenance) throws HarnessException {
    BenchmarkDefinition definition = checked.definition();
    List<String> changes = new ArrayList<>();
    try {
      for (String key : FIXED) {
        compare(changes, key, stored.definition(key), StoredRun.definition(definition, key));
      }
      trials(changes, definition);
      runConfigs(changes, checked);
      models(changes, provenance);
      audio(changes, provenance);
    } catch (StoreException e) {
      throw new HarnessException(HarnessException.Kind.USAGE, e.getMessage(), null, e);
    }
    for (String fact : List.of("name", "os", "arch", "cpu")) {
      compare(
          changes,
          "host " + fact,
          stored.fact("provenance", "host", fact).orElse(""),
          provenance.host().getOrDefault(fact, ""));
    }
    gpus(changes, provenance);
    for (String fact : List.of("name", "version")) {
      compare(
          changes,
          "jvm " + fact,
          stored.fact("provenance", "jvm", fact).orElse(""),
          provenance.jvm().getOrDefault(fact, ""));
    }
    compare(
        changes,
        "humhelix-bench",
        stored.fact("harness_version").orElse(""),
        provenance.harnessVersion());
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

  /** GPUs are known where one of them was to work: what only one beginning knows is no change. */
  private void gpus(List<String> changes, Provenance provenance) {
    provenance.host().keySet().stream()
        .filter(fact -> fact.startsWith("gpu"))
        .sorted()
        .forEach(
            fact ->
                stored
                    .fact("provenance", "host", fact)
                    .ifPresent(
                        before ->
                            compare(changes, "host " + fact, before, provenance.host().get(fact))));
  }

  private void trials(List<String> changes, BenchmarkDefinition definition) {
    compare(
        changes,
        "trials.warmup",
        stored.fact("definition", "trials", "warmup").orElse(""),
        Integer.toString(definition.trials().warmUpTrials()));
    compare(
        changes,
        "trials.count",
        stored.fact("definition", "trials", "count").orElse(""),
        Integer.toString(definition.trials().measuredTrials()));
    if (definition.trials().seed().isPresent()) {
      compare(
          changes,
          "trials.seed",
          Long.toString(stored.seed()),
          Long.toString(definition.trials().seed().getAsLong()));
    }
  }

  /**
   * A run config's id is a hash of what was asked for: under the same name another one is a change.
   * Where only refusals and failed loads have the name, there is nothing to mix.
   */
  private void runConfigs(List<String> changes, CheckedRun checked) throws StoreException {
    boolean sameScenario =
        stored
            .definition("scenario")
            .equals(StoredRun.definition(checked.definition(), "scenario"));
    for (CheckedRunConfig config : checked.configs()) {
      RunConfig now = config.runConfig();
      Optional<Namesake> namesake = stored.namesake(now);
      if (namesake.isPresent()) {
        String name = "run config '" + now.label() + "': ";
        namesake.get().differences().forEach(difference -> changes.add(name + difference));
        // Every id has the scenario in it, whose change is named already.
        if (namesake.get().differences().isEmpty() && sameScenario) {
          changes.add(
              name
                  + "asks for something else under the same name, such as another secret, or its"
                  + " place among equal ones (id: was "
                  + namesake.get().runConfigId()
                  + ", is "
                  + now.id()
                  + ")");
        }
      }
    }
  }

  /** Each run config has its own model: two of one file name must not change places. */
  private void models(List<String> changes, Provenance provenance) throws StoreException {
    SortedMap<String, SortedMap<String, SortedSet<String>>> now = new TreeMap<>();
    for (Provenance.ModelFingerprint model : provenance.models()) {
      for (String id : model.runConfigs()) {
        now.computeIfAbsent(id, any -> new TreeMap<>())
            .computeIfAbsent(model.file().name(), any -> new TreeSet<>())
            .add(model.file().sha256());
      }
    }
    Map<String, SortedMap<String, SortedSet<String>>> earlier = stored.models(now.keySet());
    SortedMap<String, List<String>> differences = new TreeMap<>();
    for (var runConfig : now.entrySet()) {
      SortedMap<String, SortedSet<String>> before = earlier.get(runConfig.getKey());
      if (!before.isEmpty()) {
        for (String difference : differences(before, runConfig.getValue())) {
          differences.computeIfAbsent(difference, d -> new ArrayList<>()).add(runConfig.getKey());
        }
      }
    }
    differences.forEach(
        (what, ids) -> changes.add(what + ", of run config " + String.join(", ", ids)));
  }

  private static List<String> differences(
      SortedMap<String, SortedSet<String>> before, SortedMap<String, SortedSet<String>> now) {
    List<String> differences = new ArrayList<>();
    SortedSet<String> files = new TreeSet<>(before.keySet());
    files.addAll(now.keySet());
    for (String file : files) {
      if (!now.containsKey(file)) {
        differences.add("model file " + file + " is not there any more");
      } else if (!before.containsKey(file)) {
        differences.add("model file " + file + " is new");
      } else if (!before.get(file).equals(now.get(file))) {
        differences.add("model file " + file + " has another content (SHA-256)");
      }
    }
    return differences;
  }

  private void audio(List<String> changes, Provenance provenance) throws StoreException {
    Map<String, String> before = stored.audio();
    for (Provenance.AudioFingerprint clip : provenance.audio()) {
      String key = clip.workload() + " / " + clip.clipId();
      String hash = before.get(key);
      if (hash != null && !hash.equals(clip.file().sha256())) {
        changes.add("audio of clip " + key + " has another content (SHA-256)");
      }
    }
  }

  private static void compare(List<String> changes, String what, String before, String now) {
    if (!before.equals(now)) {
      changes.add(what + ": was " + shown(before) + ", is " + shown(now));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "not given" : value;
  }

  /** What is on disk of the run configs that are to be executed. */
  Earlier earlier(CheckedRun checked) throws HarnessException {
    Map<String, Earlier.Stored> runConfigs = new HashMap<>();
    try {
      for (var config : checked.configs()) {
        String id = config.runConfig().id();
        runConfigs.put(
            id,
            new Earlier.Stored(
                stored.trials(id),
                stored.forks(id),
                stored.spent(id),
                stored.effective(id),
                stored.isFinished(id)));
      }
      return new Earlier(runConfigs, stored.isComplete() && asBefore(checked.definition()));
    } catch (StoreException e) {
      throw new HarnessException(HarnessException.Kind.USAGE, e.getMessage(), null, e);
    }
  }

  /** Opens the file; says what the run goes on with, if that is more than before. */
  ResultsWriter open(RunHeader header) throws StoreException {
    boolean extended = !asBefore(header.definition());
    ResultsWriter writer = ResultsWriter.resume(stored);
    if (extended) {
      writer.appendResumed(header);
    }
    return writer;
  }

  private boolean asBefore(BenchmarkDefinition definition) throws StoreException {
    for (String key : List.of("suts", "matrix", "workloads", "trials")) {
      if (!stored.definition(key).equals(StoredRun.definition(definition, key))) {
        return false;
      }
    }
    return true;
  }
}
