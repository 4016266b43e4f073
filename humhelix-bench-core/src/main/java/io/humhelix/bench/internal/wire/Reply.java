package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Preflight;
import java.util.List;
import java.util.Optional;

/** What a worker tells the harness. */
public sealed interface Reply extends Message {

  /**
   * The first thing that a worker says.
   *
   * @param version of the messages
   * @param token proof that it is the worker that the harness started
   * @param pid its process
   */
  record Hello(int version, String token, long pid) implements Reply {}

  /**
   * A run config was checked.
   *
   * @param preflight what was found
   */
  record ConfigChecked(Preflight preflight) implements Reply {}

  /**
   * A backend was asked whether it works here.
   *
   * @param availability its answer; empty if it cannot tell
   */
  record Probed(Optional<Availability> availability) implements Reply {}

  /**
   * A backend threw while it was asked.
   *
   * @param thrown what
   */
  record CheckThrew(String thrown) implements Reply {}

  /** The audio is in memory; loading begins. */
  record AudioRead() implements Reply {}

  /**
   * The system under test is loaded.
   *
   * @param loadNanos how long that took
   * @param effective what it says that it is
   */
  record Opened(long loadNanos, EffectiveSut effective) implements Reply {}

  /**
   * The system under test did not come to life.
   *
   * @param failure why
   */
  record Failed(Failure failure) implements Reply {}

  /**
   * How far the trial under way has come. Sent from time to time, not per call.
   *
   * @param clip that of the call under way, within the workload; of several calls, of the one that
   *     has to end first
   * @param patienceNanos how long it may still take
   */
  record Progress(int clip, long patienceNanos) implements Reply {}

  /** No call of the trial is under way any more: from here on its results are made and sent. */
  record CallsEnded() implements Reply {}

  /**
   * What a trial did, or has done so far. Its calls follow.
   *
   * @param count how many calls follow
   * @param left calls that were to be made, and were not since the trial was ended early
   * @param capHit whether it was ended because too many were outstanding
   * @param concurrency how many calls were made at a time at most
   * @param failed how many failed calls follow
   * @param examples the first failure of each kind, in the order in which the kinds appeared
   * @param failuresEndedIt whether it was ended early since one call after another failed
   */
  record Account(
      int count,
      int left,
      boolean capHit,
      int concurrency,
      int failed,
      List<Failure> examples,
      boolean failuresEndedIt)
      implements Reply {
    public Account {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Some calls of the trial that failed, in their order.
   *
   * @param rows as many as fit a message, each with the columns of {@link
   *     io.humhelix.bench.result.CallSeries}
   * @param kinds what went wrong with each of them
   */
  record FailedCalls(List<List<Long>> rows, List<FailureKind> kinds) implements Reply {
    public FailedCalls {
      rows = List.copyOf(rows);
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * Some calls of the trial that were answered, in their order.
   *
   * @param rows as many as fit a message, each with the columns of {@link
   *     io.humhelix.bench.result.CallSeries}
   * @param transcripts what each of them gave
   */
  record Calls(List<List<Long>> rows, List<Transcript> transcripts) implements Reply {
    public Calls {
      rows = List.copyOf(rows);
      transcripts = List.copyOf(transcripts);
    }
  }

  /**
   * The calls of a trial ended and were sent. After a first call that ended well, what the system
   * says follows.
   *
   * @param slot which one
   * @param status OK, FAILED or CANCELLED
   * @param failure why a call failed
   * @param sampled what the machine did meanwhile
   */
  record TrialDone(TrialSlot slot, TrialStatus status, Optional<Failure> failure, Sampled sampled)
      implements Reply {}

  /**
   * What the system says after its first call that it is.
   *
   * @param effective empty if it could not say it
   * @param failure why it could not
   */
  record SaysAgain(Optional<EffectiveSut> effective, Optional<Failure> failure) implements Reply {}

  /**
   * The system is closed; the worker ends now.
   *
   * @param failure what went wrong, if anything
   */
  record Closed(Optional<Failure> failure) implements Reply {}
}
