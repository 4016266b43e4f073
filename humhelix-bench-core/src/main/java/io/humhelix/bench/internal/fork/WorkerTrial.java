package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.fork.Conversation.Phase;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trial in a worker: what it has told of it, and until when it has to tell more. As long as calls
 * are made that is the deadline of the call under way, as far as the worker has told; then results
 * come, each part of which has the same time. Used by the harness thread.
 */
final class WorkerTrial {

  /** A worker tells only from time to time which call is under way. */
  private static final Duration SLACK = Duration.ofMillis(500);

  /** From one part of the results to the next; the size of a part has a limit. */
  private static final Duration RESULTS = Duration.ofSeconds(30);

  /** From one part of what a worker still tells that will be killed to the next, and all of it. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private static final Duration LAST_WORDS = Duration.ofSeconds(4);

  private final Conversation talk;
  private final NanoClock clock;
  private final PreparedWorkload workload;
  private final TrialPolicy policy;
  private final List<RawCall> calls = new ArrayList<>();
  private Optional<Reply.Account> account = Optional.empty();
  private boolean callsEnded;
  private int clip;
  private long deadline;

  /**
   * A trial that is about to be asked for.
   *
   * @param firstClip clip of its first call, within the workload
   */
  WorkerTrial(
      Conversation talk,
      NanoClock clock,
      PreparedWorkload workload,
      TrialPolicy policy,
      int firstClip) {
    this.talk = talk;
    this.clock = clock;
    this.workload = workload;
    this.policy = policy;
    clip = firstClip;
  }

  /** Has it executed; returns how it ended. */
  Reply.TrialDone execute(TrialTask task) throws LostException {
    talk.ask(new Request.RunTrial(task));
    deadline = clock.nanos() + limit().plus(SLACK).toNanos();
    try {
      Reply reply = talk.await(this::phase, () -> deadline, this::progress);
      while (!(reply instanceof Reply.TrialDone)) {
        take(reply);
        reply = talk.await(this::phase, () -> deadline, this::progress);
      }
      Reply.TrialDone done = (Reply.TrialDone) reply;
      if (done.status() == TrialStatus.OK && !complete()) {
        throw talk.unexpected(phase(), "the end of a trial", "its calls");
      }
      return done;
    } catch (LostException e) {
      if (e.starved()) {
        forget();
      }
      throw e;
    } catch (OutOfMemoryError e) {
      forget();
      throw talk.unread(phase(), e);
    }
  }

  /** Waits for what the system says after its first call that it is. */
  Reply.SaysAgain saysAgain() throws LostException {
    Phase phase = new Phase("effective", LiveSut.ASKING, LiveSut.ANSWER_LIMIT, "");
    return talk.expect(Reply.SaysAgain.class, phase);
  }

  /** Lets go of what takes room, so that the run can go on. */
  private void forget() {
    calls.clear();
    account = Optional.empty();
  }

  /** Asks for the calls that ended while another one does not: the worker will be killed. */
  void lastWords() {
    talk.ask(new Request.GiveAccount());
    long most = clock.nanos() + LAST_WORDS.toNanos();
    try {
      Optional<Reply> said = lastWord(most);
      while (said.isPresent() && !(said.get() instanceof Reply.TrialDone)) {
        take(said.get());
        said = complete() ? Optional.empty() : lastWord(most);
      }
    } catch (LostException e) {
      // What it said until then stands.
    } catch (OutOfMemoryError e) {
      forget();
    }
  }

  private Optional<Reply> lastWord(long most) {
    long now = clock.nanos();
    return most - now <= 0
        ? Optional.empty()
        : talk.lastWord(now + Math.min(LAST_WORD.toNanos(), most - now));
  }

  /** Returns the calls that the worker has told of. */
  ScenarioCalls calls() {
    return account.isPresent() ? account.get().account().with(calls) : ScenarioCalls.of(calls);
  }

  private boolean complete() {
    return account.isPresent() && calls.size() == account.get().count();
  }

  private void take(Reply reply) throws LostException {
    if (reply instanceof Reply.CallsEnded) {
      callsEnded = true;
    } else if (reply instanceof Reply.Account told) {
      account = Optional.of(told);
    } else if (reply instanceof Reply.Calls some) {
      calls.addAll(some.calls());
    } else {
      throw talk.unexpected(phase(), reply.getClass().getSimpleName(), "a trial");
    }
    if (callsEnded) {
      deadline = clock.nanos() + RESULTS.toNanos();
    }
  }

  private void progress(Reply.Progress told) {
    // One that was on its way when the calls ended says nothing any more.
    if (!callsEnded && told.clip() >= 0 && told.clip() < workload.clips().size()) {
      clip = told.clip();
      deadline = clock.nanos() + told.patienceNanos() + SLACK.toNanos();
    }
  }

  private Duration limit() {
    return policy.callTimeoutFor(workload.clips().get(clip).audio().durationSeconds());
  }

  private Phase phase() {
    if (callsEnded) {
      return new Phase("results", "results of a trial whose calls ended: ", RESULTS, "");
    }
    String subject = "clip '" + workload.clips().get(clip).clip().id() + "': ";
    return new Phase("transcribe", subject, limit(), "trials.call_timeout_s");
  }
}
