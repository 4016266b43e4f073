package io.humhelix.bench.result;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of one trial of a run config.
 *
 * @param runConfigId id of the run config
 * @param kind its role
 * @param fork number of the fork, from 1
 * @param trial number within its kind and fork, from 1
 * @param status how it ended
 * @param startedAt wall-clock time to the millisecond, for information only
 * @param wallNanos from the first call to the end of the last one
 * @param loadNanos model load of this fork
 * @param calls every call that was answered
 * @param clips results of these calls, in the order of the workload; if a clip was taken several
 *     times, the first call with each distinct text
 * @param metrics metrics computed from the calls
 * @param issues what a reader should know
 * @param failure why it failed; empty unless FAILED or TIMEOUT
 * @param scenario results under load; empty for a plain single-stream pass
 * @param failedCalls calls that failed, after which the trial went on
 */
public record TrialResult(
    String runConfigId,
    TrialKind kind,
    int fork,
    int trial,
    TrialStatus status,
    Instant startedAt,
    long wallNanos,
    long loadNanos,
    CallSeries calls,
    List<ClipResult> clips,
    List<Measurement> metrics,
    List<Issue> issues,
    Optional<Failure> failure,
    Optional<ScenarioResult> scenario,
    FailedCalls failedCalls) {

  private static final double NANOS = 1e9;

  public TrialResult {
    Objects.requireNonNull(runConfigId, "runConfigId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(status, "status");
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(calls, "calls");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(scenario, "scenario");
    Objects.requireNonNull(failedCalls, "failedCalls");
    clips = List.copyOf(clips);
    metrics = List.copyOf(metrics);
    issues = List.copyOf(issues);
  }

  /**
   * Returns this trial with another role.
   *
   * @param others its role
   * @return a new trial
   */
  public TrialResult withKind(TrialKind others) {
    return new TrialResult(
        runConfigId,
        others,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        clips,
        metrics,
        issues,
        failure,
        scenario,
        failedCalls);
  }

  /**
   * Returns this trial with another status.
   *
   * @param others how it ended
   * @return a new trial
   */
  public TrialResult withStatus(TrialStatus others) {
    return new TrialResult(
        runConfigId,
        kind,
        fork,
        trial,
        others,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        clips,
        metrics,
        issues,
        failure,
        scenario,
        failedCalls);
  }

  /**
   * Returns this trial with other clips of the same calls.
   *
   * @param others results of the calls
   * @return a new trial
   */
  public TrialResult withClips(List<ClipResult> others) {
    return new TrialResult(
        runConfigId,
        kind,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        others,
        metrics,
        issues,
        failure,
        scenario,
        failedCalls);
  }

  /**
   * Returns this trial with other metrics.
   *
   * @param others measurements
   * @return a new trial
   */
  public TrialResult withMetrics(List<Measurement> others) {
    return new TrialResult(
        runConfigId,
        kind,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        clips,
        others,
        issues,
        failure,
        scenario,
        failedCalls);
  }

  /**
   * Returns this trial with other issues.
   *
   * @param others what a reader should know
   * @return a new trial
   */
  public TrialResult withIssues(List<Issue> others) {
    return new TrialResult(
        runConfigId,
        kind,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        clips,
        metrics,
        others,
        failure,
        scenario,
        failedCalls);
  }

  /**
   * Returns this trial with other failed calls.
   *
   * @param others calls that failed
   * @return a new trial
   */
  public TrialResult withFailedCalls(FailedCalls others) {
    return new TrialResult(
        runConfigId,
        kind,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        clips,
        metrics,
        issues,
        failure,
        scenario,
        others);
  }

  /**
   * Returns whether this trial's numbers count in averages.
   *
   * @return whether it is measured and OK
   */
  public boolean counts() {
    return kind == TrialKind.MEASURED && status == TrialStatus.OK;
  }

  /**
   * Returns the audio of the calls that were answered.
   *
   * @return seconds
   */
  public double audioSeconds() {
    // Rounding depends on the order, and stored sums keep their last digit.
    return scenario.isPresent() || clips.size() < calls.size()
        ? calls.totalAudioSeconds()
        : clips.stream().mapToDouble(ClipResult::audioSeconds).sum();
  }

  /**
   * Returns the time until segments could be read, summed over the calls; for clips in chunks, the
   * calls that took the chunks are included.
   *
   * @return seconds
   */
  public double inferenceSeconds() {
    return calls.sumOverCalls(row -> calls.chunksNanos(row) + calls.inferenceNanos(row)) / NANOS;
  }

  /**
   * Returns the time of reading segments, summed over the calls.
   *
   * @return seconds
   */
  public double transcriptionSeconds() {
    return calls.sumOverCalls(calls::transcriptionNanos) / NANOS;
  }

  /**
   * Returns the busy time: {@link #inferenceSeconds()} + {@link #transcriptionSeconds()}.
   *
   * @return seconds
   */
  public double totalTranscriptionSeconds() {
    return calls.busyNanos() / NANOS;
  }

  /**
   * Returns the time of the model load.
   *
   * @return seconds
   */
  public double loadSeconds() {
    return loadNanos / NANOS;
  }

  /**
   * Returns the texts of the clips, one a line, in the order of the workload. If a clip got several
   * texts, the first one counts.
   *
   * @return the transcription
   */
  public String transcription() {
    Set<String> seen = new HashSet<>();
    return clips.stream()
        .filter(clip -> seen.add(clip.clipId()))
        .map(ClipResult::text)
        .collect(Collectors.joining("\n"));
  }

  /**
   * Returns a measurement.
   *
   * @param metric the metric
   * @return its value; empty if it was not measured
   */
  public Optional<Double> metric(Metric metric) {
    // Comparisons ask millions of times, and names tell metrics apart at once.
    for (Measurement one : metrics) {
      if (one.metric() == metric
          || one.metric().name().equals(metric.name()) && one.metric().equals(metric)) {
        return Optional.of(one.value());
      }
    }
    return Optional.empty();
  }
}
