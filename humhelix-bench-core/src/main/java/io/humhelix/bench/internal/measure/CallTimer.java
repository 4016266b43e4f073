package io.humhelix.bench.internal.measure;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.TranscriptionProgress;

/** Times one call after another. Used only by the thread that makes the calls. */
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

  /** Starts timing a call. */
  public void start() {
    readableSeen = false;
    segmentSeen = false;
    start = clock.nanos();
    opened = start;
  }

  /**
   * Restarts the clock of a call in chunks when its audio has ended; the first segment still counts
   * from the start.
   */
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

  /**
   * Time from the call until segments could be read; the whole call if the engine never reported
   * that.
   */
  public long inferenceNanos() {
    return (readableSeen ? readable : end) - start;
  }

  /** Time of reading the segments; 0 if the engine returned everything at once. */
  public long transcriptionNanos() {
    return readableSeen ? end - readable : 0;
  }

  /** Time from the call, or the first chunk, to the first segment; -1 without segments. */
  public long firstSegment() {
    return segmentSeen ? firstSegment - opened : -1;
  }
}
