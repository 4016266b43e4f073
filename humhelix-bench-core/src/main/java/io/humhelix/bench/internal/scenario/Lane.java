package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.internal.measure.CallTimer;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * One of the concurrent calls that a system allows: takes the next clip, waits until it is due,
 * makes the call and records it, answered or failed. A clip in chunks occupies the lane for as long
 * as it is spoken. Runs on one thread; another thread may read its recorded calls and the deadline
 * of the current call.
 */
final class Lane {

  /** No call is under way. */
  static final long IDLE = Long.MIN_VALUE;

  private final Sut sut;
  private final List<TranscriptionRequest> clips;
  private final long[] timeouts;
  private final CallSource source;
  private final Timeline timeline;
  private final BooleanSupplier stop;
  private final int maxBatch;
  private final CallTimer timer;
  private final CallLog log;
  private final FailureLog failures;
  private final CallBatch batch = new CallBatch();
  private final AtomicLong deadline = new AtomicLong(IDLE);
  private final AtomicInteger clip = new AtomicInteger();
  private final Optional<SpokenCall> spoken;

  /**
   * Creates a lane.
   *
   * @param failures receives the calls that fail
   * @param maxBatch most clips in a call
   * @param chunk samples per chunk; 0 for whole clips
   */
  Lane(
      Sut sut,
      List<TranscriptionRequest> clips,
      long[] timeouts,
      CallSource source,
      Timeline timeline,
      BooleanSupplier stop,
      FailureLog failures,
      int maxBatch,
      int chunk) {
    this.sut = sut;
    this.clips = clips;
    this.timeouts = timeouts;
    this.source = source;
    this.timeline = timeline;
    this.stop = stop;
    this.failures = failures;
    this.maxBatch = maxBatch;
    timer = new CallTimer(timeline);
    log = new CallLog(clips.size());
    spoken =
        chunk == 0
            ? Optional.empty()
            : Optional.of(new SpokenCall(sut, chunk, timer, deadline, timeline, stop));
  }

  /** Makes calls until there are no more. */
  void run(long origin) throws SutException {
    long free = origin;
    while (source.next(batch, free, maxBatch)) {
      if (spoken.isPresent()) {
        free = play(spoken.get(), free);
        continue;
      }
      long begin = batch.due == CallBatch.NOW ? free : batch.due;
      if (!prepared(free)) {
        free = timeline.nanos();
        source.ended(batch, free);
        continue;
      }
      if (begin - free > 0) {
        deadline.setRelease(IDLE);
        if (!timeline.until(begin, stop)) {
          break;
        }
      } else {
        begin = free;
      }
      make(begin, free);
      free = timer.endNanos();
      source.ended(batch, free);
    }
    deadline.setRelease(IDLE);
  }

  private void make(long begin, long free) throws SutException {
    try {
      if (batch.count == 1) {
        single(begin, free);
      } else {
        batch(begin, free);
      }
      failures.answered();
    } catch (SutException e) {
      timer.end();
      endIfLost(e);
      noteFailed(e, free, timer.startNanos(), timer.endNanos() - timer.startNanos(), 0);
    }
  }

  /**
   * Ends the lane unless the failure is one of its call alone. If the deadline of the call has
   * passed, or the thread was interrupted, the harness has given up the system.
   */
  private void endIfLost(SutException e) throws SutException {
    long until = deadline.getAcquire();
    boolean late = until != IDLE && timeline.nanos() - until > 0;
    if (e.endsTrial() || ofDevice(e) || late || Thread.currentThread().isInterrupted()) {
      throw e;
    }
  }

  /**
   * After an error of the device other calls fail too, though the engine calls it one of this. Not
   * where memory ran out: a server that says so of one call answers the next.
   */
  private static boolean ofDevice(SutException e) {
    return e.kind() == FailureKind.SUT_ERROR
        && DeviceErrors.find(String.valueOf(e.getMessage()))
            .filter(error -> error.kind() == FailureKind.DEVICE)
            .isPresent();
  }

  private void noteFailed(SutException e, long free, long start, long nanos, long chunks) {
    for (int i = 0; i < batch.count; i++) {
      int call = batch.first + i;
      String id = clips.get(source.clip(call)).clipId();
      failures.note(CallLog.failed(call, batch, free, start, nanos, chunks), id, e);
    }
    failures.failed();
    // Lanes that wait for this one's answer may now have to end.
    timeline.signal();
  }

  /** Returns when the lane is free again. */
  private long play(SpokenCall call, long free) throws SutException {
    int taken = source.clip(batch.first);
    clip.setRelease(taken);
    Transcript transcript;
    try {
      transcript = call.play(clips.get(taken), batch, free, timeouts[taken]);
    } catch (SutException e) {
      timer.end();
      endIfLost(e);
      // The text of a clip that goes on beyond the trial would not count either.
      if (batch.until == Long.MAX_VALUE) {
        boolean heard = call.wasHeard();
        long start = heard ? timer.startNanos() : Math.max(timeline.nanos(), batch.due);
        long nanos = heard ? timer.endNanos() - start : 0;
        noteFailed(e, call.readyNanos(), start, nanos, call.chunkNanos());
        source.ended(batch, start + nanos);
      }
      return timeline.nanos();
    }
    if (transcript != null) {
      note(batch.first, taken, call.readyNanos(), call.chunkNanos(), transcript);
      failures.answered();
      source.ended(batch, timer.endNanos());
    }
    return timeline.nanos();
  }

  /**
   * Prepares every clip in advance: work that a system may then skip under load. What fails now
   * fails again, and counts, when the clip is due.
   */
  void prepareAll() throws SutException {
    for (int i = 0; i < clips.size(); i++) {
      try {
        prepare(i, timeline.nanos());
      } catch (SutException e) {
        endIfLost(e);
      }
    }
    deadline.setRelease(IDLE);
  }

  /**
   * Prepares a call before it is due, if the lane is in time; returns false if it failed with that.
   */
  private boolean prepared(long free) throws SutException {
    try {
      for (int i = 0; i < batch.count; i++) {
        prepare(source.clip(batch.first + i), free);
      }
      return true;
    } catch (SutException e) {
      endIfLost(e);
      noteFailed(e, free, Math.max(timeline.nanos(), batch.due), 0, 0);
      return false;
    }
  }

  private void prepare(int next, long now) throws SutException {
    clip.setRelease(next);
    deadline.setRelease(now + timeouts[next]);
    sut.prepare(clips.get(next));
  }

  private void single(long begin, long free) throws SutException {
    int taken = source.clip(batch.first);
    clip.setRelease(taken);
    deadline.setRelease(begin + timeouts[taken]);
    TranscriptionRequest request = clips.get(taken);
    timer.start();
    Transcript transcript = sut.transcribe(request, timer);
    timer.end();
    if (transcript == null) {
      throw new IllegalStateException("transcribe returned null");
    }
    note(batch.first, taken, free, 0, transcript);
  }

  private void batch(long begin, long free) throws SutException {
    TranscriptionRequest[] requests = new TranscriptionRequest[batch.count];
    long timeout = 0;
    for (int i = 0; i < batch.count; i++) {
      int taken = source.clip(batch.first + i);
      requests[i] = clips.get(taken);
      timeout += timeouts[taken];
    }
    clip.setRelease(source.clip(batch.first));
    deadline.setRelease(begin + timeout);
    List<TranscriptionRequest> list = List.of(requests);
    timer.start();
    List<Transcript> transcripts = sut.transcribeBatch(list, timer);
    timer.end();
    if (transcripts == null
        || transcripts.size() != batch.count
        || transcripts.stream().anyMatch(Objects::isNull)) {
      throw new IllegalStateException(
          "transcribeBatch returned "
              + (transcripts == null ? "null" : transcripts.size() + " transcripts")
              + " for "
              + batch.count
              + " clips");
    }
    for (int i = 0; i < batch.count; i++) {
      note(batch.first + i, source.clip(batch.first + i), free, 0, transcripts.get(i));
    }
  }

  private void note(int call, int taken, long free, long chunks, Transcript transcript) {
    log.add(call, batch, free, timer, chunks, taken, transcript);
  }

  /**
   * Returns how long the current call may still take, negative once its time is over; {@code
   * whileIdle} without a call.
   */
  long patienceNanos(long now, long whileIdle) {
    long until = deadline.getAcquire();
    return until == IDLE ? whileIdle : until - now;
  }

  /** The clip of the current call, or of the last one. */
  int clip() {
    return clip.getAcquire();
  }

  CallLog log() {
    return log;
  }
}
