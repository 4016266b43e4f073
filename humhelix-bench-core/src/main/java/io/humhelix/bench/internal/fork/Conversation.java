package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.fork.WorkerLink.Event;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits for answers of a worker, and keeps the deadlines: in a worker native code could block the
 * thread that keeps them. Used by the harness thread.
 */
final class Conversation {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** Longest time between the end of the connection and the end of the process. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  private final WorkerProcess worker;
  private final WorkerLimits limits;
  private final NanoClock clock;
  private final Cancellation cancellation;
  private Optional<String> refused = Optional.empty();
  private long cancelDeadline;
  private boolean cancelSent;

  Conversation(
      WorkerProcess worker, WorkerLimits limits, NanoClock clock, Cancellation cancellation) {
    this.worker = worker;
    this.limits = limits;
    this.clock = clock;
    this.cancellation = cancellation;
  }

  /**
   * A phase of a fork, for messages.
   *
   * @param name as in results
   * @param subject begins a sentence
   * @param limit how long it may take
   * @param key of the definition that sets the limit; empty if none does
   */
  record Phase(String name, String subject, Duration limit, String key) {}

  /** Waits for an answer until a fixed time has passed. */
  Reply await(Phase phase) throws LostException {
    long deadline = clock.nanos() + phase.limit().toNanos();
    return await(() -> phase, () -> deadline, progress -> {});
  }

  /** Waits for an answer of one type; any other answer is a failure of the worker. */
  <T extends Reply> T expect(Class<T> type, Phase phase) throws LostException {
    return require(await(phase), type, phase);
  }

  /** Checks the type of an answer. */
  <T extends Reply> T require(Reply reply, Class<T> type, Phase phase) throws LostException {
    if (!type.isInstance(reply)) {
      throw unexpected(phase, reply.getClass().getSimpleName(), type.getSimpleName());
    }
    return type.cast(reply);
  }

  /**
   * Waits for an answer while a deadline may move.
   *
   * @param progress receives messages of progress
   */
  Reply await(Supplier<Phase> phase, LongSupplier deadline, Consumer<Reply.Progress> progress)
      throws LostException {
    while (true) {
      long left = deadline.getAsLong() - clock.nanos();
      // Read first: a harness that was delayed itself must not blame the worker.
      Optional<Event> event = poll(Math.min(left, LOOK_AGAIN.toNanos()));
      if (event.isEmpty()) {
        if (left <= 0) {
          throw new LostException(timeout(phase.get()), LostException.Why.WORKER);
        }
        considerCancelling(phase.get());
        if (!worker.isAlive()) {
          // Its last message may still be on its way.
          event = poll(AFTERMATH.toNanos());
          if (event.isEmpty()) {
            throw lost(phase.get());
          }
        }
      }
      if (event.isPresent()) {
        Optional<Reply> reply = reply(event.get(), phase.get());
        if (reply.isPresent() && reply.get() instanceof Reply.Progress told) {
          progress.accept(told);
        } else if (reply.isPresent()) {
          if (cancelSent) {
            // It is ending its trial, and gets more time as long as messages arrive.
            cancelDeadline = clock.nanos() + limits.cancel().toNanos();
          }
          return reply.get();
        }
      }
    }
  }

  /** Sends a request, and does not wait for an answer. */
  void ask(Request request) {
    worker.link().send(request);
  }

  /**
   * Waits for another message of a worker that is about to be killed.
   *
   * @param deadline on the clock
   * @return empty if none comes until then
   */
  Optional<Reply> lastWord(long deadline) {
    while (true) {
      long left = deadline - clock.nanos();
      Optional<Event> event = poll(Math.min(left, LOOK_AGAIN.toNanos()));
      if (event.isEmpty()) {
        if (left <= 0 || !worker.isAlive()) {
          return Optional.empty();
        }
      } else if (!(event.get() instanceof Event.Received received)) {
        return Optional.empty();
      } else if (!(received.reply() instanceof Reply.Progress)) {
        return Optional.of(received.reply());
      }
    }
  }

  private Optional<Event> poll(long nanos) {
    boolean interrupted = Thread.interrupted();
    try {
      return worker.link().poll(nanos);
    } catch (InterruptedException e) {
      interrupted = true;
      return Optional.empty();
    } finally {
      if (interrupted) {
        cancellation.request();
        Thread.currentThread().interrupt();
      }
    }
  }

  private void considerCancelling(Phase phase) throws LostException {
    if (!cancellation.requested() || phase.name().equals("close")) {
      return;
    }
    if (!cancelSent) {
      cancelSent = true;
      cancelDeadline = clock.nanos() + limits.cancel().toNanos();
      worker.link().send(new Request.Cancel());
    } else if (clock.nanos() - cancelDeadline > 0) {
      throw new LostException(
          new Failure(
              FailureKind.TIMEOUT,
              phase.name(),
              phase.subject() + "the run was cancelled, and the worker process with it.",
              "",
              ""),
          LostException.Why.CANCELLED);
    }
  }

  private Optional<Reply> reply(Event event, Phase phase) throws LostException {
    if (event instanceof Event.Received received) {
      return Optional.of(received.reply());
    }
    if (event instanceof Event.Refused refusal) {
      refused = Optional.of(refusal.reason());
      return Optional.empty();
    }
    if (event instanceof Event.Broken broken) {
      // A crash in the middle of a message looks like this too; report the crash.
      if (broken.withinFrame() && worker.waitFor(AFTERMATH)) {
        Failure failure = worker.postmortem(phase.name(), phase.subject());
        if (failure.kind() != FailureKind.EXIT) {
          throw new LostException(failure, LostException.Why.WORKER);
        }
      }
      throw new LostException(protocol(phase, broken.reason()), LostException.Why.WORKER);
    }
    if (event instanceof Event.Unread unread) {
      throw unread(phase, unread.thrown());
    }
    if (worker.waitFor(AFTERMATH)) {
      throw lost(phase);
    }
    throw new LostException(
        protocol(phase, "the worker closed the connection and did not end"),
        LostException.Why.WORKER);
  }

  /** Returns the failure of a worker that sent a message at the wrong time. */
  LostException unexpected(Phase phase, String said, String expected) {
    return new LostException(
        protocol(phase, said + " in place of " + expected), LostException.Why.WORKER);
  }

  /** Returns the failure of a message that the harness could not read. */
  LostException unread(Phase phase, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return new LostException(
          new Failure(
              FailureKind.OUT_OF_MEMORY_HEAP,
              phase.name(),
              phase.subject()
                  + "the harness, not the worker, ran out of heap, whose limit is "
                  + (Runtime.getRuntime().maxMemory() >> 20)
                  + " MiB, while it received the results of the worker.",
              "Give the harness a larger heap (java -Xmx), or make trials shorter"
                  + " (scenario.min_queries, scenario.min_duration_s).",
              thrown.toString()),
          LostException.Why.STARVED);
    }
    return new LostException(
        new Failure(
            FailureKind.PROTOCOL,
            phase.name(),
            phase.subject() + "a message of the worker process could not be read: " + thrown + ".",
            "Report it to the maintainers of humhelix-bench.",
            ""),
        LostException.Why.WORKER);
  }

  private LostException lost(Phase phase) {
    Failure failure = worker.postmortem(phase.name(), phase.subject());
    boolean unexplained = failure.kind() == FailureKind.EXIT && refused.isPresent();
    return new LostException(
        unexplained ? protocol(phase, refused.get()) : failure, LostException.Why.WORKER);
  }

  private Failure timeout(Phase phase) {
    if (phase.name().equals("start") && refused.isPresent()) {
      return protocol(phase, refused.get());
    }
    return new Failure(
        FailureKind.TIMEOUT,
        phase.name(),
        phase.subject()
            + "no answer within "
            + phase.limit().toMillis() / 1000.0
            + " s. The worker process was killed.",
        (phase.key().isEmpty() ? "Find" : "Raise " + phase.key() + ", or find")
            + " out why it hangs.",
        "");
  }

  private Failure protocol(Phase phase, String reason) {
    return new Failure(
        FailureKind.PROTOCOL,
        phase.name(),
        phase.subject() + "unexpected data from the worker process: " + reason + ".",
        "Something in the worker writes to connections that are not its own, or class path and"
            + " harness are of different versions.",
        worker.isAlive() ? "" : worker.printed());
  }
}
