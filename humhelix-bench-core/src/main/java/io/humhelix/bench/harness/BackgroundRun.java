package io.humhelix.bench.harness;

import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.result.RunResult;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A run on a thread of its own. */
final class BackgroundRun implements BenchmarkRun {

  private final FutureTask<RunResult> task;
  private final Cancellation cancellation;

  private BackgroundRun(FutureTask<RunResult> task, Cancellation cancellation) {
    this.task = task;
    this.cancellation = cancellation;
  }

  static BackgroundRun start(Callable<RunResult> run, Cancellation cancellation) {
    FutureTask<RunResult> task = new FutureTask<>(run);
    new Thread(task, "humhelix-bench-run").start();
    return new BackgroundRun(task, cancellation);
  }

  @Override
  public void cancel() {
    cancellation.request();
  }

  @Override
  public RunResult await() throws HarnessException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HarnessException known) {
        throw known;
      }
      throw new HarnessException(
          HarnessException.Kind.INTERNAL,
          "the harness itself failed: " + e.getCause(),
          null,
          e.getCause());
    }
  }

  @Override
  public boolean isDone() {
    return task.isDone();
  }
}
