package io.humhelix.bench.internal.measure;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.util.OptionalLong;

/** Takes the times of one call. Used by the one thread that makes the call. */
public final class CallTimer implements TranscriptionProgress {

  private final NanoClock clock;
  private long start;
  private long readable;
  private long firstSegment;
  private long end;
  private boolean readableSeen;
  private boolean segmentSeen;

  public CallTimer(NanoClock clock) {
    this.clock = clock;
  }

  public void start() {
    start = clock.nanos();
  }

  public void end() {
    end = clock.nanos();
  }

  @Override
  public void segmentsReadable() {
    if (!readableSeen) {
      readable = clock.nanos();
      readableSeen = true;
    }
  }

  @Override
  public void segment(Segment segment) {
    firstText();
  }

  @Override
  public void partialText(String text) {
    firstText();
  }

  private void firstText() {
    if (!segmentSeen) {
      firstSegment = clock.nanos();
      segmentSeen = true;
    }
  }

  public long startNanos() {
    return start;
  }

  public long endNanos() {
    return end;
  }

  /** From the call until segments could be read; the whole call if the engine never said so. */
  public long inferenceNanos() {
    return (readableSeen ? readable : end) - start;
  }

  /** Reading the segments; 0 if the engine returned everything at once. */
  public long transcriptionNanos() {
    return readableSeen ? end - readable : 0;
  }

  /** From the call until the first segment. */
  public OptionalLong firstSegmentNanos() {
    return segmentSeen ? OptionalLong.of(firstSegment - start) : OptionalLong.empty();
  }
}
