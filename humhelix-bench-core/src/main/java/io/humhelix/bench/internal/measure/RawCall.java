package io.humhelix.bench.internal.measure;

import io.humhelix.bench.spi.Transcript;
import java.util.OptionalLong;

/**
 * One call as it was measured, before anything is computed from it.
 *
 * @param clip index of the clip within the workload
 * @param position place in the order of the pass
 * @param startNanos start of the call on the clock
 * @param endNanos end of the call on the clock
 * @param inferenceNanos from the call until segments could be read
 * @param transcriptionNanos reading the segments
 * @param firstSegmentNanos from the call until the first segment
 * @param transcript what the call returned
 */
public record RawCall(
    int clip,
    int position,
    long startNanos,
    long endNanos,
    long inferenceNanos,
    long transcriptionNanos,
    OptionalLong firstSegmentNanos,
    Transcript transcript) {}
