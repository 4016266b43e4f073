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
 * Hands a clip to the system while it is spoken: opens its stream when the audio begins, and sends
 * each chunk when its audio has been spoken, or when the system has taken the previous chunk. One
 * object per lane; its thread uses it for one clip after another.
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
  private boolean heard;

  /**
   * Prepares calls.
   *
   * @param chunk samples per chunk, 1 or more
   * @param timer times the part of a call that makes up its latency
   * @param deadline receives when the current call must have ended, or {@link Lane#IDLE}
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

  /** Returns the samples in a chunk of this many nanoseconds. */
  static int samples(long nanos) {
    return (int) Math.max(1, nanos / NANOS_PER_SAMPLE);
  }

  /**
   * Plays a clip.
   *
   * @param taken when its audio ends
   * @param free when the system had a free place for it
   * @param longest time limit of a call, and of the clip after its audio has ended
   * @return its text; null if it was abandoned because the trial or its audio ended
   */
  Transcript play(TranscriptionRequest clip, CallBatch taken, long free, long longest)
      throws SutException {
    batch = taken;
    timeout = longest;
    spent = 0;
    heard = false;
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
        // Cut in advance: cutting must not delay the call.
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
    heard = true;
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

  /** Waits until some audio has been spoken; returns false if the clip is to be abandoned. */
  private boolean spoken(long time) {
    if (time - timeline.nanos() > 0) {
      deadline.setRelease(Lane.IDLE);
    }
    boolean wanted =
        timeline.until(Math.min(time, batch.until), stop)
            && timeline.nanos() < batch.until
            && !stop.getAsBoolean();
    if (!wanted) {
      // Closing may hang like any call.
      deadline.setRelease(timeline.nanos() + timeout);
    }
    return wanted;
  }

  private void watch() {
    deadline.setRelease(Math.min(timeline.nanos() + timeout, latest));
  }

  /**
   * Counts the system's time alone: a chunk that the harness sends late, and later ones with it, do
   * not make it less ready.
   */
  private void took(long due, long before) {
    long nanos = timeline.nanos() - before;
    spent += nanos;
    ready = Math.max(ready, due) + nanos;
  }

  /**
   * When the system would have been ready for the last chunk if the harness had never been late.
   */
  long readyNanos() {
    return ready;
  }

  /** Whether the last chunk was handed over. */
  boolean wasHeard() {
    return heard;
  }

  /** The time of the calls before the last chunk. */
  long chunkNanos() {
    return spent;
  }
}
