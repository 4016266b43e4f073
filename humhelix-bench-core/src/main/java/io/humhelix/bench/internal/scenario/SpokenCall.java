package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.CallTimer;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A clip that a system is given while it is spoken: its stream is opened when the audio begins, and
 * each chunk is handed over when its audio has been spoken, or when the system has taken the one
 * before. One object per lane, used by its thread for one clip after the other.
 */
final class SpokenCall {

  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / TranscriptionRequest.SAMPLE_RATE;

  private final Sut sut;
  private final int chunk;
  private final CallTimer timer;
  private final AtomicLong deadline;
  private final Timeline timeline;
  private final BooleanSupplier stop;
  private CallBatch batch;
  private long timeout;
  private long latest;
  private long ready;
  private long spent;

  /**
   * Prepares calls.
   *
   * @param chunk samples of a chunk, 1 or more
   * @param timer takes the times of the part of a call that its latency consists of
   * @param deadline until when a call of the system has to end, or {@link Lane#IDLE}
   */
  SpokenCall(
      Sut sut,
      int chunk,
      CallTimer timer,
      AtomicLong deadline,
      Timeline timeline,
      BooleanSupplier stop) {
    this.sut = sut;
    this.chunk = chunk;
    this.timer = timer;
    this.deadline = deadline;
    this.timeline = timeline;
    this.stop = stop;
  }

  /** Samples of a chunk of so many nanoseconds. */
  static int samples(long nanos) {
    return (int) Math.max(1, nanos / NANOS_PER_SAMPLE);
  }

  /**
   * Plays a clip.
   *
   * @param taken when its audio ends
   * @param free when the system had a place for it
   * @param longest time that a call may take, and the clip after its audio has ended
   * @return its text, or null if it was abandoned: the trial is to end, or its audio is over
   */
  Transcript play(TranscriptionRequest clip, CallBatch taken, long free, long longest)
      throws SutException {
    batch = taken;
    timeout = longest;
    spent = 0;
    float[] samples = clip.samples();
    long begin = batch.due - samples.length * NANOS_PER_SAMPLE;
    if (!spoken(begin)) {
      return null;
    }
    ready = Math.max(begin, free);
    latest = Math.max(ready, batch.due) + timeout;
    watch();
    timer.start();
    try (TranscriptionStream stream = open(clip)) {
      took(begin, timer.startNanos());
      int from = 0;
      for (; from + chunk < samples.length; from += chunk) {
        // Cut before its time comes, so that no call is late for it.
        float[] next = Arrays.copyOfRange(samples, from, from + chunk);
        long due = begin + (from + chunk) * NANOS_PER_SAMPLE;
        if (!spoken(due)) {
          return null;
        }
        watch();
        long before = timeline.nanos();
        stream.accept(next);
        took(due, before);
      }
      float[] last = Arrays.copyOfRange(samples, from, samples.length);
      return spoken(batch.due) ? end(stream, last) : null;
    }
  }

  private TranscriptionStream open(TranscriptionRequest clip) throws SutException {
    TranscriptionStream stream = sut.stream(new StreamRequest(clip.clipId(), clip.task()), timer);
    if (stream == null) {
      throw new IllegalStateException("stream returned null");
    }
    return stream;
  }

  private Transcript end(TranscriptionStream stream, float[] last) throws SutException {
    ready = Math.max(ready, batch.due);
    watch();
    timer.audioEnds();
    if (last.length > 0) {
      stream.accept(last);
    }
    Transcript transcript = stream.finish();
    timer.end();
    if (transcript == null) {
      throw new IllegalStateException("finish returned null");
    }
    return transcript;
  }

  /** Waits until some audio has been spoken; false if there is no need for it any more. */
  private boolean spoken(long time) {
    if (time - timeline.nanos() > 0) {
      deadline.setRelease(Lane.IDLE);
    }
    boolean wanted =
        timeline.until(Math.min(time, batch.until), stop)
            && timeline.nanos() < batch.until
            && !stop.getAsBoolean();
    if (!wanted) {
      // Closing may hang as any call may.
      deadline.setRelease(timeline.nanos() + timeout);
    }
    return wanted;
  }

  private void watch() {
    deadline.setRelease(Math.min(timeline.nanos() + timeout, latest));
  }

  /** The harness may be late for a chunk, and the next ones then with it: that is kept apart. */
  private void took(long due, long before) {
    long nanos = timeline.nanos() - before;
    spent += nanos;
    ready = Math.max(ready, due) + nanos;
  }

  /** When the system would have been ready for the last chunk if the harness were never late. */
  long readyNanos() {
    return ready;
  }

  /** Time of the calls before the last chunk. */
  long chunkNanos() {
    return spent;
  }
}
