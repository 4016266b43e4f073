package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The measured trials of a run that is in memory, as the rows that its results file would give: for
 * those who read stored trials, and are given a run that was never stored.
 */
public final class RunRows {

  private static final double NANOS = 1e9;

  private RunRows() {}

  /**
   * Makes the rows.
   *
   * @param run with any status
   * @return in the order of the run's run configs, with the clips of the first valid trial of each,
   *     and without texts
   */
  public static List<TrialRow> of(RunResult run) {
    RunFacts facts = facts(run);
    Map<String, StoredWorkload> workloads = workloads(run);
    List<TrialRow> rows = new ArrayList<>();
    for (RunConfigResult config : run.runConfigs()) {
      TrialContext context =
          new TrialContext(config.runConfig(), config.effective(), config.normalizer());
      RunConfigFacts shared = config(context, workloads);
      boolean fresh = true;
      for (TrialResult trial : config.trials()) {
        if (trial.kind() == TrialKind.MEASURED) {
          TrialRow row = row(facts, shared, context, trial, fresh);
          rows.add(row);
          fresh &= !row.valid();
        }
      }
    }
    return rows;
  }

  /**
   * Says how run configs ended.
   *
   * @param run with any status
   * @return one for each of its run configs, in their order
   */
  public static List<RunConfigEnd> ends(RunResult run) {
    RunFacts facts = facts(run);
    return run.runConfigs().stream()
        .map(
            config ->
                new RunConfigEnd(
                    facts,
                    config.runConfig().id(),
                    config.label(),
                    config.status().name(),
                    ClipErrors.decidingUnit(config).noun(),
                    config.runConfig().remeasured().isPresent()))
        .toList();
  }

  private static RunFacts facts(RunResult run) {
    Map<String, String> host = new LinkedHashMap<>();
    run.provenance().host().forEach((key, value) -> host.put(key, String.valueOf(value)));
    return new RunFacts(
        run.resultsFile().orElse(Path.of("")),
        run.runId(),
        Optional.of(run.startedAt()),
        host.getOrDefault("name", ""),
        run.definition().name(),
        run.definition().scenario().name(),
        run.provenance().harnessVersion(),
        host);
  }

  private static Map<String, StoredWorkload> workloads(RunResult run) {
    ObjectNode tree = Json.object();
    tree.set("definition", DiskForms.json(run.definition()));
    tree.set("provenance", Json.of(DiskForms.CODEC.encode(run.provenance())));
    return StoredWorkload.in(tree);
  }

  private static RunConfigFacts config(
      TrialContext context, Map<String, StoredWorkload> workloads) {
    RunConfig config = context.runConfig();
    String name = config.workload().name();
    StoredWorkload stored = workloads.getOrDefault(name, StoredWorkload.unknown(name));
    return new RunConfigFacts(
        config.id(),
        config.label(),
        config.sut().name(),
        config.sut().backend(),
        config.sut().model(),
        config.sut().computeType().word(),
        config.sut().device().toString(),
        config.sut().options(),
        new WorkloadFacts(
            name,
            TrialValues.audioFile(config.workload()),
            stored.audioSha256(),
            config.workload().task().vadFilter(),
            config.workload().task().wordTimestamps(),
            stored.speakers(),
            stored.errorUnit()),
        context.beamSize(),
        context.effective(),
        context.normalizer(),
        config.remeasured().isPresent());
  }

  private static TrialRow row(
      RunFacts run,
      RunConfigFacts config,
      TrialContext context,
      TrialResult trial,
      boolean withClips) {
    boolean valid = trial.counts() && !trial.clips().isEmpty();
    Map<String, Double> metrics = new LinkedHashMap<>();
    trial.metrics().forEach(one -> metrics.put(one.metric().name(), one.value()));
    return new TrialRow(
        run,
        config,
        "",
        false,
        RecordKind.TRIAL,
        trial.fork(),
        trial.trial(),
        trial.status().name(),
        valid,
        Optional.of(trial.startedAt()),
        metrics,
        valid ? means(TrialValues.of(context, trial)) : Map.of(),
        Optional.empty(),
        valid && withClips ? clips(trial, context.normalizer()) : List.of());
  }

  private static Map<String, Double> means(TrialValues values) {
    Map<String, Double> means = new LinkedHashMap<>();
    means.put("load_time", values.loadTime());
    means.put("inference_time", values.inferenceTime());
    means.put("transcription_time", values.transcriptionTime());
    means.put("total_transcription_time", values.totalTranscriptionTime());
    means.put("audio_duration", values.audioDuration());
    means.put("rtf", values.rtf());
    means.put("total_time", values.totalTime());
    return means;
  }

  private static List<ClipRow> clips(TrialResult trial, String normalizer) {
    List<ClipRow> rows = new ArrayList<>();
    for (ClipResult clip : trial.clips()) {
      Optional<ClipScore> score = clip.score();
      rows.add(
          new ClipRow(
              clip.clipId(),
              rows.size(),
              OptionalDouble.of(clip.audioSeconds()),
              clip.call().inferenceNanos() / NANOS,
              clip.call().transcriptionNanos() / NANOS,
              OptionalDouble.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              score.map(ClipScore::words),
              score.map(ClipScore::characters),
              score.isPresent() ? score.get().normalizer() : ""));
    }
    return rows;
  }
}
