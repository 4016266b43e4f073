package io.humhelix.bench.internal.run;

import io.humhelix.bench.estimate.CallErrors;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.TrialKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What follows from the calls of a trial. */
final class TrialMetrics {

  private static final double NANOS = 1e9;

  private TrialMetrics() {}

  /** The times of single calls; of a first call its time alone. */
  static List<Measurement> ofCalls(TrialKind kind, CallSeries calls) {
    double[] latencies =
        IntStream.range(0, calls.size()).mapToDouble(row -> calls.at(row).totalNanos()).toArray();
    Arrays.setAll(latencies, row -> latencies[row] / NANOS);
    return kind == TrialKind.FIRST_CALL
        ? List.of(new Measurement(Metrics.FIRST_CALL_S, calls.busyNanos() / NANOS))
        : List.of(
            new Measurement(Metrics.LATENCY_P50_S, median(latencies)),
            new Measurement(Metrics.LATENCY_MAX_S, Arrays.stream(latencies).max().getAsDouble()));
  }

  /** How fast text came. */
  static List<Measurement> ofSpeed(CallSeries calls, List<ClipResult> clips, long wallNanos) {
    List<Measurement> metrics = new ArrayList<>();
    addFirstSegment(metrics, clips);
    addSpeed(metrics, calls.busyNanos() / NANOS, calls.totalAudioSeconds(), wallNanos);
    return metrics;
  }

  /** How many tokens came in a second, where the engine counts those of every clip. */
  static List<Measurement> ofTokens(List<ClipResult> clips) {
    List<Measurement> metrics = new ArrayList<>();
    addTokenRate(metrics, clips);
    return metrics;
  }

  /** How much of the texts is wrong. */
  static List<Measurement> ofErrors(CallErrors errors) {
    List<Measurement> metrics = new ArrayList<>();
    for (ErrorUnit unit : ErrorUnit.values()) {
      errors.percent(unit).ifPresent(rate -> metrics.add(new Measurement(unit.rate(), rate)));
    }
    return metrics;
  }

  private static void addFirstSegment(List<Measurement> metrics, List<ClipResult> clips) {
    double[] firstSegments =
        clips.stream()
            .map(ClipResult::firstSegmentNanos)
            .filter(OptionalLong::isPresent)
            .mapToDouble(n -> n.getAsLong() / NANOS)
            .toArray();
    if (firstSegments.length > 0) {
      metrics.add(new Measurement(Metrics.FIRST_SEGMENT_P50_S, median(firstSegments)));
    }
  }

  private static void addSpeed(
      List<Measurement> metrics, double busy, double audio, long wallNanos) {
    metrics.add(new Measurement(Metrics.RTF, busy / audio));
    if (busy > 0) {
      metrics.add(new Measurement(Metrics.RTFX_BUSY, audio / busy));
    }
    if (wallNanos > 0) {
      metrics.add(new Measurement(Metrics.RTFX_WALL, audio / (wallNanos / NANOS)));
    }
  }

  /** Only where the engine counts the tokens of every clip. */
  private static void addTokenRate(List<Measurement> metrics, List<ClipResult> clips) {
    long tokens = 0;
    long nanos = 0;
    for (ClipResult clip : clips) {
      Optional<Phase> decode =
          clip.phases().stream().filter(phase -> phase.name().equals(Phase.DECODE)).findFirst();
      if (decode.isEmpty() || decode.get().count().isEmpty()) {
        return;
      }
      tokens += decode.get().count().getAsLong();
      nanos += decode.get().nanos();
    }
    if (nanos > 0) {
      metrics.add(new Measurement(Metrics.DECODE_TOKENS_PER_S, tokens / (nanos / NANOS)));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
