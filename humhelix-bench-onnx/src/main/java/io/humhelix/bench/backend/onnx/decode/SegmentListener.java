package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.result.Segment;

/** Told of the segments of several clips as soon as they have their text. */
@FunctionalInterface
public interface SegmentListener {

  /**
   * A segment has its text.
   *
   * @param clip place of its clip in the list, from 0
   * @param segment the segment
   */
  void segment(int clip, Segment segment);
}
