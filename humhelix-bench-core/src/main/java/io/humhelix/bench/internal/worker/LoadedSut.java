package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.live.Answer;
import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
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
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The system under test of this process. Used by the main thread. */
final class LoadedSut {

  private final Request.Open open;
  private final Channel channel;
  private final Heartbeat heartbeat;
  private final Cancellation cancellation;
  private final Schedule schedule;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final LiveSut live;
  private List<PreparedClip> clips = List.of();
  private Telemetry telemetry = Telemetry.OFF;
  private volatile Optional<TrialAccount> account = Optional.empty();

  LoadedSut(Request.Open open, Channel channel, Heartbeat heartbeat, Cancellation cancellation) {
    this.open = open;
    this.channel = channel;
    this.heartbeat = heartbeat;
    this.cancellation = cancellation;
    schedule = new Schedule(open.seed());
    live = new LiveSut(() -> Providers.named(open.provider()), open.open(), clock);
  }

  /** Reads the audio and loads the model; tells the harness how that went. */
  void load() throws IOException {
    try {
      clips = new WorkerAudio().read(open.clips());
    } catch (SutException e) {
      channel.send(new Reply.Failed(WorkerAudio.failure(e)));
      return;
    }
    channel.send(new Reply.AudioRead());
    Answer<LiveSut.Loaded> answer = live.load();
    if (answer instanceof Answer.Given<LiveSut.Loaded> given) {
      telemetry = samplers().open(open.open().spec(), clock, Telemetry.INTERVAL);
      channel.send(new Reply.Opened(given.value().nanos(), given.value().effective()));
    } else if (answer instanceof Answer.Missing<LiveSut.Loaded> missing) {
      channel.send(new Reply.Failed(missing.failure()));
    }
  }

  private SamplerRegistry samplers() {
    return open.discoverSamplers() ? SamplerRegistry.find() : SamplerRegistry.builtInAlone();
  }

  /** Executes a trial and sends what came of it. */
  void trial(TrialTask task) throws IOException {
    Answer<ScenarioTrial> answer =
        live.trial(
            sut ->
                ScenarioTrial.of(
                    new ScenarioTrial.Setup(
                        sut,
                        clips,
                        open.open().task(),
                        open.clips().stream()
                            .mapToLong(Request.ClipSource::callTimeoutNanos)
                            .toArray(),
                        cancellation),
                    task.plan(clips.size(), schedule, open.fork())));
    if (answer instanceof Answer.Given<ScenarioTrial> given) {
      trial(task, given.value());
    } else if (answer instanceof Answer.Missing<ScenarioTrial> missing) {
      account = Optional.empty();
      done(task, CallsEnd.failed(missing.failure()), Sampled.NOTHING);
    }
  }

  private void trial(TrialTask task, ScenarioTrial trial) throws IOException {
    TrialAccount told = new TrialAccount(trial, channel);
    account = Optional.of(told);
    heartbeat.watch(trial);
    telemetry.start();
    CallsEnd end;
    try {
      end = live.calls(trial, clips);
    } finally {
      heartbeat.watch(null);
    }
    // What comes now takes time that is no call's: its deadline must not run on.
    channel.send(new Reply.CallsEnded());
    Sampled sampled = telemetry.stop().sampled();
    try {
      told.give();
    } catch (ProtocolException e) {
      end =
          CallsEnd.failed(
              new Failure(
                  FailureKind.SUT_ERROR,
                  "transcribe",
                  "the texts of a call are too long to be sent: " + e.getMessage(),
                  "Report it to the backend's author.",
                  ""));
    }
    done(task, end, sampled);
  }

  private void done(TrialTask task, CallsEnd end, Sampled sampled) throws IOException {
    Optional<EffectiveSut> effective = Optional.empty();
    Optional<Failure> unknown = Optional.empty();
    if (end.asksAgain(task.slot().kind())) {
      Answer<EffectiveSut> answer = live.effective();
      if (answer instanceof Answer.Given<EffectiveSut> given) {
        effective = Optional.of(given.value());
      } else if (answer instanceof Answer.Missing<EffectiveSut> missing) {
        unknown = Optional.of(missing.failure());
      }
    }
    channel.send(
        new Reply.TrialDone(task.slot(), end.status(), end.failure(), effective, unknown, sampled));
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

  /** Closes the system, if there is one; returns what went wrong. */
  Optional<Failure> close() {
    telemetry.close();
    return live.close();
  }
}
