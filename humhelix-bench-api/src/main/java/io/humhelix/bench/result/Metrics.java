package io.humhelix.bench.result;

import static io.humhelix.bench.result.Direction.HIGHER_IS_BETTER;
import static io.humhelix.bench.result.Direction.INFORMATION;
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
          "median over the answered clips of a trial of the time from the call, or from being due,"
              + " to the last segment");

  /** 90th percentile of the latency. */
  public static final Metric LATENCY_P90_S = percentile("p90", "90");

  /** 95th percentile of the latency. */
  public static final Metric LATENCY_P95_S = percentile("p95", "95");

  /** 97th percentile of the latency. */
  public static final Metric LATENCY_P97_S = percentile("p97", "97");

  /** 99th percentile of the latency. */
  public static final Metric LATENCY_P99_S = percentile("p99", "99");

  /** 99.9th percentile of the latency. */
  public static final Metric LATENCY_P999_S = percentile("p99_9", "99.9");

  /** The slowest call. */
  public static final Metric LATENCY_MAX_S =
      new Metric("latency_max_s", "s", LOWER_IS_BETTER, "slowest answered clip of a trial");

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
          "busy time of a trial / original audio duration, sums over its answered clips");

  /** Inverse real-time factor over busy time. */
  public static final Metric RTFX_BUSY =
      new Metric(
          "rtfx_busy",
          "",
          HIGHER_IS_BETTER,
          "original audio duration / sum of the calls' times, of answered calls");

  /** Inverse real-time factor over wall time. */
  public static final Metric RTFX_WALL =
      new Metric(
          "rtfx_wall",
          "",
          HIGHER_IS_BETTER,
          "original audio duration of the answered calls / time from the trial's first call to the"
              + " end of its last one, answered or failed");

  /** Clips per second. */
  public static final Metric SAMPLES_PER_S =
      new Metric(
          "samples_per_s",
          "1/s",
          HIGHER_IS_BETTER,
          "clips answered / time from the start of the trial to the end of the last call, answered"
              + " or failed");

  /**
   * Clips per second that were answered, and within the latency limit where there is one: {@code
   * request_goodput} of vLLM's {@code benchmark_serving.py} (good requests / duration of the
   * benchmark) and goodput of AIPerf. MLPerf LoadGen knows no failed queries.
   */
  public static final Metric GOODPUT_PER_S =
      new Metric(
          "goodput_per_s",
          "1/s",
          HIGHER_IS_BETTER,
          "clips of queries that were answered, and within the latency limit where one is set, / time"
              + " from the start of the trial to the end of the last call, as vLLM and AIPerf have"
              + " goodput");

  /** Failed calls. */
  public static final Metric ERROR_PERCENT =
      new Metric(
          "error_percent",
          "%",
          LOWER_IS_BETTER,
          "100 x calls that failed / calls that were made; each clip of a batch is one");

  /** Rate of arrivals, as it was completed. */
  public static final Metric COMPLETED_PER_S =
      new Metric(
          "completed_per_s",
          "1/s",
          HIGHER_IS_BETTER,
          "(n - 1) / time at which the last query ended, n of which were answered, as MLPerf LoadGen"
              + " has it (where none fails)");

  /** The load that was asked for. */
  public static final Metric OFFERED_LOAD =
      new Metric(
          "offered_load",
          "",
          INFORMATION,
          "clips per second (server), speakers (streams), or clips per query (multi-stream)");

  /** The highest load that was sustained. */
  public static final Metric PEAK_LOAD =
      new Metric(
          "peak_load",
          "",
          HIGHER_IS_BETTER,
          "highest load found, clips per second (server) or speakers (streams), whose latency"
              + " percentile is within its limit and whose backlog does not grow");

  /** Median time of waiting for the system. */
  public static final Metric QUEUED_P50_S =
      new Metric(
          "queued_p50_s",
          "s",
          LOWER_IS_BETTER,
          "median over the clips of the time that they waited for another call to end, or for earlier"
              + " chunks of their own to be taken");

  /** How late the harness itself was. */
  public static final Metric ISSUE_LATENESS_P99_S =
      new Metric(
          "issue_lateness_p99_s",
          "s",
          LOWER_IS_BETTER,
          "99th percentile over the clips of the time from being due, with room in the system, to"
              + " the call: what the harness itself adds");

  /** Most clips waiting. */
  public static final Metric OUTSTANDING_MAX =
      new Metric(
          "outstanding_max",
          "",
          INFORMATION,
          "most clips at one time that were due and had no text yet");

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
          "100 x word errors / reference words, summed over the clips of a trial; a failed call"
              + " counts as an empty text, in proportion to the calls of its clip");

  /** Character error rate. */
  public static final Metric CER_PERCENT =
      new Metric(
          "cer_percent",
          "%",
          LOWER_IS_BETTER,
          "100 x character errors / reference characters, blanks counted, summed over the clips of"
              + " a trial; failed calls count as for wer_percent");

  private static final List<Metric> ALL =
      List.of(
          LOAD_S,
          FIRST_CALL_S,
          LATENCY_P50_S,
          LATENCY_P90_S,
          LATENCY_P95_S,
          LATENCY_P97_S,
          LATENCY_P99_S,
          LATENCY_P999_S,
          LATENCY_MAX_S,
          QUEUED_P50_S,
          ISSUE_LATENESS_P99_S,
          OUTSTANDING_MAX,
          OFFERED_LOAD,
          PEAK_LOAD,
          SAMPLES_PER_S,
          COMPLETED_PER_S,
          GOODPUT_PER_S,
          ERROR_PERCENT,
          FIRST_SEGMENT_P50_S,
          RTF,
          RTFX_BUSY,
          RTFX_WALL,
          DECODE_TOKENS_PER_S,
          WER_PERCENT,
          CER_PERCENT);

  private Metrics() {}

  private static Metric percentile(String word, String number) {
    return new Metric(
        "latency_" + word + "_s",
        "s",
        LOWER_IS_BETTER,
        number
            + " percent of the answered queries of a trial had their text within this time from being"
            + " due;"
            + " absent where too few queries were made to bound it");
  }

  /**
   * Returns every metric of the harness.
   *
   * @return in the order in which tables show them
   */
  public static List<Metric> all() {
    return ALL;
  }
}
