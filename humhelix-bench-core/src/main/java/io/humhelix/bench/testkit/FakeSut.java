package io.humhelix.bench.testkit;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A live system of {@link FakeBackend}. */
final class FakeSut implements Sut {

  private final FakeBackend backend;
  private final OpenRequest request;
  private final FakeBehaviour behaviour;
  private final AtomicInteger calls = new AtomicInteger();

  FakeSut(FakeBackend backend, OpenRequest request, FakeBehaviour behaviour) throws SutException {
    this.backend = backend;
    this.request = request;
    this.behaviour = behaviour;
    pass(FakeBehaviour.nanos(behaviour.loadMillis()));
    if (faultIsDue(0)) {
      fail();
    }
  }

  @Override
  public EffectiveSut effective() {
    return new EffectiveSut(
        "fake",
        "1",
        behaviour.device().orElse(request.spec().device().toString()),
        "none",
        request.spec().computeType().word(),
        request.options());
  }

  @Override
  public int maxConcurrency() {
    return behaviour.streams();
  }

  @Override
  public Transcript transcribe(TranscriptionRequest clip, TranscriptionProgress progress)
      throws SutException {
    return call(clip.seconds());
  }

  @Override
  public TranscriptionStream stream(StreamRequest clip, TranscriptionProgress progress) {
    return new Stream();
  }

  /** The delay of a call comes when its audio has ended. */
  private final class Stream implements TranscriptionStream {
    private long samples;

    @Override
    public void accept(float[] chunk) {
      pass(FakeBehaviour.nanos(behaviour.chunkMillis()));
      samples += chunk.length;
    }

    @Override
    public Transcript finish() throws SutException {
      return call((double) samples / TranscriptionRequest.SAMPLE_RATE);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private Transcript call(double seconds) throws SutException {
    long start = backend.nanos();
    int number = calls.incrementAndGet();
    passUntil(start + behaviour.delayNanos(number));
    Transcript transcript = says(seconds, behaviour.text());
    if (behaviour.fault() != FakeFault.NONE && faultIsDue(number)) {
      transcript =
          switch (behaviour.fault()) {
            case NULL -> null;
            case WRONG_TEXT -> says(seconds, "nobody ever said such words here");
            default -> {
              fail();
              yield transcript;
            }
          };
    }
    backend.keep(new FakeCall(number, start, backend.nanos()));
    return transcript;
  }

  private static Transcript says(double seconds, String text) {
    return seconds == 0
        ? Transcript.of(List.of())
        : Transcript.of(List.of(Segment.of(0, seconds, text)));
  }

  private boolean faultIsDue(int call) {
    if (call != behaviour.faultAt()) {
      return false;
    }
    if (behaviour.faultOnce().isEmpty()) {
      return true;
    }
    try {
      Files.createFile(Path.of(behaviour.faultOnce().get()));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("fault_once cannot be made: " + e, e);
    }
  }

  private void fail() throws SutException {
    switch (behaviour.fault()) {
      case SUT_ERROR -> throw asked(FailureKind.SUT_ERROR, "the engine failed, as requested");
      case OUT_OF_MEMORY ->
          throw asked(FailureKind.OUT_OF_MEMORY, "the device's memory is full, as requested");
      case RUNTIME_EXCEPTION -> throw new IllegalStateException("undeclared, as requested");
      case HEAP_FULL -> throw new OutOfMemoryError("Java heap space, as requested");
      case STACK_OVERFLOW -> recurse(0);
      case STALL -> pass(FakeBehaviour.nanos(behaviour.stallMillis()));
      case HANG -> hang();
      case SPIN -> spin();
      case CRASH -> SegmentationFault.raise();
      default -> {
        // The rest shows in what a call returns.
      }
    }
  }

  private static SutException asked(FailureKind kind, String message) {
    return new SutException(kind, message, "Remove the option fault.");
  }

  private static int recurse(int depth) {
    return recurse(depth + 1) + depth;
  }

  private void hang() {
    boolean interrupted = false;
    CountDownLatch released = backend.released();
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void spin() {
    while (backend.released().getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private void pass(long nanos) {
    passUntil(backend.nanos() + nanos);
  }

  private void passUntil(long end) {
    if (behaviour.busy()) {
      while (backend.nanos() - end < 0) {
        Thread.onSpinWait();
      }
      return;
    }
    for (long left = end - backend.nanos(); left > 0; left = end - backend.nanos()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
