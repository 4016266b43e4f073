package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the results file of one run. A method that returns has put its record on the disk; one
 * that throws {@link StoreException} has left every earlier record intact and readable, and the
 * writer is of no further use: after a failed force nobody knows what the disk holds, so it is
 * never tried again on the same file.
 *
 * <p>The file appears with its first record in it, under its final name, or not at all.
 * Interrupting a thread within these methods harms nothing. The methods are synchronised; one run
 * has one writer: until it is closed, a second one of the same file is refused, in this process and
 * in others, and a file {@code <results file>.lock} beside it holds the lock.
 */
public final class RunWriter implements AutoCloseable {

  /** Version of the records' form; later versions only add keys. */
  public static final int SCHEMA = 1;

  /** Replaced by a test whose process dies at one of its calls. */
  static StoreIo disk = DiskIo.INSTANCE;

  private final Clock clock;
  private final String runId;
  private final Artifacts artifacts;
  private final FileAppender records;
  private final Map<String, SharedTexts> texts = new HashMap<>();
  private final Set<Metric> defined = new HashSet<>(Metrics.all());

  private RunWriter(Clock clock, String runId, Artifacts artifacts, FileAppender records) {
    this.clock = clock;
    this.runId = runId;
    this.artifacts = artifacts;
    this.records = records;
  }

  /**
   * Creates {@code benchmark-YYYYmmdd-HHMMSS-<8 hex of the run id>.db.yaml} with the run's record
   * in it. The time is that of the header in UTC (hum-helix's script used the host's own zone), so
   * that files of several hosts sort by age.
   *
   * @param folder created when missing
   * @param header what the first record tells
   * @return a writer for the other records
   * @throws StoreException if the folder cannot be created or written, or has that file already
   */
  public static RunWriter create(Path folder, RunHeader header) throws StoreException {
    return create(folder, header, disk, Clock.systemUTC());
  }

  static RunWriter create(Path folder, RunHeader header, StoreIo io, Clock clock)
      throws StoreException {
    String name = RunFileName.of(Optional.of(header.startedAt()), header.runId());
    Artifacts artifacts = new Artifacts(io, Artifacts.folderFor(folder.resolve(name)));
    ObjectNode record = envelope(Json.object(), RecordKind.RUN, header.runId(), 0, clock);
    RunRecords.fill(record, header);
    FileAppender records =
        FileAppender.create(io, folder, name, () -> RecordLine.frame(artifacts.fit(record, 0)));
    return new RunWriter(clock, header.runId(), artifacts, records);
  }

  /**
   * Goes on with a run that was interrupted, or that is to be extended. What was torn at its end is
   * cut off.
   *
   * @param run the run as it was read
   * @return a writer for the other records
   * @throws StoreException if the file cannot be opened and cut, if it has another writer, or if it
   *     was written to since it was read
   */
  public static RunWriter resume(StoredRun run) throws StoreException {
    return resume(run, disk, Clock.systemUTC());
  }

  static RunWriter resume(StoredRun run, StoreIo io, Clock clock) throws StoreException {
    return new RunWriter(
        clock,
        run.run().runId(),
        new Artifacts(io, Artifacts.folderFor(run.file())),
        FileAppender.resume(io, run.file(), run.place()));
  }

  /**
   * Appends what a run goes on with, where that is another definition than it began with.
   *
   * @param header definition and provenance
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalStateException if the writer is closed
   */
  public synchronized void appendResumed(RunHeader header) throws StoreException {
    ObjectNode record = envelope(Json.object(), RecordKind.RUN_RESUMED);
    RunRecords.fill(record, header);
    commit(record);
  }

  /**
   * Returns the results file.
   *
   * @return its path in the folder given
   */
  public Path file() {
    return records.path();
  }

  /**
   * Returns the files beside it that hold what was too long for a record.
   *
   * @return those written so far; the kind is the key that they were moved from
   */
  public synchronized List<Artifact> artifacts() {
    return artifacts.written();
  }

  /**
   * Appends a first call, warm-up or measured trial.
   *
   * @param context its run config
   * @param trial what was measured
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalArgumentException if a trial that counts has no clips; nothing is written
   * @throws IllegalStateException if the writer is closed
   */
  public synchronized void append(TrialContext context, TrialResult trial) throws StoreException {
    ObjectNode record = Json.object();
    if (trial.counts()) {
      TrialValues.of(context, trial).putInto(record);
      Json.put(
          record,
          "effective_compute_type",
          context
              .effective()
              .map(e -> e.computeType())
              .orElseGet(() -> context.runConfig().sut().computeType().canonical()));
    }
    envelope(record, TrialRecords.kind(trial.kind()));
    TrialRecords.fill(record, context, trial);
    define(record, trial);
    // What counts does not rest on a record that does not.
    texts
        .computeIfAbsent(trial.runConfigId() + trial.counts(), id -> new SharedTexts())
        .write(record);
    commit(record);
  }

  /** Says of metrics that are not the harness' own what they mean, once. */
  private void define(ObjectNode record, TrialResult trial) {
    List<Metric> unknown =
        trial.metrics().stream()
            .map(Measurement::metric)
            .filter(metric -> !metric.definition().isEmpty() && defined.add(metric))
            .toList();
    if (!unknown.isEmpty()) {
      record.set(TrialRecords.METRICS, DiskForms.json(unknown));
    }
  }

  /**
   * Appends how a fork ended, after its trials.
   *
   * @param context its run config
   * @param fork what became of it
   * @param spent how long it took from its start until nothing of it was left; of a fork that went
   *     on in a second process, both together
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalStateException if the writer is closed
   */
  public synchronized void appendFork(TrialContext context, ForkResult fork, Duration spent)
      throws StoreException {
    ObjectNode record = envelope(Json.object(), RecordKind.FORK);
    TrialRecords.fill(record, context, fork, spent);
    commit(record);
  }

  /**
   * Copies a file into the folder beside the results. The record that names it is to follow.
   *
   * @param kind what it holds, such as {@code worker-stderr}
   * @param name letters, digits, dashes and an ending; one that is taken gets a number
   * @param content the file
   * @return where the copy is
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalStateException if the writer is closed
   */
  public synchronized Artifact attach(String kind, String name, Path content)
      throws StoreException {
    records.requireUsable();
    try {
      return artifacts.attach(kind, name, content);
    } catch (IOException e) {
      throw records.fail(e);
    }
  }

  /**
   * Appends how a run config ended. Every run config gets one such record, after its trials; for
   * one that was refused or never came to life it is the only one.
   *
   * @param result what became of it
   * @param estimates its level in each metric that has one
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalStateException if the writer is closed
   */
  public synchronized void appendRunConfig(RunConfigResult result, List<MetricEstimate> estimates)
      throws StoreException {
    ObjectNode record = envelope(Json.object(), RecordKind.RUN_CONFIG);
    TrialRecords.fill(record, result);
    if (estimates.stream().anyMatch(one -> one.metric().equals(Metrics.CER_PERCENT))) {
      ErrorUnit unit = ClipErrors.decidingUnit(result);
      Json.put(record, "error_unit", unit.noun());
    }
    if (!estimates.isEmpty()) {
      record.set("estimates", EstimateJson.node(estimates));
    }
    commit(record);
  }

  /**
   * Appends the last record: that the run is through, or was cancelled.
   *
   * @param result the run
   * @throws StoreException if it cannot be stored; what was stored before is intact
   * @throws IllegalStateException if the writer is closed
   */
  public synchronized void appendEnd(RunResult result) throws StoreException {
    ObjectNode record = envelope(Json.object(), RecordKind.RUN_END);
    RunRecords.fillEnd(record, result);
    commit(record);
  }

  private ObjectNode envelope(ObjectNode record, RecordKind kind) {
    return envelope(record, kind, runId, records.records(), clock);
  }

  private static ObjectNode envelope(
      ObjectNode record, RecordKind kind, String runId, long seq, Clock clock) {
    Json.put(record, "record", kind.word());
    record.put("schema", SCHEMA);
    Json.put(record, "run_id", runId);
    record.put("seq", seq);
    Json.put(record, "record_id", RecordIds.of(runId, seq));
    record.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    return record;
  }

  private void commit(ObjectNode record) throws StoreException {
    records.append(() -> RecordLine.frame(artifacts.fit(record, records.records())));
  }

  /**
   * Closes the file. Everything is on the disk already; a second call does nothing.
   *
   * @throws StoreException if the file system reports an error even so
   */
  @Override
  public synchronized void close() throws StoreException {
    records.close();
  }
}
