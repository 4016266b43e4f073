package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.internal.telemetry.Telemetry;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.ProtocolException;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The system under test of this process. Used by the main thread. */
final class LoadedSut {

  private static final int RESERVE = 2 << 20;

  private final Request.Open open;
  private final Channel channel;
  private final Heartbeat heartbeat;
  private final Cancellation cancellation;
  private final Schedule schedule;
  private final NanoClock clock = NanoClock.SYSTEM;
  private List<PreparedClip> clips = List.of();
  private Telemetry telemetry = Telemetry.OFF;
  private Sut sut;
  private volatile Optional<TrialAccount> account = Optional.empty();

  /** Let go when a call failed, so that a full heap has room for saying so. */
  @SuppressWarnings("unused") // It is there to take room.
  private byte[] reserve = new byte[RESERVE];

  LoadedSut(Request.Open open, Channel channel, Heartbeat heartbeat, Cancellation cancellation) {
    this.open = open;
    this.channel = channel;
    this.heartbeat = heartbeat;
    this.cancellation = cancellation;
    schedule = new Schedule(open.seed());
  }

  /** Reads the audio and loads the model; tells the harness how that went. */
  boolean load() throws IOException {
    try {
      clips = new WorkerAudio().read(open.clips());
    } catch (SutException e) {
      channel.send(new Reply.Failed(WorkerAudio.failure(e)));
      return false;
    }
    channel.send(new Reply.AudioRead());
    try {
      var provider = Providers.named(open.provider());
      long[] start = {clock.nanos()};
      sut = provider.open(open.open(), () -> start[0] = clock.nanos());
      long nanos = clock.nanos() - start[0];
      if (sut == null) {
        throw new IllegalStateException("open returned null");
      }
      telemetry = samplers().open(open.open().spec(), clock, Telemetry.INTERVAL);
      channel.send(new Reply.Opened(nanos, effective()));
      return true;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      String subject = "loading '" + open.open().spec().name() + "': ";
      channel.send(new Reply.Failed(Failures.of("open", subject, e)));
      return false;
    }
  }

  private SamplerRegistry samplers() {
    return open.discoverSamplers() ? SamplerRegistry.find() : SamplerRegistry.builtInAlone();
  }

  private EffectiveSut effective() {
    EffectiveSut effective = sut.effective();
    if (effective == null) {
      throw new IllegalStateException("effective() returned null");
    }
    return effective;
  }

  /** Executes a trial and sends what came of it. */
  void trial(TrialTask task) throws IOException {
    ScenarioTrial trial =
        ScenarioTrial.of(
            new ScenarioTrial.Means(
                sut,
                clips,
                open.open().task(),
                open.clips().stream().mapToLong(Request.ClipSource::callTimeoutNanos).toArray(),
                cancellation),
            task.plan(clips.size(), schedule, open.fork()));
    TrialAccount told = new TrialAccount(trial, channel);
    account = Optional.of(told);
    TrialStatus status = TrialStatus.OK;
    Optional<Failure> failure = Optional.empty();
    heartbeat.watch(trial);
    telemetry.start();
    try {
      if (trial.call() == ScenarioTrial.End.CANCELLED) {
        status = TrialStatus.CANCELLED;
      }
    } catch (Throwable e) {
      reserve = null;
      String subject = "clip '" + clips.get(trial.currentClip()).clip().id() + "': ";
      failure = Optional.of(Failures.of("transcribe", subject, e));
      status = TrialStatus.FAILED;
    } finally {
      heartbeat.watch(null);
    }
    // What comes now takes time that is no call's: its deadline must not run on.
    channel.send(new Reply.CallsEnded());
    Sampled sampled = telemetry.stop().sampled();
    try {
      told.give();
    } catch (ProtocolException e) {
      status = TrialStatus.FAILED;
      failure =
          Optional.of(
              new Failure(
                  FailureKind.SUT_ERROR,
                  "transcribe",
                  "the texts of a call are too long to be sent: " + e.getMessage(),
                  "Report it to the backend's author.",
                  ""));
    }
    Optional<EffectiveSut> effective = Optional.empty();
    Optional<Failure> effectiveUnknown = Optional.empty();
    if (task.slot().kind() == TrialKind.FIRST_CALL && status == TrialStatus.OK) {
      try {
        effective = Optional.of(effective());
      } catch (RuntimeException | LinkageError e) {
        effectiveUnknown = Optional.of(Failures.of("effective", "asking what the system is: ", e));
      }
    }
    channel.send(
        new Reply.TrialDone(task.slot(), status, failure, effective, effectiveUnknown, sampled));
  }

  /** Tells which calls ended, though one has not. Called by another thread. */
  void giveAccount() throws IOException {
    Optional<TrialAccount> told = account;
    try {
      if (told.isPresent()) {
        told.get().give();
      }
    } catch (ProtocolException | OutOfMemoryError e) {
      // The harness gives the trial up anyway, with as many calls as it got.
    }
  }

  /** Closes the system; returns what went wrong. */
  Optional<Failure> close() {
    telemetry.close();
    try {
      sut.close();
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(Failures.of("close", "", e));
    }
  }
}
