package io.humhelix.bench.result;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One call of a trial: a row of its {@link CallSeries}. Times are in nanoseconds on the monotonic
 * clock; points in time count from the start of the trial. Immutable and thread-safe.
 */
public final class Call {

  private final CallSeries series;
  private final int row;

  Call(CallSeries series, int row) {
    this.series = series;
    this.row = row;
  }

  /**
   * Returns the call's position in the trial.
   *
   * @return its row, from 0
   */
  public int row() {
    return row;
  }

  /**
   * Returns the clip.
   *
   * @return its id within the workload
   */
  public String clipId() {
    return series.clips().get(series.clip(row));
  }

  /**
   * Returns the original length of the audio, never padded.
   *
   * @return seconds
   */
  public double audioSeconds() {
    return series.audioSeconds(row);
  }

  /**
   * Returns when the call began; for a clip in chunks, when the call with the last chunk began.
   *
   * @return from the start of the trial
   */
  public long startNanos() {
    return series.startNanos(row);
  }

  /**
   * Returns the time until segments could be read. For a clip in chunks, the calls that took the
   * chunks count.
   *
   * @return 0 or more
   */
  public long inferenceNanos() {
    return series.chunksNanos(row) + series.inferenceNanos(row);
  }

  /**
   * Returns the time of reading all segments: much for an engine that decodes lazily, about 0 for
   * one that returns everything at once.
   *
   * @return 0 or more
   */
  public long transcriptionNanos() {
    return series.transcriptionNanos(row);
  }

  /**
   * Returns the time from the call until the first segment.
   *
   * @return empty if the engine gives no partial results, or there was no segment
   */
  public OptionalLong firstSegmentNanos() {
    return series.firstSegmentNanos(row);
  }

  /**
   * Returns the time within the system: {@link #inferenceNanos()} + {@link #transcriptionNanos()}.
   *
   * @return 0 or more
   */
  public long totalNanos() {
    return inferenceNanos() + transcriptionNanos();
  }

  /**
   * Returns the latency: from the time at which the clip was due until all text existed.
   *
   * @return 0 or more
   */
  public long latencyNanos() {
    return series.latencyNanos(row);
  }

  /** Compares clip and times; the position in the trial does not matter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Call that && series.sameRow(row, that.series, that.row);
  }

  @Override
  public int hashCode() {
    return Objects.hash(startNanos(), totalNanos());
  }

  @Override
  public String toString() {
    return "call " + row + " of clip '" + clipId() + "'";
  }
}
