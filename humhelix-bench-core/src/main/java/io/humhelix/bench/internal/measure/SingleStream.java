package io.humhelix.bench.internal.measure;

import io.humhelix.bench.spi.Transcript;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;

/** One call after the other: the next clip when the last one has ended. */
final class SingleStream implements ScenarioRunner {

  private final Trial trial;
  private final List<TranscriptionRequest> requests;
  private final List<RawCall> calls = new ArrayList<>();
  private volatile long startNanos;
  private volatile int position;

  SingleStream(Trial trial) {
    this.trial = trial;
    requests =
        trial.order().stream()
            .map(
                i ->
                    new TranscriptionRequest(
                        trial.clips().get(i).clip().id(),
                        trial.clips().get(i).audio().samples(),
                        trial.task()))
            .toList();
    startNanos = trial.clock().nanos();
  }

  @Override
  public End call() throws Exception {
    for (int i = 0; i < requests.size(); i++) {
      if (trial.cancellation().requested()) {
        return End.CANCELLED;
      }
      CallTimer timer = new CallTimer(trial.clock());
      TranscriptionRequest request = requests.get(i);
      startNanos = trial.clock().nanos();
      position = i;
      trial.sut().prepare(request);
      timer.start();
      Transcript transcript = trial.sut().transcribe(request, timer);
      timer.end();
      if (transcript == null) {
        throw new IllegalStateException("transcribe returned null");
      }
      RawCall call =
          new RawCall(
              trial.order().get(i),
              i,
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

  @Override
  public List<RawCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  @Override
  public UnderWay underWay() {
    int at = position;
    return new UnderWay(at + 1, trial.order().get(at), startNanos);
  }
}
