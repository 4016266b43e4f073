package io.humhelix.bench.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One trial of a results file: a trial a row. Facts of its run and run config are shared among
 * rows.
 *
 * @param run facts of the run
 * @param config facts of the run config
 * @param recordId what identifies the record among all files
 * @param verified whether its checksum shows that it is what was written; never for hum-helix's
 * @param kind {@link RecordKind#TRIAL}, or another kind of trial if it was asked for
 * @param fork number of the fork, from 1; 0 in hum-helix's files
 * @param trial number within kind and fork, from 1; 0 in hum-helix's files
 * @param status such as {@code OK} or {@code INVALID}, also one of a later version; empty in
 *     hum-helix's files
 * @param valid whether the trial counts: measured, of status OK, with all of hum-helix's keys
 * @param startedAt wall-clock time; empty where the file has none
 * @param metrics numbers by metric name with the unit in the name, of trials that do not count too;
 *     hum-helix's times under our names
 * @param means hum-helix's seven numbers under its names ({@code load_time}, ..., {@code rtf});
 *     empty unless the trial is valid
 * @param transcription texts of the clips, joined by newlines; empty unless asked for
 * @param clips answered calls; empty unless asked for, and in hum-helix's files
 */
public record TrialRow(
    RunFacts run,
    RunConfigFacts config,
    String recordId,
    boolean verified,
    RecordKind kind,
    int fork,
    int trial,
    String status,
    boolean valid,
    Optional<Instant> startedAt,
    Map<String, Double> metrics,
    Map<String, Double> means,
    Optional<String> transcription,
    List<ClipRow> clips) {

  public TrialRow {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(recordId, "recordId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(means, "means");
    Objects.requireNonNull(transcription, "transcription");
    clips = List.copyOf(clips);
  }

  /**
   * Returns the row without what takes much memory.
   *
   * @return the same without texts and clips
   */
  public TrialRow withoutClips() {
    return new TrialRow(
        run,
        config,
        recordId,
        verified,
        kind,
        fork,
        trial,
        status,
        valid,
        startedAt,
        metrics,
        means,
        Optional.empty(),
        List.of());
  }

  /**
   * Returns a number of the trial.
   *
   * @param name one of hum-helix's seven, or a metric
   * @return empty if the trial has none of that name
   */
  public OptionalDouble number(String name) {
    Double value = means.get(name);
    if (value == null) {
      value = metrics.get(name);
    }
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
