package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.live.Answer;
import io.humhelix.bench.internal.live.ForkInput;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.Schedule;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.SamplerRegistry;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.ProtocolException;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Executes the requests of the harness on the system under test, on the main thread. */
final class LoadedSut implements LiveSut.Origin {

  private final Request.Open open;
  private final Channel channel;
  private final Heartbeat heartbeat;
  private final Cancellation cancellation;
  private Optional<LiveSut> live = Optional.empty();
  private volatile Optional<TrialReport> report = Optional.empty();

  LoadedSut(Request.Open open, Channel channel, Heartbeat heartbeat, Cancellation cancellation) {
    this.open = open;
    this.channel = channel;
    this.heartbeat = heartbeat;
    this.cancellation = cancellation;
  }

  @Override
  public SutProvider provider() throws SutException {
    return Providers.named(open.provider());
  }

  @Override
  public SamplerRegistry samplers() {
    return open.discoverSamplers() ? SamplerRegistry.find() : SamplerRegistry.builtInAlone();
  }

  /** Reads the audio, loads the system, and sends the outcome. */
  void load() throws IOException {
    List<PreparedClip> clips;
    try {
      clips = new WorkerAudio().read(open.clips());
    } catch (SutException e) {
      channel.send(new Reply.Failed(WorkerAudio.failure(e)));
      return;
    }
    channel.send(new Reply.AudioRead());
    LiveSut loading = new LiveSut(this, open.open(), input(clips), NanoClock.SYSTEM);
    // A system that fails to load may still need to be closed.
    live = Optional.of(loading);
    Answer<LiveSut.Loaded> answer = loading.load();
    if (answer instanceof Answer.Given<LiveSut.Loaded> given) {
      channel.send(new Reply.Opened(given.value().nanos(), given.value().effective()));
    } else if (answer instanceof Answer.Missing<LiveSut.Loaded> missing) {
      channel.send(new Reply.Failed(missing.failure()));
    }
  }

  private ForkInput input(List<PreparedClip> clips) {
    long[] timeouts = new long[clips.size()];
    for (int i = 0; i < timeouts.length; i++) {
      timeouts[i] = open.clips().get(i).callTimeoutNanos();
    }
    return new ForkInput(
        clips,
        timeouts,
        new Schedule(open.seed()),
        open.fork(),
        cancellation,
        open.mostErrorPercent());
  }

  /** Executes a trial and sends its outcome. */
  void trial(TrialTask task) throws IOException {
    TrialReport telling = new TrialReport(task.slot(), channel, heartbeat);
    report = Optional.of(telling);
    Optional<Answer<EffectiveSut>> again = live.orElseThrow().trial(task, telling);
    if (again.isPresent()) {
      channel.send(saysAgain(again.get()));
    }
  }

  private static Reply saysAgain(Answer<EffectiveSut> answer) {
    return answer instanceof Answer.Given<EffectiveSut> given
        ? new Reply.SaysAgain(Optional.of(given.value()), Optional.empty())
        : new Reply.SaysAgain(
            Optional.empty(), Optional.of(((Answer.Missing<EffectiveSut>) answer).failure()));
  }

  /** Sends the calls that have ended while one hangs. Called by another thread. */
  void giveAccount() throws IOException {
    Optional<TrialReport> telling = report;
    try {
      if (telling.isPresent()) {
        telling.get().giveAccount();
      }
    } catch (ProtocolException | OutOfMemoryError e) {
      // The harness ends the trial anyway, with the calls that it received.
    }
  }

  /** Closes the system, if there is one; returns the failure, if there was one. */
  Optional<Failure> close() {
    return live.isPresent() ? live.get().close() : Optional.empty();
  }
}
