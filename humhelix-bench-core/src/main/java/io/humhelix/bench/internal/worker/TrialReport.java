package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.live.CallsEnd;
import io.humhelix.bench.internal.live.TrialWatch;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.ProtocolException;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.io.IOException;
import java.util.Optional;

/** Reports the progress of a trial to the harness. */
final class TrialReport implements TrialWatch {

  private final TrialSlot slot;
  private final Channel channel;
  private final Heartbeat heartbeat;
  private volatile Optional<TrialAccount> account = Optional.empty();

  TrialReport(TrialSlot slot, Channel channel, Heartbeat heartbeat) {
    this.slot = slot;
    this.channel = channel;
    this.heartbeat = heartbeat;
  }

  @Override
  public void callsBegin(ScenarioTrial trial) {
    account = Optional.of(new TrialAccount(trial, channel));
    heartbeat.watch(trial);
  }

  @Override
  public void callsEnded() throws IOException {
    heartbeat.watch(null);
    channel.send(new Reply.CallsEnded());
  }

  @Override
  public CallsEnd take(CallsEnd end, Sampled sampled) throws IOException {
    CallsEnd told = sendCalls(end);
    channel.send(new Reply.TrialDone(slot, told.status(), told.failure(), sampled));
    return told;
  }

  private CallsEnd sendCalls(CallsEnd end) throws IOException {
    try {
      giveAccount();
      return end;
    } catch (ProtocolException e) {
      return CallsEnd.failed(
          new Failure(
              FailureKind.SUT_ERROR,
              "transcribe",
              "the texts of a call are too long to be sent: " + e.getMessage(),
              "Report it to the backend's author.",
              ""));
    }
  }

  /** Sends the calls that have ended. Another thread may call it while a call hangs. */
  void giveAccount() throws IOException {
    Optional<TrialAccount> known = account;
    if (known.isPresent()) {
      known.get().give();
    }
  }
}
