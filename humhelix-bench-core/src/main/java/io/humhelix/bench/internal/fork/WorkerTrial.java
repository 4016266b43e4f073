package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.fork.Conversation.Phase;
import io.humhelix.bench.internal.live.LiveSut;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A trial in a worker: the results received so far, and the deadline for the next message. During
 * the calls that is the deadline of the current call, as the worker reports it; afterwards each
 * part of the results has the same limit. Used by the harness thread.
 */
final class WorkerTrial {

  /** A worker reports only a few times a second which call is running. */
  private static final Duration SLACK = Duration.ofMillis(500);

  /** Limit for each part of the results; the size of a part is limited. */
  private static final Duration RESULTS = Duration.ofSeconds(30);

  /** Limits for the last results of a worker that is about to be killed: each part, and all. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private static final Duration LAST_WORDS = Duration.ofSeconds(4);

  private final Conversation talk;
  private final NanoClock clock;
  private final PreparedWorkload workload;
  private final TrialPolicy policy;
  private final List<Transcript> transcripts = new ArrayList<>();
  private final List<FailureKind> failedKinds = new ArrayList<>();
  private CallSeries.Builder calls;
  private CallSeries.Builder failedCalls;
  private Optional<Reply.Account> account = Optional.empty();
  private boolean callsEnded;
  private int clip;
  private long deadline;

  /**
   * A trial that is about to be requested.
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
    calls = workload.calls();
    failedCalls = workload.calls();
  }

  /** Executes the trial; returns how it ended. */
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

  /** Waits for what the system reports about itself after its first call. */
  Reply.SaysAgain saysAgain() throws LostException {
    Phase phase = new Phase("effective", LiveSut.ASKING, LiveSut.ANSWER_LIMIT, "");
    return talk.expect(Reply.SaysAgain.class, phase);
  }

  /** Frees the memory of the results, so that the run can go on. */
  private void forget() {
    calls = workload.calls();
    transcripts.clear();
    failedCalls = workload.calls();
    failedKinds.clear();
    account = Optional.empty();
  }

  /** Asks for the calls that ended, before the worker is killed because another one hangs. */
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
      // The calls received until then stand.
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

  /** Returns the calls received so far. */
  ScenarioCalls calls() {
    return account
        .map(
            told ->
                new ScenarioCalls(
                    calls.build(),
                    transcripts,
                    told.left(),
                    told.capHit(),
                    told.concurrency(),
                    new FailedCalls(
                        failedCalls.build(),
                        failedKinds,
                        told.examples(),
                        List.of(),
                        told.failuresEndedIt())))
        .orElseGet(() -> ScenarioCalls.of(calls.build(), transcripts));
  }

  private boolean complete() {
    return account.isPresent()
        && transcripts.size() == account.get().count()
        && failedKinds.size() == account.get().failed();
  }

  private void take(Reply reply) throws LostException {
    if (reply instanceof Reply.CallsEnded) {
      callsEnded = true;
    } else if (reply instanceof Reply.Account told) {
      account = Optional.of(told);
    } else if (reply instanceof Reply.Calls some) {
      add(some);
    } else if (reply instanceof Reply.FailedCalls some) {
      add(some);
    } else {
      throw talk.unexpected(phase(), reply.getClass().getSimpleName(), "a trial");
    }
    if (callsEnded) {
      deadline = clock.nanos() + RESULTS.toNanos();
    }
  }

  /** Takes a message as a whole, or nothing of it. */
  private void add(Reply.Calls some) throws LostException {
    if (some.rows().size() != some.transcripts().size()) {
      throw talk.unexpected(phase(), "calls without their texts", "its calls");
    }
    rows(some.rows()).forEach(calls::add);
    transcripts.addAll(some.transcripts());
  }

  private void add(Reply.FailedCalls some) throws LostException {
    Set<FailureKind> known = EnumSet.noneOf(FailureKind.class);
    account.ifPresent(told -> told.examples().forEach(example -> known.add(example.kind())));
    if (some.rows().size() != some.kinds().size() || !known.containsAll(some.kinds())) {
      throw talk.unexpected(phase(), "failed calls without their failures", "its calls");
    }
    rows(some.rows()).forEach(failedCalls::add);
    failedKinds.addAll(some.kinds());
  }

  private List<long[]> rows(List<List<Long>> told) throws LostException {
    List<long[]> rows = new ArrayList<>();
    try {
      CallSeries.Builder check = workload.calls();
      for (List<Long> columns : told) {
        long[] row = columns.stream().mapToLong(Long::longValue).toArray();
        check.add(row);
        rows.add(row);
      }
    } catch (IllegalArgumentException e) {
      throw talk.unexpected(phase(), "calls whose times cannot be: " + e.getMessage(), "its calls");
    }
    return rows;
  }

  private void progress(Reply.Progress told) {
    // Progress that was sent before the calls ended no longer matters.
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
