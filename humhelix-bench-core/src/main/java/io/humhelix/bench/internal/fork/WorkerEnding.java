package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.fork.Conversation.Phase;
import io.humhelix.bench.internal.live.TrialStatuses;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends a worker and all its processes, and stores the files that it left. */
final class WorkerEnding {

  private final WorkerServices services;
  private final RunConfig runConfig;
  private final int number;
  private final WorkerProcess worker;
  private final Conversation talk;

  WorkerEnding(
      WorkerServices services,
      RunConfig runConfig,
      int number,
      WorkerProcess worker,
      Conversation talk) {
    this.services = services;
    this.runConfig = runConfig;
    this.number = number;
    this.worker = worker;
    this.talk = talk;
  }

  /**
   * Closes the system if the worker still answers, then ends all processes.
   *
   * @param lost whether it was given up before
   * @param startNanos how long its start took
   * @throws IOException if its files could not be stored
   */
  Fork.Ended end(boolean lost, long startNanos) throws IOException {
    long began = services.clock().nanos();
    List<Issue> issues = new ArrayList<>();
    if (!lost) {
      closeInOrder().ifPresent(issues::add);
    }
    Set<ProcessHandle> others = worker.alive();
    Set<ProcessHandle> stubborn = Set.of();
    if (!others.isEmpty()) {
      issues.add(
          Issue.info(
              "processes-left",
              "the worker left processes running, which were ended: " + pids(others) + "."));
      stubborn = worker.end(lost ? Duration.ZERO : services.limits().grace());
    }
    if (!stubborn.isEmpty()) {
      issues.add(
          Issue.warning(
              "processes-not-ended",
              "processes of the worker cannot be ended: " + pids(stubborn) + ".",
              "They take processor or device time from later forks; do not trust their numbers."));
    }
    long endNanos = services.clock().nanos() - began;
    try {
      return new Fork.Ended(startNanos, endNanos, issues, keep(worker.leftovers()));
    } finally {
      worker.release();
    }
  }

  private Optional<Issue> closeInOrder() {
    Phase phase = new Phase("close", "", services.limits().close(), "");
    worker.link().send(new Request.Close());
    Failure failure;
    try {
      Reply.Closed closed = talk.expect(Reply.Closed.class, phase);
      worker.letGo();
      if (!worker.waitFor(services.limits().close())) {
        failure = new Failure(FailureKind.TIMEOUT, "close", "its process did not end.", "", "");
      } else if (closed.failure().isPresent()) {
        failure = closed.failure().get();
      } else if (worker.exitValue() != 0) {
        failure = worker.postmortem("close", "");
      } else {
        return Optional.empty();
      }
    } catch (LostException e) {
      failure = e.failure();
    }
    return Optional.of(
        TrialStatuses.closeFailed(
            runConfig.sut().name(),
            failure.message(),
            "What was measured before stands. Report it to the authors of the engine."));
  }

  private static String pids(Set<ProcessHandle> processes) {
    return processes.stream()
        .map(p -> Long.toString(p.pid()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private List<Artifact> keep(Map<String, Path> leftovers) throws IOException {
    List<Artifact> kept = new ArrayList<>();
    for (Map.Entry<String, Path> file : leftovers.entrySet()) {
      String name = "fork-" + runConfig.id() + "-" + number + "-" + file.getKey() + ".log";
      services.keeper().keep(file.getKey(), name, file.getValue()).ifPresent(kept::add);
    }
    return kept;
  }
}
