package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A results file of one run, read so that the run can go on: what is in it, and how much of it is
 * intact. Immutable.
 */
public final class StoredRun {

  private final Path file;
  private final List<StoredRecord> records;
  private final StoredRecord header;
  private final long bytes;
  private final long intactBytes;

  private StoredRun(Path file, List<StoredRecord> records, long bytes, long intactBytes) {
    this.file = file;
    this.records = List.copyOf(records);
    header = records.get(0);
    this.bytes = bytes;
    this.intactBytes = intactBytes;
  }

  /**
   * Reads a run that is to go on.
   *
   * @param path a results file, or a folder, of which the newest results file is taken
   * @return what is in it; a torn end is left out
   * @throws StoreException if there is none, if it is not one of this format, if it is damaged
   *     elsewhere than at its end, or if it is still being written
   */
  public static StoredRun read(Path path) throws StoreException {
    Path file = locate(path, "resume");
    WriterLock lock = WriterLock.of(file);
    try {
      return read(file, "resume", "continued; start a new run, or repair the file and resume the");
    } finally {
      lock.close();
    }
  }

  /** Reads a run whose trials are to be compared. */
  static StoredRun forComparison(Path path) throws StoreException {
    return read(locate(path, "compare"), "compare", "compared; repair the file and compare the");
  }

  private static Path locate(Path path, String purpose) throws StoreException {
    return Files.isDirectory(path) ? newest(path, purpose) : path;
  }

  private static StoredRun read(Path file, String purpose, String remedy) throws StoreException {
    List<StoredRecord> records = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    ResultsFormat format = ResultsReader.scan(file, records::add, damages::add);
    long bytes = sizeOf(file);
    long intact = bytes;
    for (Damage damage : damages) {
      if (damage.kind() != Damage.Kind.TORN_TAIL) {
        throw new StoreException(
            file,
            "results file '"
                + file
                + "' is damaged, and cannot be "
                + remedy
                + " repaired copy: "
                + damage.text(),
            null);
      }
      intact = Math.min(intact, damage.offset());
    }
    if (format != ResultsFormat.RECORD_LINES
        || records.isEmpty()
        || records.get(0).kind() != RecordKind.RUN) {
      throw new StoreException(
          file,
          "results file '"
              + file
              + "' does not begin with the record of a run, so there is nothing to "
              + purpose
              + "; name a benchmark-*.db.yaml of this tool",
          null);
    }
    return new StoredRun(file, records, bytes, intact);
  }

  private static Path newest(Path folder, String purpose) throws StoreException {
    List<Path> files = ResultsReader.filesIn(folder);
    if (files.isEmpty()) {
      throw new StoreException(
          folder,
          "folder '" + folder + "' has no benchmark-*.db.yaml, so there is nothing to " + purpose,
          null);
    }
    // Their names begin with the time of their start.
    return files.get(files.size() - 1);
  }

  private static long sizeOf(Path file) throws StoreException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new StoreException(
          file, "results file '" + file + "' cannot be read: " + Reasons.of(e), e);
    }
  }

  /**
   * Returns the results file.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  /**
   * Returns the run.
   *
   * @return 32 hexadecimal digits
   */
  public String runId() {
    return header.runId().orElse("");
  }

  /**
   * Returns when the run began.
   *
   * @return wall-clock time
   */
  public Instant startedAt() {
    try {
      return Instant.parse(header.text("started_at").orElse(""));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Returns the seed of every random order.
   *
   * @return the stored seed
   */
  public long seed() {
    return header.tree().path("provenance").path("seed").longValue();
  }

  /**
   * Returns a text of the first record, such as the version of the harness.
   *
   * @param keys from the top level downwards
   * @return its value, or empty
   */
  public Optional<String> fact(String... keys) {
    JsonNode node = header.tree();
    for (String key : keys) {
      node = node.path(key);
    }
    return node.isValueNode() ? Optional.of(node.asText()) : Optional.empty();
  }

  /**
   * Returns a part of the definition as it is stored, in a form that can be compared.
   *
   * @param key a key of the definition
   * @return JSON; empty where the definition lacks it
   * @throws StoreException if it lies in an artifact that cannot be read
   */
  public String definition(String key) throws StoreException {
    StoredRecord beginning = lastBeginning();
    JsonNode definition = beginning.tree().path("definition");
    return definition.has(key + "_artifact") && definition instanceof ObjectNode node
        ? canonical(ArtifactReader.list(beginning, node, key))
        : canonical(definition.path(key));
  }

  /**
   * Returns a part of a definition in the form in which it would be stored.
   *
   * @param definition a definition
   * @param key a key of the definition
   * @return as {@link #definition(String)}
   */
  public static String definition(BenchmarkDefinition definition, String key) {
    return canonical(DiskForms.json(definition).path(key));
  }

  private static String canonical(JsonNode node) {
    return node.isMissingNode() ? "" : RecordJson.write(node);
  }

  /**
   * Returns the hashes of the files of run configs' models.
   *
   * @param runConfigIds their ids
   * @return by id and the file's name; several where files of one name belong to a model; empty
   *     where the run did not get to it
   * @throws StoreException if they lie in an artifact that cannot be read
   */
  public Map<String, SortedMap<String, SortedSet<String>>> models(Set<String> runConfigIds)
      throws StoreException {
    JsonNode files = modelFiles();
    return runConfigIds.stream()
        .collect(Collectors.toMap(id -> id, id -> ModelHashes.of(files, id)));
  }

  /** Returns the model files of all beginnings: a run may have gone on with other run configs. */
  JsonNode modelFiles() throws StoreException {
    ArrayNode files = Json.array();
    for (StoredRecord beginning : beginnings()) {
      provenance(beginning, "models").forEach(files::add);
    }
    return files;
  }

  /**
   * Returns the hashes of the clips' files, by workload and clip.
   *
   * @return by {@code workload / clip}
   * @throws StoreException if they lie in an artifact that cannot be read
   */
  public Map<String, String> audio() throws StoreException {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (StoredRecord beginning : beginnings()) {
      for (JsonNode clip : provenance(beginning, "audio")) {
        hashes.put(
            clip.path("workload").asText() + " / " + clip.path("clip").asText(),
            clip.path("sha256").asText());
      }
    }
    return hashes;
  }

  private List<StoredRecord> beginnings() {
    return records.stream()
        .filter(r -> r.kind() == RecordKind.RUN || r.kind() == RecordKind.RUN_RESUMED)
        .toList();
  }

  private static JsonNode provenance(StoredRecord record, String key) throws StoreException {
    return record.tree().get("provenance") instanceof ObjectNode node
        ? ArtifactReader.list(record, node, key)
        : Json.array();
  }

  /**
   * Returns the trials of a run config, those left out that were cancelled.
   *
   * @param runConfigId its id
   * @return in the order of execution
   * @throws StoreException if a trial cannot be read
   */
  public List<TrialResult> trials(String runConfigId) throws StoreException {
    List<TrialResult> trials = new ArrayList<>();
    for (StoredRecord record : of(runConfigId)) {
      Optional<TrialResult> trial = StoredResults.trial(record);
      trial.ifPresent(trials::add);
    }
    return trials;
  }

  /**
   * Returns whether something else was measured under the name of a run config.
   *
   * @param now a run config of a definition with which the run is to go on
   * @return what has its name and another id; empty if nothing was measured under that name, or the
   *     very same
   * @throws StoreException if its workload lies in an artifact that cannot be read
   */
  public Optional<Namesake> namesake(RunConfig now) throws StoreException {
    return Namesake.of(this, now);
  }

  /** The workload of a name as the last beginning that has it describes it. */
  JsonNode workload(String name) throws StoreException {
    JsonNode last = Json.object();
    for (StoredRecord beginning : beginnings()) {
      if (beginning.tree().get("definition") instanceof ObjectNode definition) {
        for (JsonNode one : ArtifactReader.list(beginning, definition, "workloads")) {
          last = one.path("name").asText().equals(name) ? one : last;
        }
      }
    }
    return last;
  }

  /**
   * Returns the time that a run config took, cool-down left out.
   *
   * @param runConfigId its id
   * @return by the number of the fork; of one that was killed, what its trials tell
   */
  public Map<Integer, Duration> spent(String runConfigId) {
    return SpentTime.of(of(runConfigId));
  }

  /**
   * Returns the forks of a run config that ended; of one that went on later, how it ended last.
   *
   * @param runConfigId its id
   * @return in the order of execution
   * @throws StoreException if one cannot be read
   */
  public List<ForkResult> forks(String runConfigId) throws StoreException {
    Map<Integer, ForkResult> forks = new LinkedHashMap<>();
    for (StoredRecord record : of(runConfigId)) {
      if (record.kind() == RecordKind.FORK) {
        ForkResult fork = StoredResults.fork(record);
        forks.put(fork.fork(), fork);
      }
    }
    return List.copyOf(forks.values());
  }

  /**
   * Returns what the system under test of a run config said that it was.
   *
   * @param runConfigId its id
   * @return what its first good trial has; what its last trial has if none was good
   * @throws StoreException if a record cannot be read
   */
  public Optional<EffectiveSut> effective(String runConfigId) throws StoreException {
    Optional<EffectiveSut> last = Optional.empty();
    for (StoredRecord record : of(runConfigId)) {
      Optional<EffectiveSut> one = StoredResults.effective(record);
      if (one.isPresent()) {
        last = one;
        boolean trial = record.kind() == RecordKind.TRIAL;
        if (trial && record.status().filter(TrialStatus.OK::equals).isPresent()) {
          return one;
        }
      }
    }
    return last;
  }

  /**
   * Returns whether a run config ended and is not to be continued.
   *
   * @param runConfigId its id
   * @return false too if it was cancelled
   */
  public boolean isFinished(String runConfigId) {
    return of(runConfigId).stream()
        .anyMatch(
            r ->
                r.kind() == RecordKind.RUN_CONFIG
                    && !r.text("status").orElse("").equals("CANCELLED"));
  }

  /**
   * Returns whether the run ended and was not cancelled.
   *
   * @return whether its last record says so
   */
  public boolean isComplete() {
    StoredRecord last = records.get(records.size() - 1);
    return last.kind() == RecordKind.RUN_END && last.text("status").orElse("").equals("COMPLETED");
  }

  /** Returns what the run said of a run config when that ended last; empty before. */
  List<Issue> issues(String runConfigId) throws StoreException {
    return issues(of(runConfigId), RecordKind.RUN_CONFIG);
  }

  /** Returns what the run said of itself as a whole when it ended last. */
  List<Issue> issues() throws StoreException {
    return issues(records, RecordKind.RUN_END);
  }

  private static List<Issue> issues(List<StoredRecord> records, RecordKind kind)
      throws StoreException {
    Optional<StoredRecord> last =
        records.stream().filter(record -> record.kind() == kind).reduce((earlier, later) -> later);
    return last.isPresent() ? StoredResults.issues(last.get()) : List.of();
  }

  private List<StoredRecord> of(String runConfigId) {
    return records.stream()
        .filter(r -> r.runConfigId().filter(runConfigId::equals).isPresent())
        .toList();
  }

  List<StoredRecord> records() {
    return records;
  }

  /** The definition and provenance of the last beginning: a run that was extended has said so. */
  StoredRecord lastBeginning() {
    List<StoredRecord> all = beginnings();
    return all.get(all.size() - 1);
  }

  /** How long the file was. */
  long bytes() {
    return bytes;
  }

  /** How much of it are whole records. */
  long intactBytes() {
    return intactBytes;
  }

  long nextSeq() {
    return records.stream().mapToLong(r -> r.seq().orElse(0)).max().orElse(0) + 1;
  }
}
