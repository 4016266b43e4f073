package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A system under test from its load to its close. Every method calls the backend, on the thread
 * that the system is to see. Whatever a backend throws, errors too and exceptions that it does not
 * declare, is a returned failure.
 */
public final class LiveSut {

  /** Begins the message of a failure to say what the system is. */
  public static final String ASKING = "asking what the system is: ";

  /** Begins the message of a failure before the first call of a trial. */
  public static final String PREPARING = "preparing the calls of a trial: ";

  private static final int RESERVE = 2 << 20;

  private final Callable<SutProvider> provider;
  private final OpenRequest request;
  private final NanoClock clock;
  private Sut sut;

  /** Let go when a call failed, so that a full heap has room for saying so. */
  @SuppressWarnings("unused") // It is there to take room.
  private byte[] reserve = new byte[RESERVE];

  /**
   * A system that is yet to be loaded.
   *
   * @param provider finds its backend; what it throws is a failure to load
   */
  public LiveSut(Callable<SutProvider> provider, OpenRequest request, NanoClock clock) {
    this.provider = provider;
    this.request = request;
    this.clock = clock;
  }

  /**
   * What came of loading.
   *
   * @param nanos how long it took
   * @param effective what the system says that it is
   */
  public record Loaded(long nanos, EffectiveSut effective) {}

  /** Begins the message of a failure to load a system. */
  public static String loading(OpenRequest request) {
    return "loading '" + request.spec().name() + "': ";
  }

  /** Loads the system, and asks what it is. One that cannot say it is to be closed all the same. */
  public Answer<Loaded> load() {
    long nanos;
    try {
      SutProvider found = provider.call();
      long[] start = {clock.nanos()};
      sut = found.open(request, () -> start[0] = clock.nanos());
      nanos = clock.nanos() - start[0];
      if (sut == null) {
        throw new IllegalStateException("open returned null");
      }
    } catch (Throwable e) {
      return new Answer.Missing<>(Failures.of("open", loading(request), e));
    }
    Answer<EffectiveSut> effective = effective();
    return effective instanceof Answer.Given<EffectiveSut> given
        ? new Answer.Given<>(new Loaded(nanos, given.value()))
        : new Answer.Missing<>(((Answer.Missing<EffectiveSut>) effective).failure());
  }

  /** Asks what the system is. */
  public Answer<EffectiveSut> effective() {
    try {
      EffectiveSut effective = sut.effective();
      if (effective == null) {
        throw new IllegalStateException("effective() returned null");
      }
      return new Answer.Given<>(effective);
    } catch (Throwable e) {
      return new Answer.Missing<>(Failures.of("effective", ASKING, e));
    }
  }

  /** Makes a trial, for which the system is asked how many calls it takes at a time. */
  public Answer<ScenarioTrial> trial(Function<Sut, ScenarioTrial> maker) {
    try {
      return new Answer.Given<>(maker.apply(sut));
    } catch (Throwable e) {
      return new Answer.Missing<>(Failures.of("transcribe", PREPARING, e));
    }
  }

  /** Makes the calls of a trial on some clips. */
  public CallsEnd calls(ScenarioTrial trial, List<PreparedClip> clips) {
    try {
      return CallsEnd.of(trial.call());
    } catch (Throwable e) {
      reserve = null;
      String subject = "clip '" + clips.get(trial.currentClip()).clip().id() + "': ";
      return CallsEnd.failed(Failures.of("transcribe", subject, e));
    }
  }

  /** Closes the system, if there is one; returns what went wrong. */
  public Optional<Failure> close() {
    Sut last = sut;
    sut = null;
    try {
      if (last != null) {
        last.close();
      }
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(Failures.of("close", "", e));
    }
  }
}
