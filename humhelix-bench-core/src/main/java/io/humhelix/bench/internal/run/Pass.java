package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.CallTimer;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.Transcript;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The calls of one trial, one after the other: the single-stream scenario. Runs on the system's
 * thread; what it has done so far can be read from another one, since it may never end.
 */
final class Pass implements Callable<Pass.End> {

  /** How the calls ended. */
  enum End {
    /** Every call returned. */
    COMPLETE,
    /** Cancellation was requested between two calls. */
    CANCELLED
  }

  private final Sut sut;
  private final List<PreparedClip> clips;
  private final List<Integer> order;
  private final List<TranscriptionRequest> requests;
  private final TrialPolicy policy;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private final List<RawCall> calls = new ArrayList<>();
  private volatile long deadline;
  private volatile int current;

  Pass(
      Sut sut,
      List<PreparedClip> clips,
      List<Integer> order,
      TranscriptionTask task,
      TrialPolicy policy,
      NanoClock clock,
      Cancellation cancellation) {
    this.sut = sut;
    this.clips = clips;
    this.order = List.copyOf(order);
    this.policy = policy;
    this.clock = clock;
    this.cancellation = cancellation;
    requests =
        this.order.stream()
            .map(
                i ->
                    new TranscriptionRequest(
                        clips.get(i).clip().id(), clips.get(i).audio().samples(), task))
            .toList();
    current = this.order.get(0);
    extendDeadline(current);
  }

  @Override
  public End call() throws Exception {
    for (int position = 0; position < order.size(); position++) {
      if (cancellation.requested()) {
        return End.CANCELLED;
      }
      int clip = order.get(position);
      current = clip;
      extendDeadline(clip);
      CallTimer timer = new CallTimer(clock);
      TranscriptionRequest request = requests.get(position);
      sut.prepare(request);
      timer.start();
      Transcript transcript = sut.transcribe(request, timer);
      timer.end();
      if (transcript == null) {
        throw new IllegalStateException("transcribe returned null");
      }
      RawCall call =
          new RawCall(
              clip,
              position,
              timer.startNanos(),
              timer.endNanos(),
              timer.inferenceNanos(),
              timer.transcriptionNanos(),
              timer.firstSegmentNanos(),
              transcript);
      synchronized (calls) {
        calls.add(call);
      }
    }
    return End.COMPLETE;
  }

  private void extendDeadline(int clip) {
    deadline =
        clock.nanos() + policy.callTimeoutFor(clips.get(clip).audio().durationSeconds()).toNanos();
  }

  /** The deadline of the call under way, on the clock. */
  long deadlineNanos() {
    return deadline;
  }

  /** The clip of the call under way, or of the last one. */
  PreparedClip currentClip() {
    return clips.get(current);
  }

  /** The calls that returned so far. */
  List<RawCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }
}
