package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.fork.Conversation.Phase;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.internal.preflight.NativeChecks.LostCheckException;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A worker process that answers questions to backends. One that dies is followed by a fresh one; a
 * backend that hung is not asked again.
 */
final class CheckWorker implements AutoCloseable {

  private final WorkerCommand command;
  private final List<Class<?>> providers;
  private final List<String> variables;
  private final RunFolder folder;
  private final WorkerLimits limits;
  private final Cancellation cancellation;
  private final Map<String, String> builds = new HashMap<>();
  private final Map<String, Failure> hung = new HashMap<>();
  private Optional<CompletableFuture<WorkerProcess>> process;
  private Optional<Conversation> talk = Optional.empty();
  private Optional<SpareWorker> spare;

  CheckWorker(
      WorkerCommand command,
      List<Class<?>> providers,
      List<String> variables,
      RunFolder folder,
      WorkerLimits limits,
      Cancellation cancellation,
      Optional<SpareWorker> spare) {
    this.command = command;
    this.providers = providers;
    this.variables = variables;
    this.folder = folder;
    this.limits = limits;
    this.cancellation = cancellation;
    this.spare = spare;
    process = Optional.of(spare.map(SpareWorker::process).orElseGet(this::start));
  }

  /** Whether a backend from that jar with that native code can be asked here beside the others. */
  boolean takes(String origin, String build, List<String> named) {
    return variables.equals(named) && builds.computeIfAbsent(origin, jar -> build).equals(build);
  }

  /** Starting a process takes a while in which the harness has other things to do. */
  private CompletableFuture<WorkerProcess> start() {
    CompletableFuture<WorkerProcess> started = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                started.complete(started());
              } catch (IOException | RuntimeException | Error e) {
                started.completeExceptionally(e);
              }
            },
            "humhelix-bench-check-start");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  private WorkerProcess started() throws IOException {
    ForkFolder place = folder.ofWorker("check", 0);
    try {
      return WorkerProcess.start(command, providers, Optional.empty(), variables, place, limits);
    } catch (IOException e) {
      place.delete();
      throw e;
    }
  }

  /**
   * Asks.
   *
   * @param backend its id
   * @throws LostCheckException if no answer came
   */
  Reply ask(String backend, Request question) throws LostCheckException {
    if (hung.containsKey(backend)) {
      throw LostChecks.of(backend, hung.get(backend), "");
    }
    try {
      Conversation conversation = talk();
      conversation.ask(question);
      return conversation.await(new Phase("check", "", limits.check(), ""));
    } catch (LostException e) {
      String printed = end();
      if (e.givenUp() && !e.cancelled()) {
        hung.put(backend, e.failure());
      }
      throw e.cancelled()
          ? LostChecks.cancelled(backend)
          : LostChecks.of(backend, e.failure(), printed);
    } catch (IOException e) {
      process = Optional.empty();
      Failure failure =
          new Failure(
              FailureKind.EXIT,
              "start",
              "the worker process could not be started: " + e.getMessage() + ".",
              "Check worker_jvm_args, memory, limits on processes and the temporary folder.",
              "");
      throw LostChecks.of(backend, failure, "");
    }
  }

  private Conversation talk() throws IOException, LostException {
    if (talk.isEmpty()) {
      Conversation begun = new Conversation(running(), limits, NanoClock.SYSTEM, cancellation);
      talk = Optional.of(begun);
      begun.expect(Reply.Hello.class, new Phase("start", "", limits.start(), ""));
    }
    return talk.get();
  }

  private WorkerProcess running() throws IOException {
    if (process.isEmpty()) {
      process = Optional.of(start());
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.get().get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Kills it, if there is one: closing native libraries in order would be waited for, and what it
   * unpacked lies in its folder. Returns what it printed.
   */
  private String end() {
    if (process.isEmpty()) {
      return "";
    }
    try {
      WorkerProcess worker = running();
      worker.end(Duration.ZERO);
      String printed = worker.printed();
      worker.release();
      return printed;
    } catch (IOException e) {
      // It did not start.
      return "";
    } finally {
      spare.ifPresent(SpareWorker::clean);
      spare = Optional.empty();
      process = Optional.empty();
      talk = Optional.empty();
    }
  }

  @Override
  public void close() {
    end();
  }
}
