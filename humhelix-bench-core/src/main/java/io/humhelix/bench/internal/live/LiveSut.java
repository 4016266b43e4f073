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
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A system under test from its load to its close, with the telemetry beside it: what is asked of it
 * when, in a worker process and in the process of the harness. All of it runs on the thread that
 * the system is to see; who waits for that thread, and for how long, is not known here. Whatever a
 * backend throws, errors too and exceptions that it does not declare, is a returned failure.
 */
public final class LiveSut {

  /**
   * Finds what is needed to load a system. Asked on the thread of the system, since both load
   * classes.
   */
  public interface Origin {

    /** Returns the backend; what it throws is a failure to load. */
    SutProvider provider() throws Exception;

    /** Returns what samples the machine during trials. Asked when the system is loaded. */
    SamplerRegistry samplers();
  }

  /** How long a system may take to say what it is after its first call. */
  public static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /** Begins the message of a failure to say what the system is. */
  public static final String ASKING = "asking what the system is: ";

  /** Begins the message of a failure before the first call of a trial. */
  public static final String PREPARING = "preparing the calls of a trial: ";

  private static final int RESERVE = 2 << 20;

  private final Origin origin;
  private final OpenRequest request;
  private final ForkInput input;
  private final NanoClock clock;
  private Sut sut;

  /** Another thread ends it if this one hangs. */
  private volatile Telemetry telemetry = Telemetry.OFF;

  /** Let go when a call failed, so that a full heap has room for saying so. */
  @SuppressWarnings("unused") // It is there to take room.
  private byte[] reserve = new byte[RESERVE];

  /** A system that is yet to be loaded. */
  public LiveSut(Origin origin, OpenRequest request, ForkInput input, NanoClock clock) {
    this.origin = origin;
    this.request = request;
    this.input = input;
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
      SutProvider found = origin.provider();
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
    if (effective instanceof Answer.Missing<EffectiveSut> missing) {
      return new Answer.Missing<>(missing.failure());
    }
    telemetry = origin.samplers().open(request.spec(), clock, Telemetry.INTERVAL);
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

  /**
   * Makes a trial, for which the system is asked how many calls it takes at a time.
   *
   * @return what the system says after its first call that it is; empty if it was not asked
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
            sut, input.clips(), request.task(), input.timeouts(), input.cancellation()),
        task.plan(input.clips().size(), input.schedule(), input.number()));
  }

  private CallsEnd calls(ScenarioTrial trial) {
    try {
      return CallsEnd.of(trial.call());
    } catch (Throwable e) {
      reserve = null;
      String subject = "clip '" + input.clips().get(trial.currentClip()).clip().id() + "': ";
      return CallsEnd.failed(Failures.of("transcribe", subject, e));
    }
  }

  /** Ends the sampling of the trial under way. Another thread may do that while a call hangs. */
  public Sampled sampled() {
    return telemetry.stop().sampled();
  }

  /** Ends the telemetry. Another thread may do that while a call hangs. */
  public void closeTelemetry() {
    telemetry.close();
  }

  /** Closes the system, if there is one; returns what went wrong. */
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
