package io.humhelix.bench.internal.measure;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.TranscriptionProgress;

/**
 * Takes the times of one call, and then of the next. Used by the one thread that makes the calls.
 */
public final class CallTimer implements TranscriptionProgress {

  private final NanoClock clock;
  private long opened;
  private long start;
  private long readable;
  private long firstSegment;
  private long end;
  private boolean readableSeen;
  private boolean segmentSeen;

  public CallTimer(NanoClock clock) {
    this.clock = clock;
  }

  /** Forgets the call before, and takes the time. */
  public void start() {
    readableSeen = false;
    segmentSeen = false;
    start = clock.nanos();
    opened = start;
  }

  /** Takes the time of a call whose audio came in chunks anew; the first segment counts on. */
  public void audioEnds() {
    readableSeen = false;
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

  /** From the call, or the first chunk, until the first segment; -1 if there was none. */
  public long firstSegment() {
    return segmentSeen ? firstSegment - opened : -1;
  }
}
