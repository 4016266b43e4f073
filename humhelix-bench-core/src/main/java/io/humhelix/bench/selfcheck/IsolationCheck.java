package io.humhelix.bench.selfcheck;

import io.humhelix.bench.internal.fork.WorkerForks;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.run.Fork;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.testkit.FakeFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether worker processes work here: one does its trial, tells its end and leaves nothing; one
 * that is killed and one that crashes cost their trial alone and are called by their names.
 */
final class IsolationCheck extends HarnessCheck {

  private static final TrialTask FIRST_CALL =
      new TrialTask(new TrialSlot(TrialKind.FIRST_CALL, 1, 0), Scenario.SINGLE_STREAM);

  private static final String REMEDY =
      "Set isolation: in-process until it is fixed; report it with the output of --json.";

  private final FakeForks forks;
  private final Supplier<Optional<Issue>> unfit;

  IsolationCheck(FakeForks forks) {
    this(forks, WorkerForks::unfitHost);
  }

  /**
   * A check.
   *
   * @param unfit why this JVM cannot have workers, if it cannot
   */
  IsolationCheck(FakeForks forks, Supplier<Optional<Issue>> unfit) {
    super("isolation");
    this.forks = forks;
    this.unfit = unfit;
  }

  /** What came of one worker, and what it cost, in nanoseconds. */
  private record Outcome(String text, long startNanos, long endNanos, List<String> issues) {}

  @Override
  Finding finding() throws IOException {
    Optional<Issue> reason = unfit.get();
    if (reason.isPresent()) {
      return warn(
          "this JVM cannot start worker processes: " + reason.get().message(),
          reason.get().remedy());
    }
    Outcome well = outcome(FakeFault.NONE, false);
    List<String> wrong = new ArrayList<>();
    judge("a worker that does its work", well, TrialStatus.OK.toString(), wrong);
    if (wrong.isEmpty()) {
      judge(
          "a worker that is killed",
          outcome(FakeFault.NONE, true),
          "FAILED as " + FailureKind.SIGNAL,
          wrong);
      judge(
          "a worker that crashes",
          outcome(FakeFault.CRASH, false),
          "FAILED as " + FailureKind.NATIVE_CRASH,
          wrong);
    }
    Finding finding =
        wrong.isEmpty()
            ? ok(
                String.format(
                    Locale.ROOT,
                    "a worker process starts in %.0f ms and ends in %.0f ms, outside all measured time;"
                        + " a killed and a crashed worker each failed one trial only, were named"
                        + " correctly and left nothing running.",
                    well.startNanos / 1e6,
                    well.endNanos / 1e6))
            : fail(String.join("; ", wrong) + ".", REMEDY);
    return finding
        .with("fork_start_ms", well.startNanos / 1e6)
        .with("fork_end_ms", well.endNanos / 1e6);
  }

  private static void judge(String who, Outcome outcome, String right, List<String> wrong) {
    if (!outcome.text.equals(right)) {
      wrong.add(who + " ended as " + outcome.text + " instead of " + right);
    }
    wrong.addAll(outcome.issues);
  }

  private Outcome outcome(FakeFault fault, boolean kill) throws IOException {
    Set<Long> before = processes();
    Fork fork = forks.fork(fault);
    String text;
    Fork.Ended ended;
    try {
      Optional<Failure> failure = fork.open();
      if (failure.isPresent()) {
        text = "FAILED as " + failure.get().kind() + " (" + failure.get().message() + ")";
      } else {
        if (kill) {
          started(before).forEach(ProcessHandle::destroyForcibly);
        }
        Fork.Executed done = fork.trial(FIRST_CALL);
        text = done.status() + done.failure().map(f -> " as " + f.kind()).orElse("");
      }
    } finally {
      ended = fork.close();
    }
    List<String> issues =
        new ArrayList<>(
            ended.issues().stream()
                .filter(i -> i.severity() != Severity.INFO)
                .map(Issue::message)
                .toList());
    long left = started(before).stream().filter(ProcessHandle::isAlive).count();
    if (left > 0) {
      issues.add(left + " processes of the worker were left running");
    }
    return new Outcome(text, ended.startNanos(), ended.endNanos(), issues);
  }

  private static Set<Long> processes() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static List<ProcessHandle> started(Set<Long> before) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> !before.contains(process.pid()))
        .toList();
  }
}
