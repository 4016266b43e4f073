package io.humhelix.bench.store;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a results file into results, and writes these again as the harness would. */
final class Rewriting {

  private static final double NANOS = 1e9;

  private final List<StoredRecord> records;
  private final List<RunConfigResult> runConfigs = new ArrayList<>();
  private final Map<String, List<TrialResult>> trials = new LinkedHashMap<>();
  private final Map<String, List<ForkResult>> forks = new LinkedHashMap<>();
  private final Map<String, RunConfig> lastConfigs = new LinkedHashMap<>();
  private RunHeader header;
  private StoredRecord now;

  private Rewriting(List<StoredRecord> records) {
    this.records = records;
  }

  /** Writes what a file holds into a folder; returns the new file. */
  static Path of(Path file, Path folder) throws Exception {
    return new Rewriting(RecordReader.read(file).records()).into(folder);
  }

  private Path into(Path folder) throws Exception {
    now = records.get(0);
    header = RecordDecoder.header(now);
    try (RunWriter writer = RunWriter.create(folder, header, DiskIo.INSTANCE, clock())) {
      for (StoredRecord record : records.subList(1, records.size())) {
        now = record;
        write(writer, record);
      }
      return writer.file();
    }
  }

  /** Gives back when each record was written. */
  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.parse(now.text("at").orElseThrow());
      }
    };
  }

  private void write(RunWriter writer, StoredRecord record) throws Exception {
    String id = record.runConfigId().orElse("");
    switch (record.kind()) {
      case RUN_RESUMED -> {
        header = RecordDecoder.header(record);
        writer.appendResumed(header);
      }
      case FIRST_CALL, WARM_UP, SEARCH, TRIAL -> {
        TrialResult trial = RecordDecoder.trial(record).orElseThrow();
        trials.computeIfAbsent(id, key -> new ArrayList<>()).add(trial);
        writer.append(context(record), trial);
      }
      case FORK -> {
        ForkResult fork = RecordDecoder.fork(record);
        forks.computeIfAbsent(id, key -> new ArrayList<>()).add(fork);
        double spent = record.tree().path("spent_s").doubleValue();
        TrialContext context =
            new TrialContext(lastConfig(record), Optional.empty(), "not told of a fork");
        writer.appendFork(context, fork, Duration.ofNanos(Math.round(spent * NANOS)));
      }
      case RUN_CONFIG -> {
        RunConfigResult result = runConfig(record);
        runConfigs.removeIf(one -> one.runConfig().id().equals(id));
        runConfigs.add(result);
        writer.appendRunConfig(
            result, record.tree().has("estimates") ? estimates(result) : List.of());
      }
      case RUN_END -> writer.appendEnd(end(record));
      default -> throw new IllegalStateException("who wrote " + record);
    }
  }

  /** Made anew of the trials; a made-up file has none. */
  private List<MetricEstimate> estimates(RunConfigResult result) {
    return RunConfigEstimates.of(header.definition(), result);
  }

  private TrialContext context(StoredRecord record) throws Exception {
    return new TrialContext(
        config(record), RecordDecoder.effective(record), record.text("normalizer").orElseThrow());
  }

  private RunConfig config(StoredRecord record) throws Exception {
    String workload = record.tree().path("workload").path("name").asText();
    Workload found =
        header.definition().workloads().stream()
            .filter(one -> one.name().equals(workload))
            .findFirst()
            .orElseThrow();
    RunConfig config =
        new RunConfig(
            record.runConfigId().orElseThrow(),
            DiskForms.CODEC.decode(SutSpec.class, Json.tree(record.tree().path("sut"))),
            padded(found, record.tree().path("workload").path("clips").intValue()));
    lastConfigs.put(config.id(), config);
    return config;
  }

  /** A made-up file tells of more clips than it names. */
  private static Workload padded(Workload workload, int clips) {
    List<AudioClip> all = new ArrayList<>(workload.clips());
    while (all.size() < clips) {
      all.add(AudioClip.of(Path.of("made-up-" + all.size())));
    }
    return new Workload(workload.name(), all, workload.task());
  }

  private RunConfig lastConfig(StoredRecord fork) throws Exception {
    String id = fork.runConfigId().orElseThrow();
    for (StoredRecord record : records) {
      if (record.runConfigId().filter(id::equals).isPresent() && record.tree().has("sut")) {
        return config(record);
      }
    }
    throw new IllegalStateException("nothing describes " + id);
  }

  private RunConfigResult runConfig(StoredRecord record) throws Exception {
    TrialContext context = context(record);
    String id = context.runConfig().id();
    Optional<Failure> failure =
        record.tree().has("failure")
            ? Optional.of(
                DiskForms.CODEC.decode(Failure.class, Json.tree(record.tree().get("failure"))))
            : Optional.empty();
    return new RunConfigResult(
        context.runConfig(),
        record.status().orElseThrow(),
        context.effective(),
        context.normalizer(),
        trials.getOrDefault(id, List.of()),
        RecordDecoder.issues(record),
        failure,
        forks.getOrDefault(id, List.of()));
  }

  private RunResult end(StoredRecord record) throws Exception {
    List<Artifact> artifacts = new ArrayList<>();
    for (Object one : (List<?>) Json.tree(record.tree().path("artifacts"))) {
      artifacts.add(DiskForms.CODEC.decode(Artifact.class, one));
    }
    return new RunResult(
        header.runId(),
        header.definition(),
        header.provenance(),
        header.startedAt(),
        Duration.ofNanos(Math.round(record.tree().path("duration_s").doubleValue() * NANOS)),
        record.text("status").orElseThrow().equals("CANCELLED"),
        runConfigs,
        RecordDecoder.issues(record),
        Optional.empty(),
        artifacts);
  }
}
