package io.humhelix.bench.result;

import static io.humhelix.bench.result.Direction.HIGHER_IS_BETTER;
import static io.humhelix.bench.result.Direction.LOWER_IS_BETTER;

import java.util.List;

/** The metrics that the harness measures. Times are taken from the monotonic clock. */
public final class Metrics {

  /** Model load. */
  public static final Metric LOAD_S =
      new Metric("load_s", "s", LOWER_IS_BETTER, "opening the system under test, model load");

  /** The first call of a freshly loaded model. */
  public static final Metric FIRST_CALL_S =
      new Metric(
          "first_call_s",
          "s",
          LOWER_IS_BETTER,
          "the first clip of the workload on a freshly loaded model; never averaged with later"
              + " calls");

  /** Median time of a call. */
  public static final Metric LATENCY_P50_S =
      new Metric(
          "latency_p50_s",
          "s",
          LOWER_IS_BETTER,
          "median over the clips of a trial of the time from the call to the last segment");

  /** The slowest call. */
  public static final Metric LATENCY_MAX_S =
      new Metric("latency_max_s", "s", LOWER_IS_BETTER, "slowest clip of a trial");

  /** Median time to the first segment. */
  public static final Metric FIRST_SEGMENT_P50_S =
      new Metric(
          "first_segment_p50_s",
          "s",
          LOWER_IS_BETTER,
          "median over the clips of the time to the first segment, where the engine gives partial"
              + " results");

  /** Real-time factor. */
  public static final Metric RTF =
      new Metric(
          "rtf",
          "",
          LOWER_IS_BETTER,
          "busy time of a trial / original audio duration, sums over its clips");

  /** Inverse real-time factor over busy time. */
  public static final Metric RTFX_BUSY =
      new Metric(
          "rtfx_busy", "", HIGHER_IS_BETTER, "original audio duration / sum of the calls' times");

  /** Inverse real-time factor over wall time. */
  public static final Metric RTFX_WALL =
      new Metric(
          "rtfx_wall",
          "",
          HIGHER_IS_BETTER,
          "original audio duration / time from the trial's first call to its last result");

  /** Speed of decoding, by the engine's own account. */
  public static final Metric DECODE_TOKENS_PER_S =
      new Metric(
          "decode_tokens_per_s",
          "1/s",
          HIGHER_IS_BETTER,
          "tokens of the text / time of the phase decode, sums over the clips of a trial; both by the"
              + " engine's own account");

  /** Word error rate. */
  public static final Metric WER_PERCENT =
      new Metric(
          "wer_percent",
          "%",
          LOWER_IS_BETTER,
          "100 x word errors / reference words, summed over the clips of a trial");

  /** Character error rate. */
  public static final Metric CER_PERCENT =
      new Metric(
          "cer_percent",
          "%",
          LOWER_IS_BETTER,
          "100 x character errors / reference characters, blanks counted, summed over the clips of"
              + " a trial");

  private static final List<Metric> ALL =
      List.of(
          LOAD_S,
          FIRST_CALL_S,
          LATENCY_P50_S,
          LATENCY_MAX_S,
          FIRST_SEGMENT_P50_S,
          RTF,
          RTFX_BUSY,
          RTFX_WALL,
          DECODE_TOKENS_PER_S,
          WER_PERCENT,
          CER_PERCENT);

  private Metrics() {}

  /**
   * Returns every metric of the harness.
   *
   * @return in the order in which tables show them
   */
  public static List<Metric> all() {
    return ALL;
  }
}
