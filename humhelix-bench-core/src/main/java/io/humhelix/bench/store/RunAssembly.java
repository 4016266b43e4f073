package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a run together of its records, one after the other. */
final class RunAssembly {

  private static final double NANOS = 1e9;

  private final Path file;
  private final List<RunHeader> beginnings = new ArrayList<>();
  private final Map<String, RunConfigAssembly> runConfigs = new LinkedHashMap<>();
  private final Map<String, Metric> metrics = new HashMap<>();
  private final ReadDepth depth;
  private final Optional<WithoutTexts> slim;
  private final Optional<CountedTrials> counted;
  private final RecordKeys ids = new RecordKeys();
  private final FileLosses losses;
  private boolean begun;
  private boolean anything;
  private long lastSeq;
  private boolean complete;
  private End end = new End(Duration.ZERO, List.of(), List.of());

  /** What the last record of a run says. */
  private record End(Duration duration, List<Issue> issues, List<Artifact> artifacts) {}

  /**
   * A run without records.
   *
   * @param depth how much of it is kept
   */
  RunAssembly(Path file, ReadDepth depth) {
    this.file = file;
    this.depth = depth;
    losses = new FileLosses(file);
    Metrics.all().forEach(metric -> metrics.put(metric.name(), metric));
    slim = depth.isWithTexts() ? Optional.empty() : Optional.of(new WithoutTexts());
    counted = slim.map(texts -> new CountedTrials(new Measurements(metrics), texts));
  }

  /** Whether the first record is that of a run. */
  boolean hasBegun() {
    return begun;
  }

  /** Takes a verified line of which no tree is needed. */
  boolean take(byte[] line, int from, int to, int checksum) {
    if (counted.isEmpty() || !begun || !counted.get().find(line, from, to)) {
      return false;
    }
    String id = counted.get().recordId();
    losses.found(id);
    if (ids.contains(id)) {
      return ids.checksum(id) == checksum;
    }
    RunConfigAssembly runConfig = runConfigs.get(counted.get().runConfigId());
    boolean taken =
        runConfig != null
            && (depth.keeps(checksum)
                ? runConfig.add(counted.get())
                : runConfig.pass(counted.get()) || runConfig.add(counted.get()));
    complete &= !taken;
    if (taken) {
      ids.add(id, checksum);
    }
    return taken;
  }

  void add(StoredRecord record, byte[] json) throws StoreException {
    begun |= !anything && record.kind() == RecordKind.RUN;
    anything = true;
    losses.found(record);
    // A line that was copied within its file is no second trial.
    int checksum = RecordLine.crc32c(json, 0, json.length);
    if (!begun || !ids.add(record.id(), checksum)) {
      if (begun && ids.checksum(record.id()) != checksum) {
        losses.differs(record);
      }
      return;
    }
    lastSeq = Math.max(lastSeq, record.seq().orElse(0));
    complete = false;
    switch (record.kind()) {
      case RUN, RUN_RESUMED -> beginnings.add(RecordDecoder.header(record));
      case RUN_END -> end(record);
      case OTHER -> {}
      default -> {
        RecordDecoder.metrics(record).forEach(this::define);
        if (record.runConfigId().isPresent()) {
          runConfigs
              .computeIfAbsent(
                  record.runConfigId().get(),
                  id -> new RunConfigAssembly(metrics, slim, depth.texts()))
              .add(record);
          counted.ifPresent(lines -> lines.learn(record));
        }
      }
    }
  }

  /** The harness' own metrics mean what this version says. */
  private void define(Metric metric) {
    boolean own = Metrics.all().stream().anyMatch(one -> one.name().equals(metric.name()));
    if (!own) {
      metrics.put(metric.name(), metric);
    }
  }

  private void end(StoredRecord record) throws StoreException {
    complete = record.text("status").orElse("").equals("COMPLETED");
    JsonNode seconds = record.tree().path("duration_s");
    end =
        new End(
            Duration.ofNanos(Math.round(seconds.doubleValue() * NANOS)),
            RecordDecoder.issues(record),
            RecordDecoder.artifacts(record));
  }

  StoredRun build(long bytes, long intactBytes) throws StoreException {
    RunHeader last = beginnings.get(beginnings.size() - 1);
    Map<String, Map<Integer, Duration>> spent = new HashMap<>();
    Set<String> finished = new HashSet<>();
    for (Map.Entry<String, RunConfigAssembly> one : runConfigs.entrySet()) {
      spent.put(one.getKey(), one.getValue().spent());
      if (one.getValue().finished()) {
        finished.add(one.getKey());
      }
    }
    return new StoredRun(
        file,
        new RunResult(
            beginnings.get(0).runId(),
            last.definition(),
            provenance(last.provenance()),
            beginnings.get(0).startedAt(),
            end.duration(),
            !complete,
            results(),
            losses.after(end.issues(), bytes > intactBytes),
            Optional.of(file),
            end.artifacts()),
        spent,
        finished,
        complete,
        new StoredRun.Place(bytes, intactBytes, lastSeq + 1),
        beginnings.get(0).remeasured());
  }

  /** A run may have gone on with other run configs: their models and clips are part of it too. */
  private Provenance provenance(Provenance last) {
    if (beginnings.size() == 1) {
      return last;
    }
    Map<FileFingerprint, Set<String>> models = new LinkedHashMap<>();
    Set<Provenance.AudioFingerprint> audio = new LinkedHashSet<>();
    for (int i = beginnings.size() - 1; i >= 0; i--) {
      Provenance provenance = beginnings.get(i).provenance();
      for (Provenance.ModelFingerprint model : provenance.models()) {
        models
            .computeIfAbsent(model.file(), file -> new LinkedHashSet<>())
            .addAll(model.runConfigs());
      }
      audio.addAll(provenance.audio());
    }
    return new Provenance(
        last.harnessVersion(),
        last.host(),
        last.jvm(),
        last.seed(),
        models.entrySet().stream()
            .map(e -> new Provenance.ModelFingerprint(e.getKey(), List.copyOf(e.getValue())))
            .toList(),
        List.copyOf(audio));
  }

  /** In the order of the definition; what it does not name comes last, as it was executed. */
  private List<RunConfigResult> results() throws StoreException {
    Map<String, RunConfig> planned = new LinkedHashMap<>();
    for (int i = beginnings.size() - 1; i >= 0; i--) {
      plan(beginnings.get(i).definition(), planned);
    }
    remeasured(planned);
    Map<String, Integer> order = new HashMap<>();
    for (RunConfig config : planned.values()) {
      order.put(config.id(), order.size());
    }
    for (RunConfig config : planned.values()) {
      order.putIfAbsent(config.label(), order.get(config.id()));
    }
    List<RunConfigResult> results = new ArrayList<>();
    for (Map.Entry<String, RunConfigAssembly> one : runConfigs.entrySet()) {
      RunConfig config = planned.get(one.getKey());
      if (config != null || one.getValue().described()) {
        results.add(
            one.getValue()
                .build(config == null ? described(one.getKey(), one.getValue()) : config));
      }
    }
    results.sort(
        Comparator.comparingInt(
            result ->
                order.getOrDefault(
                    result.runConfig().id(),
                    order.getOrDefault(result.label(), Integer.MAX_VALUE))));
    return results;
  }

  private static void plan(BenchmarkDefinition definition, Map<String, RunConfig> planned) {
    try {
      RunConfigs.expand(definition).forEach(config -> planned.putIfAbsent(config.id(), config));
    } catch (IllegalArgumentException e) {
      // A version that expands otherwise wrote it: what was executed says what it was.
    }
  }

  /** What was measured again is no part of the definition. */
  private void remeasured(Map<String, RunConfig> planned) {
    for (RunHeader beginning : beginnings) {
      for (RemeasuredBaseline.Measured one :
          beginning.remeasured().map(RemeasuredBaseline::systems).orElse(List.of())) {
        one.in(beginning.definition()).ifPresent(config -> planned.put(config.id(), config));
      }
    }
  }

  /** A run config that has a secret, or was planned by another version. */
  private RunConfig described(String id, RunConfigAssembly records) throws StoreException {
    String name = records.workload();
    for (int i = beginnings.size() - 1; i >= 0; i--) {
      for (Workload workload : beginnings.get(i).definition().workloads()) {
        if (workload.name().equals(name)) {
          return new RunConfig(id, records.sut(), workload.withTask(records.task()));
        }
      }
    }
    throw new StoreException(
        file,
        "results file '"
            + file
            + "' has trials of workload '"
            + name
            + "', which its definition lacks; start a new run",
        null);
  }
}
