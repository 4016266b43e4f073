package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the harness which calls of a trial ended. That is done once: by the thread that made them
 * when all have ended, or by another one while a call does not end and the trial is given up.
 */
final class TrialAccount {

  /** A message of many calls stays far below what a frame may hold. */
  private static final int CALLS_PER_MESSAGE = 1000;

  private static final int TEXT_PER_MESSAGE = 1 << 20;

  private final ScenarioTrial trial;
  private final Channel channel;
  private boolean given;

  TrialAccount(ScenarioTrial trial, Channel channel) {
    this.trial = trial;
    this.channel = channel;
  }

  /**
   * Sends the account with its calls, unless that was done.
   *
   * @throws io.humhelix.bench.internal.wire.ProtocolException if the text of a call is too long to
   *     be sent; what came before it is sent
   */
  synchronized void give() throws IOException {
    if (given) {
      return;
    }
    given = true;
    ScenarioCalls done = trial.calls();
    channel.send(new Reply.Account(done.calls().size(), done.with(List.of())));
    List<RawCall> batch = new ArrayList<>();
    long text = 0;
    for (RawCall call : done.calls()) {
      batch.add(call);
      // Text stands twice, words apart from their segments.
      text += 2L * call.transcript().text().length();
      if (batch.size() == CALLS_PER_MESSAGE || text > TEXT_PER_MESSAGE) {
        channel.send(new Reply.Calls(batch));
        batch.clear();
        text = 0;
      }
    }
    if (!batch.isEmpty()) {
      channel.send(new Reply.Calls(batch));
    }
  }
}
