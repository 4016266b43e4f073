package io.humhelix.bench.internal.measure;

import io.humhelix.bench.result.Transcript;
import java.util.OptionalLong;

/**
 * One clip handed to a system, as it was measured, before anything is computed from it.
 *
 * @param clip index of the clip within the workload
 * @param position place in the order of the trial
 * @param turn when it was due, and with what
 * @param startNanos start of the call on the clock
 * @param endNanos end of the call on the clock
 * @param inferenceNanos from the call until segments could be read
 * @param transcriptionNanos reading the segments
 * @param firstSegmentNanos from the call until the first segment
 * @param transcript what the call returned; often the same object where a clip got the same text
 *     again
 */
public record RawCall(
    int clip,
    int position,
    Turn turn,
    long startNanos,
    long endNanos,
    long inferenceNanos,
    long transcriptionNanos,
    OptionalLong firstSegmentNanos,
    Transcript transcript) {

  /**
   * When a clip was due, and what it went together with.
   *
   * @param query number of the query; several clips of multi-stream are one
   * @param call number of the call of the system; the clips of a batch have the same one
   * @param dueNanos when it was due, on the clock
   * @param queuedNanos how long it then waited until the system had room
   * @param chunkNanos time of the calls that took chunks before; 0 for a clip that came whole
   */
  public record Turn(int query, int call, long dueNanos, long queuedNanos, long chunkNanos) {}

  /** A call that was due when it was made. */
  public RawCall(
      int clip,
      int position,
      long startNanos,
      long endNanos,
      long inferenceNanos,
      long transcriptionNanos,
      OptionalLong firstSegmentNanos,
      Transcript transcript) {
    this(
        clip,
        position,
        new Turn(position, position, startNanos, 0, 0),
        startNanos,
        endNanos,
        inferenceNanos,
        transcriptionNanos,
        firstSegmentNanos,
        transcript);
  }
}
