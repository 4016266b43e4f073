package io.humhelix.bench.testkit;

import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * A backend with known delays, and with faults on request. Options set both, so it behaves the same
 * in this JVM and in a worker process. It needs no model. It is not registered as a service: pass
 * it to a harness as an object, or name its class in a service file of your tests.
 *
 * <p>Thread-safe.
 */
public final class FakeBackend implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "fake";

  /** The text of every transcript, unless the option {@code text} sets another. */
  public static final String TEXT = "the quick brown fox jumps over the lazy dog";

  private final LongSupplier clock;
  private final List<FakeCall> calls = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);

  /** Creates a backend on the clock of the JVM. */
  public FakeBackend() {
    this(System::nanoTime);
  }

  /**
   * Creates a backend on your own clock, such as one that is wrong on purpose.
   *
   * @param clock nanoseconds; only differences have a meaning; called from the calling threads
   */
  public FakeBackend(LongSupplier clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Returns the finished calls as the backend saw them, on every live system that it opened in this
   * JVM.
   *
   * @return the calls in the order of their return
   */
  public List<FakeCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Lets every call that hangs or spins return, now and from now on. */
  public void release() {
    released.countDown();
  }

  void keep(FakeCall call) {
    synchronized (calls) {
      calls.add(call);
    }
  }

  long nanos() {
    return clock.getAsLong();
  }

  CountDownLatch released() {
    return released;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "known delays, and faults on request";
  }

  @Override
  public Availability probe() {
    return Availability.available("part of humhelix-bench");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        EnumSet.of(Capability.LANGUAGE, Capability.TRANSLATE, Capability.STREAMING_INPUT),
        Set.of("cpu", "cuda"),
        Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return FakeBehaviour.OPTIONS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    return new FakeSut(this, request, FakeBehaviour.of(request.options()));
  }
}
