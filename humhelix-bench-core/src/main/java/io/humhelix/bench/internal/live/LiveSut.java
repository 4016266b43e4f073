package io.humhelix.bench.internal.live;

import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.internal.telemetry.Telemetry;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The life of a system under test, from load to close, and its telemetry; the same in a worker
 * process and in the process of the harness. Every method runs on the thread of the system, unless
 * it says otherwise; whoever calls it keeps the deadlines. Whatever a backend throws, even errors
 * and undeclared exceptions, is a returned failure.
 */
public final class LiveSut {

  /** Finds what a system is loaded with, on the thread of the system. */
  public interface Origin {

    /** Returns the backend; an exception is a failure to load. */
    SutProvider provider() throws Exception;

    /** Returns the samplers; called once the system is loaded. */
    SamplerRegistry samplers();
  }

  /** Limit for reporting what the system is, after its first call. */
  public static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /** Begins the message of a failure of {@link Sut#effective()}. */
  public static final String ASKING = "asking what the system is: ";

  /** Begins the message of a failure of {@link Sut#servers()}. */
  private static final String SERVING = "asking where its servers are: ";

  /** Begins the message of a failure before the first call of a trial. */
  public static final String PREPARING = "preparing the calls of a trial: ";

  private static final int RESERVE = 2 << 20;

  private final Origin origin;
  private final OpenRequest request;
  private final ForkInput input;
  private final NanoClock clock;
  private Sut sut;

  /** Volatile, since the harness thread closes it if this thread hangs. */
  private volatile Telemetry telemetry = Telemetry.OFF;

  /** Released when a call failed, so that a full heap has room to report it. */
  @SuppressWarnings("unused") // It is there to take room.
  private byte[] reserve = new byte[RESERVE];

  /** A system that is not loaded yet. */
  public LiveSut(Origin origin, OpenRequest request, ForkInput input, NanoClock clock) {
    this.origin = origin;
    this.request = request;
    this.input = input;
    this.clock = clock;
  }

  /**
   * The outcome of loading.
   *
   * @param nanos how long it took
   * @param effective what the system reports about itself
   */
  public record Loaded(long nanos, EffectiveSut effective) {}

  /** Begins the message of a failure to load a system. */
  public static String loading(OpenRequest request) {
    return "loading '" + request.spec().name() + "': ";
  }

  /** Loads the system and asks what it is. If that fails, the system must still be closed. */
  public Answer<Loaded> load() {
    long nanos;
    try {
      SutProvider found = origin.provider();
      LoadTime time = new LoadTime(clock);
      sut = found.open(request, time);
      nanos = time.nanos();
      if (sut == null) {
        throw new IllegalStateException("open returned null");
      }
    } catch (Throwable e) {
      return new Answer.Missing<>(Failures.of("open", loading(request), e));
    }
    Answer<EffectiveSut> effective = effective();
    if (effective instanceof Answer.Missing<EffectiveSut> missing) {
      return new Answer.Missing<>(missing.failure());
    }
    Answer<List<InetSocketAddress>> servers = servers();
    if (servers instanceof Answer.Missing<List<InetSocketAddress>> missing) {
      return new Answer.Missing<>(missing.failure());
    }
    telemetry =
        origin
            .samplers()
            .open(
                request.spec(),
                ((Answer.Given<List<InetSocketAddress>>) servers).value(),
                clock,
                Telemetry.INTERVAL);
    return new Answer.Given<>(new Loaded(nanos, ((Answer.Given<EffectiveSut>) effective).value()));
  }

  private Answer<EffectiveSut> effective() {
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

  private Answer<List<InetSocketAddress>> servers() {
    try {
      return new Answer.Given<>(List.copyOf(sut.servers()));
    } catch (Throwable e) {
      return new Answer.Missing<>(Failures.of("open", SERVING, e));
    }
  }

  /**
   * Executes a trial. After a good first call, asks the system again what it is.
   *
   * @return what the system reports about itself; empty if it was not asked
   * @throws IOException if the watch failed
   */
  public Optional<Answer<EffectiveSut>> trial(TrialTask task, TrialWatch watch) throws IOException {
    ScenarioTrial trial;
    try {
      trial = prepare(task);
    } catch (Throwable e) {
      watch.take(CallsEnd.failed(Failures.of("transcribe", PREPARING, e)), Sampled.NOTHING);
      return Optional.empty();
    }
    watch.callsBegin(trial);
    telemetry.start();
    CallsEnd made = calls(trial);
    watch.callsEnded();
    CallsEnd end = watch.take(made, sampled());
    return end.asksAgain(task.slot().kind()) ? Optional.of(effective()) : Optional.empty();
  }

  private ScenarioTrial prepare(TrialTask task) {
    return ScenarioTrial.of(
        new ScenarioTrial.Setup(
            sut,
            input.clips(),
            request.task(),
            input.timeouts(),
            input.cancellation(),
            (subject, e) -> Failures.of("transcribe", subject, e),
            input.mostErrorPercent()),
        task.plan(input.clips().size(), input.schedule(), input.number()));
  }

  private CallsEnd calls(ScenarioTrial trial) {
    try {
      CallsEnd end = CallsEnd.of(trial.call());
      // Of a trial without an answer there is nothing to report but why.
      Optional<Failure> all =
          end.status() == TrialStatus.OK ? trial.failureOfAll() : Optional.empty();
      return all.map(CallsEnd::failed).orElse(end);
    } catch (Throwable e) {
      reserve = null;
      String subject = "clip '" + input.clips().get(trial.currentClip()).clip().id() + "': ";
      return CallsEnd.failed(Failures.of("transcribe", subject, e));
    }
  }

  /** Ends the sampling of this trial. Another thread may call it while a call hangs. */
  public Sampled sampled() {
    return telemetry.stop().sampled();
  }

  /** Ends the telemetry. Another thread may call it while a call hangs. */
  public void closeTelemetry() {
    telemetry.close();
  }

  /** Closes the system, if there is one; returns the failure, if there was one. */
  public Optional<Failure> close() {
    closeTelemetry();
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
