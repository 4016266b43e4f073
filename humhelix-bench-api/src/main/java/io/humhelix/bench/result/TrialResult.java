package io.humhelix.bench.result;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One execution of a run config.
 *
 * @param runConfigId what was executed
 * @param kind which part it plays
 * @param fork number of the fork, from 1
 * @param trial number within its kind and fork, from 1
 * @param status how it ended
 * @param startedAt wall-clock time, for information only
 * @param wallNanos from the first call to the end of the last one
 * @param loadNanos model load of this fork
 * @param clips the calls that ended, in the order of the workload; where a clip was taken several
 *     times, the first call with each text that it got
 * @param metrics what follows from the calls
 * @param issues what a reader should know
 * @param failure why it did not end well; empty unless FAILED or TIMEOUT
 * @param scenario every call, and what follows from them; empty for a plain single-stream pass,
 *     whose calls are all among the clips
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
    List<ClipResult> clips,
    List<Measurement> metrics,
    List<Issue> issues,
    Optional<Failure> failure,
    Optional<ScenarioResult> scenario) {

  private static final double NANOS = 1e9;

  public TrialResult {
    Objects.requireNonNull(runConfigId, "runConfigId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(scenario, "scenario");
    clips = List.copyOf(clips);
    metrics = List.copyOf(metrics);
    issues = List.copyOf(issues);
  }

  /**
   * A plain single-stream pass.
   *
   * @param runConfigId what was executed
   * @param kind which part it plays
   * @param fork number of the fork, from 1
   * @param trial number within its kind and fork, from 1
   * @param status how it ended
   * @param startedAt wall-clock time, for information only
   * @param wallNanos from the first call to the end of the last one
   * @param loadNanos model load of this fork
   * @param clips the calls that ended, in the order of the workload
   * @param metrics what follows from the calls
   * @param issues what a reader should know
   * @param failure why it did not end well
   */
  public TrialResult(
      String runConfigId,
      TrialKind kind,
      int fork,
      int trial,
      TrialStatus status,
      Instant startedAt,
      long wallNanos,
      long loadNanos,
      List<ClipResult> clips,
      List<Measurement> metrics,
      List<Issue> issues,
      Optional<Failure> failure) {
    this(
        runConfigId,
        kind,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        clips,
        metrics,
        issues,
        failure,
        Optional.empty());
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
   * Returns the audio of the calls that ended.
   *
   * @return seconds
   */
  public double audioSeconds() {
    if (scenario.isPresent()) {
      return scenario.get().calls().totalAudioSeconds();
    }
    return clips.stream().mapToDouble(ClipResult::audioSeconds).sum();
  }

  /**
   * Returns the time until segments could be read, summed over the calls; in chunks, with that of
   * the calls that took them.
   *
   * @return seconds
   */
  public double inferenceSeconds() {
    return sum((c, row) -> c.chunksNanos(row) + c.inferenceNanos(row), ClipResult::inferenceNanos)
        / NANOS;
  }

  /**
   * Returns the time of reading segments, summed over the calls.
   *
   * @return seconds
   */
  public double transcriptionSeconds() {
    return sum(CallSeries::transcriptionNanos, ClipResult::transcriptionNanos) / NANOS;
  }

  /**
   * Returns the busy time: {@link #inferenceSeconds()} + {@link #transcriptionSeconds()}.
   *
   * @return seconds
   */
  public double totalTranscriptionSeconds() {
    return sum((c, row) -> c.chunksNanos(row) + c.serviceNanos(row), ClipResult::totalNanos)
        / NANOS;
  }

  /** Sums over the calls of the system: a batch is one, however many clips it had. */
  private long sum(ToLongBiFunction<CallSeries, Integer> ofRow, ToLongFunction<ClipResult> ofClip) {
    if (scenario.isEmpty()) {
      return clips.stream().mapToLong(ofClip).sum();
    }
    CallSeries calls = scenario.get().calls();
    return calls.sumOverCalls(row -> ofRow.applyAsLong(calls, row));
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
   * Returns the texts of the clips, one a line, in the order of the workload. Where a clip got
   * several texts, the first one counts.
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
   * @param metric which one
   * @return its value, or empty where it was not measured
   */
  public Optional<Double> metric(Metric metric) {
    return metrics.stream()
        .filter(m -> m.metric().equals(metric))
        .map(Measurement::value)
        .findFirst();
  }
}
