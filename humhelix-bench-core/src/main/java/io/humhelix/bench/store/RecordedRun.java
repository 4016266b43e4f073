package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A run as results tell of it, the same whether it was just measured or is read from a file: its
 * trials, and the facts that two runs must have in common to be comparable. Immutable.
 *
 * @param runId 32 hexadecimal digits
 * @param startedAt wall-clock time, for information
 * @param seed of every random order
 * @param harnessVersion what measured it
 * @param pilot forks by whose spread the number of all forks was computed (Stein); empty where it
 *     was fixed beforehand or looked at after every fork
 * @param issues what the run said of itself as a whole
 * @param file the results file; empty for a run that was not stored
 * @param runConfigs in the order of the definition, as far as it names their systems
 */
public record RecordedRun(
    String runId,
    Instant startedAt,
    long seed,
    String harnessVersion,
    OptionalInt pilot,
    List<Issue> issues,
    Optional<Path> file,
    List<RecordedRunConfig> runConfigs) {

  public RecordedRun {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(harnessVersion, "harnessVersion");
    Objects.requireNonNull(pilot, "pilot");
    Objects.requireNonNull(file, "file");
    issues = List.copyOf(issues);
    runConfigs = List.copyOf(runConfigs);
  }

  /**
   * Takes a run that was just measured.
   *
   * @param run the result
   * @return what its results file would tell
   */
  public static RecordedRun of(RunResult run) {
    ObjectNode head = Json.object();
    RunJson.fill(
        head, new RunHeader(run.runId(), run.startedAt(), run.definition(), run.provenance()));
    RunFacts facts =
        new RunFacts(
            head,
            head.path("definition").path("workloads"),
            head.path("provenance").path("models"),
            head.path("provenance").path("audio"));
    List<RecordedRunConfig> configs = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      ObjectNode record = Json.object();
      TrialJson.fill(record, config);
      configs.add(
          facts.runConfig(
              record,
              config.trials().stream().filter(t -> t.status() != TrialStatus.CANCELLED).toList(),
              config.forks(),
              config.issues()));
    }
    return new RecordedRun(
        run.runId(),
        run.startedAt(),
        run.provenance().seed(),
        run.provenance().harnessVersion(),
        facts.pilot(),
        run.issues(),
        run.resultsFile(),
        configs);
  }

  /**
   * Reads a run.
   *
   * @param path a results file of this tool, or a folder, of which the newest is taken
   * @return what is in it; a torn end is left out
   * @throws StoreException if there is none, if it is of another form, or if it is damaged
   *     elsewhere than at its end
   */
  public static RecordedRun read(Path path) throws StoreException {
    StoredRun run = StoredRun.forComparison(path);
    StoredRecord head = run.lastBeginning();
    RunFacts facts =
        new RunFacts(
            head.tree(),
            list(head, "definition", "workloads"),
            run.modelFiles(),
            list(head, "provenance", "audio"));
    List<RecordedRunConfig> configs = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    run.records().forEach(r -> r.runConfigId().ifPresent(ids::add));
    for (String id : ids) {
      Optional<StoredRecord> description =
          run.records().stream()
              .filter(r -> r.runConfigId().filter(id::equals).isPresent() && r.tree().has("sut"))
              .reduce((earlier, later) -> later);
      if (description.isPresent()) {
        ObjectNode record = description.get().tree().deepCopy();
        if (!record.path("sut").isObject() || !record.path("workload").isObject()) {
          throw new StoreException(
              run.file(),
              description.get()
                  + " was not written by this version: it describes no system and"
                  + " workload; start a new run",
              null);
        }
        configs.add(facts.runConfig(record, run.trials(id), run.forks(id), run.issues(id)));
      }
    }
    configs.sort(facts.order());
    return new RecordedRun(
        run.runId(),
        run.startedAt(),
        run.seed(),
        run.fact("harness_version").orElse(""),
        facts.pilot(),
        run.issues(),
        Optional.of(run.file()),
        configs);
  }

  private static JsonNode list(StoredRecord record, String parent, String key)
      throws StoreException {
    return record.tree().get(parent) instanceof ObjectNode node
        ? ArtifactReader.list(record, node, key)
        : Json.array();
  }
}
