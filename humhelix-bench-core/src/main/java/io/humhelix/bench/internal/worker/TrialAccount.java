package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.ScenarioTrial;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Transcript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the calls of a trial to the harness, once: by the thread that made them when all have
 * ended, or by another thread if one call hangs and the trial is given up.
 */
final class TrialAccount {

  /** Keeps messages far below the largest frame. */
  private static final int CALLS_PER_MESSAGE = 1000;

  /** In characters, each of which may take six bytes. */
  private static final int ROOM_PER_MESSAGE = 1 << 20;

  /** Room for the times of a segment or a word, with their names. */
  private static final int SPAN = 80;

  private final ScenarioTrial trial;
  private final Channel channel;
  private boolean given;

  TrialAccount(ScenarioTrial trial, Channel channel) {
    this.trial = trial;
    this.channel = channel;
  }

  /**
   * Sends the calls, unless that was done before.
   *
   * @throws io.humhelix.bench.internal.wire.ProtocolException if the text of a call is too long to
   *     be sent; the calls before it are sent
   */
  synchronized void give() throws IOException {
    if (given) {
      return;
    }
    given = true;
    ScenarioCalls done = trial.calls();
    int count = done.calls().size();
    FailedCalls failed = done.failed();
    channel.send(
        new Reply.Account(
            count,
            done.left(),
            done.capHit(),
            done.concurrency(),
            failed.size(),
            failed.examples(),
            failed.endedTrial()));
    for (int from = 0; from < failed.size(); from += CALLS_PER_MESSAGE) {
      int to = Math.min(failed.size(), from + CALLS_PER_MESSAGE);
      channel.send(
          new Reply.FailedCalls(rows(failed.calls(), from, to), failed.kinds().subList(from, to)));
    }
    int sent = 0;
    long room = 0;
    for (int row = 0; row < count; row++) {
      room += room(done.transcripts().get(row));
      if (row + 1 == count || row + 1 - sent == CALLS_PER_MESSAGE || room > ROOM_PER_MESSAGE) {
        send(done, sent, row + 1);
        sent = row + 1;
        room = 0;
      }
    }
  }

  private void send(ScenarioCalls done, int from, int to) throws IOException {
    channel.send(
        new Reply.Calls(rows(done.calls(), from, to), done.transcripts().subList(from, to)));
  }

  private static List<List<Long>> rows(CallSeries calls, int from, int to) {
    List<List<Long>> rows = new ArrayList<>();
    for (int row = from; row < to; row++) {
      List<Long> columns = new ArrayList<>();
      for (long column : calls.row(row)) {
        columns.add(column);
      }
      rows.add(columns);
    }
    return rows;
  }

  /** The text may be there three times: as a whole, by segment, by word. */
  private static long room(Transcript transcript) {
    long spans = transcript.segments().stream().mapToLong(s -> 1 + s.words().size()).sum();
    return 3L * transcript.text().length() + SPAN * spans;
  }
}
