package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a run to a new file, with a run id of its own and something made again in it. A record
 * keeps every key that the change does not concern, and its time and place in the run.
 */
public final class RunCopy {

  /** Names the run that a copy comes from. */
  static final String ORIGIN = "copy_of";

  private static final int ID_DIGITS = 32;

  private final StoreIo io;
  private final RunChange change;
  private final RunResult run;
  private final String newId;
  private final Map<String, RunConfigResult> stored = new HashMap<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final Map<String, List<TrialResult>> changed = new LinkedHashMap<>();
  private final Map<String, RunConfigResult> ended = new LinkedHashMap<>();
  private final Map<String, SharedTexts> texts = new HashMap<>();
  private BenchmarkDefinition definition;
  private Artifacts artifacts;

  private RunCopy(StoreIo io, RunChange change, RunResult run) {
    this.io = io;
    this.change = change;
    this.run = run;
    definition = change.definition(run.definition());
    byte[] key = (run.runId() + "\n" + change.key()).getBytes(StandardCharsets.UTF_8);
    newId = RecordJson.sha256(key).substring(0, ID_DIGITS);
    run.runConfigs().forEach(one -> stored.put(one.runConfig().id(), inCopy(one)));
  }

  /**
   * Copies a run.
   *
   * @param file its results file, which stays as it is
   * @param folder of the new file, which is named as those of new runs are; created when missing
   * @param change what is made again
   * @return the new file; it appears at once or not at all, and replaces one of the same change
   * @throws StoreException if the file is damaged or lacks texts, if the folder is that of the
   *     file, where trials would count twice, or if the new file cannot be written
   */
  public static Path copy(Path file, Path folder, RunChange change) throws StoreException {
    return copy(file, folder, change, DiskIo.INSTANCE);
  }

  static Path copy(Path file, Path folder, RunChange change, StoreIo io) throws StoreException {
    if (ResultsPaths.real(NewFile.folderOf(file)).equals(ResultsPaths.real(folder))) {
      throw new StoreException(
          folder,
          "folder '"
              + folder
              + "' has the original, and each of its trials would count twice; allowed: another"
              + " folder; name one",
          null);
    }
    RunResult run = RunReader.read(file);
    List<String> lost = new ArrayList<>();
    for (RunConfigResult one : run.runConfigs()) {
      one.trials().stream()
          .filter(
              trial -> trial.issues().stream().anyMatch(i -> i.code().equals(RunReader.TEXTS_LOST)))
          .map(trial -> one.label() + ", fork " + trial.fork() + ", trial " + trial.trial())
          .forEach(lost::add);
    }
    if (!lost.isEmpty()) {
      throw new StoreException(
          file,
          "results file '"
              + file
              + "' lacks the texts of "
              + lost.size()
              + " trials, whose record is damaged or missing: "
              + lost.get(0)
              + (lost.size() == 1 ? "" : ", and others")
              + "; give the file as it was written, not a repaired copy",
          null);
    }
    return new RunCopy(io, change, run).into(file, folder);
  }

  private Path into(Path file, Path folder) throws StoreException {
    Path copy = folder.resolve(RunFileName.of(Optional.of(run.startedAt()), newId));
    Path beside = Artifacts.folderFor(copy);
    try {
      io.createFolders(folder);
      if (Files.isDirectory(beside)) {
        for (Path old : RunCopy.entries(beside)) {
          io.delete(old);
        }
      }
      artifacts = new Artifacts(io, beside);
      NewFile.write(io, copy, out -> write(file, copy, out));
      return copy;
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          copy,
          "the new file '"
              + copy
              + "' cannot be written: "
              + Reasons.of(e)
              + "; the original is intact; "
              + Reasons.remedy(e),
          e);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private void write(Path file, Path copy, StoreIo.Output out) throws IOException {
    List<Damage> damages = new ArrayList<>();
    RecordReader.copy(
        file,
        new RecordSink() {
          @Override
          public void record(StoredRecord record, byte[] json) throws IOException {
            for (NamedArtifact one : NamedArtifact.in(record)) {
              attached(one, file, copy);
            }
            ObjectNode node = record.tree().deepCopy();
            change(record, node);
            long seq = record.seq().orElse(0);
            Json.put(node, "run_id", newId);
            Json.put(node, "record_id", RecordIds.of(newId, seq));
            if (record.kind().isTrial()) {
              String id = record.runConfigId().orElse("");
              boolean counts =
                  record.kind() == RecordKind.TRIAL
                      && node.path("status").asText().equals(TrialStatus.OK.name());
              texts.computeIfAbsent(id + counts, key -> new SharedTexts()).write(node);
            }
            out.write(RecordLine.frame(artifacts.fit(node, seq)));
          }

          @Override
          public void damage(Damage damage) {
            damages.add(damage);
          }
        });
  }

  /** What a worker left is copied under its old name, which the records have. */
  private void attached(NamedArtifact one, Path file, Path copy) throws IOException {
    boolean moved = one.place().endsWith(".jsonl") || one.place().endsWith(".txt");
    if (!moved && one.check(file, true) == NamedArtifact.State.INTACT) {
      Path to = one.beside(copy);
      if (!io.exists(to)) {
        io.createFolders(NewFile.folderOf(to));
        NewFile.write(io, to, out -> FileBytes.copy(one.beside(file), out));
      }
    }
  }

  private void change(StoredRecord record, ObjectNode node) throws StoreException {
    switch (record.kind()) {
      case RUN, RUN_RESUMED -> {
        ArtifactReader.putBack(record, node);
        definition = change.definition(RecordDecoder.header(record).definition());
        node.set("definition", DiskForms.json(definition));
        ObjectNode from = node.putObject(ORIGIN);
        Json.put(from, "run_id", run.runId());
        Json.put(from, "file", String.valueOf(record.file().getFileName()));
        Json.put(from, "change", change.key());
      }
      case FIRST_CALL, WARM_UP, SEARCH, TRIAL -> trial(record, node);
      case RUN_CONFIG -> runConfig(record, node);
      case RUN_END -> end(record, node);
      default -> ArtifactReader.putBack(record, node);
    }
  }

  private void trial(StoredRecord record, ObjectNode node) throws StoreException {
    ArtifactReader.putBack(record, node);
    String id = record.runConfigId().orElse("");
    RunConfigResult before = stored.get(id);
    if (before == null || record.status().isEmpty()) {
      return; // of a later version
    }
    int place = next.merge(id, 1, Integer::sum) - 1;
    TrialResult trial = change.trial(before, before.trials().get(place));
    changed.computeIfAbsent(id, key -> new ArrayList<>()).add(trial);
    TrialContext context =
        new TrialContext(
            before.runConfig(),
            RecordDecoder.effective(record).or(before::effective),
            change.normalizer(before, trial));
    Map<String, Object> tree = DiskForms.CODEC.encode(trial);
    ClipResultForm.dropNormalizer(tree, context.normalizer());
    node.remove(SharedTexts.KEY);
    for (String key : List.of("status", "metrics", "issues", "clips", FailedCallsForm.KEY)) {
      if (tree.containsKey(key)) {
        node.set(key, Json.of(tree.get(key)));
      } else {
        node.remove(key);
      }
    }
    Json.put(node, "normalizer", context.normalizer());
    boolean counted = node.has(TrialValues.keys().get(0));
    if (trial.counts() && !counted) {
      TrialValues.of(context, trial).putInto(node);
      Json.put(
          node,
          "effective_compute_type",
          context
              .effective()
              .map(e -> e.computeType())
              .orElseGet(() -> before.runConfig().sut().computeType().canonical()));
    } else if (!trial.counts() && counted) {
      node.remove(TrialValues.keys());
      node.remove("effective_compute_type");
    }
  }

  private void runConfig(StoredRecord record, ObjectNode node) throws StoreException {
    ArtifactReader.putBack(record, node);
    String id = record.runConfigId().orElse("");
    RunConfigResult last = stored.get(id);
    if (last == null) {
      return;
    }
    RunConfigResult before =
        new RunConfigResult(
            last.runConfig(),
            record.status().orElse(TrialStatus.CANCELLED),
            last.effective(),
            record.text("normalizer").orElse(""),
            last.trials().subList(0, next.getOrDefault(id, 0)),
            RecordDecoder.issues(record),
            RecordDecoder.failure(record),
            last.forks());
    RunConfigResult after =
        change.runConfig(before, withTrials(before, changed.getOrDefault(id, List.of())));
    ended.put(id, after);
    node.put("status", after.status().name());
    Json.put(node, "normalizer", after.normalizer());
    node.set("issues", DiskForms.json(after.issues()));
    if (node.get("trials") instanceof ObjectNode counts) {
      counts.put("valid", after.validTrials().size());
    }
    List<MetricEstimate> estimates = RunConfigEstimates.of(definition, after);
    node.remove(List.of("estimates", "error_unit"));
    if (estimates.stream().anyMatch(one -> one.metric().equals(Metrics.CER_PERCENT))) {
      Json.put(node, "error_unit", ClipErrors.decidingUnit(after).noun());
    }
    if (!estimates.isEmpty()) {
      node.set("estimates", EstimateJson.node(estimates));
    }
  }

  private void end(StoredRecord record, ObjectNode node) throws StoreException {
    List<Artifact> kept = new ArrayList<>();
    for (Artifact one : RecordDecoder.artifacts(record)) {
      String name = one.fingerprint().name();
      if (!name.endsWith(".jsonl") && !name.endsWith(".txt")) {
        kept.add(one);
      }
    }
    kept.addAll(artifacts.written());
    ArtifactReader.putBack(record, node);
    node.set("artifacts", DiskForms.json(kept));
    node.withArray("issues").add(DiskForms.json(change.note(run.runId())));
    if (node.get("run_configs") instanceof ObjectNode counts) {
      for (TrialStatus status : TrialStatus.values()) {
        counts.put(
            status.name().toLowerCase(Locale.ROOT),
            ended.values().stream().filter(one -> one.status() == status).count());
      }
    }
    node.put("valid_trials", ended.values().stream().mapToLong(r -> r.validTrials().size()).sum());
  }

  /** A run config with the clips of the copy's definition. */
  private RunConfigResult inCopy(RunConfigResult one) {
    RunConfig config = one.runConfig();
    Workload workload =
        definition.workloads().stream()
            .filter(known -> known.name().equals(config.workload().name()))
            .findFirst()
            .map(known -> known.withTask(config.workload().task()))
            .orElse(config.workload());
    return new RunConfigResult(
        new RunConfig(config.id(), config.sut(), workload, config.remeasured()),
        one.status(),
        one.effective(),
        one.normalizer(),
        one.trials(),
        one.issues(),
        one.failure(),
        one.forks());
  }

  private static RunConfigResult withTrials(RunConfigResult one, List<TrialResult> trials) {
    return new RunConfigResult(
        one.runConfig(),
        one.status(),
        one.effective(),
        one.normalizer(),
        trials,
        one.issues(),
        one.failure(),
        one.forks());
  }
}
