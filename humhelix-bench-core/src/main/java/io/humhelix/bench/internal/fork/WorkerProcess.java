package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.preflight.DevicePin;
import io.humhelix.bench.internal.process.ProcessTree;
import io.humhelix.bench.internal.worker.Bootstrap;
import io.humhelix.bench.result.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A started worker process, with its connection and its output. */
final class WorkerProcess {

  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

  private final Process process;
  private final ProcessTree tree;
  private final WorkerLink link;
  private final ForkFolder folder;
  private final OutputCapture out;
  private final OutputCapture err;
  private final OomCounter oom = OomCounter.ofThisMachine();
  private final long oomBefore = oom.count();

  private WorkerProcess(
      Process process, ProcessTree tree, WorkerLink link, ForkFolder folder, WorkerLimits limits) {
    this.process = process;
    this.tree = tree;
    this.link = link;
    this.folder = folder;
    String name = "humhelix-bench-worker-" + process.pid();
    out =
        OutputCapture.start(
            name + "-stdout",
            process.getInputStream(),
            new CappedLog(folder.path().resolve("stdout.log"), limits.logBytes()));
    err =
        OutputCapture.start(
            name + "-stderr",
            process.getErrorStream(),
            new CappedLog(folder.path().resolve("stderr.log"), limits.logBytes()));
  }

  /** Starts a process; if that fails, nothing is left of it. */
  static WorkerProcess start(
      WorkerCommand command,
      Collection<Class<?>> providers,
      Optional<DevicePin> pin,
      List<String> variables,
      ForkFolder folder,
      WorkerLimits limits)
      throws IOException {
    String cookie = UUID.randomUUID().toString();
    WorkerLink link = WorkerLink.open("humhelix-bench-link");
    Process process;
    try {
      process = command.process(providers, folder.path(), pin, cookie, variables).start();
    } catch (IOException e) {
      link.close();
      throw e;
    }
    ProcessTree tree = new ProcessTree(process.toHandle(), WorkerCommand.COOKIE, cookie);
    WorkerProcess worker = new WorkerProcess(process, tree, link, folder, limits);
    worker.introduce();
    return worker;
  }

  /** Tells the worker where the harness is. The worker ends when this stream is closed. */
  private void introduce() {
    Bootstrap bootstrap = new Bootstrap(link.address(), link.port(), link.token(), folder.path());
    OutputStream in = process.getOutputStream();
    try {
      in.write(bootstrap.line().getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      // It died already, which shows when the harness waits for its answer.
    }
  }

  WorkerLink link() {
    return link;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitValue() {
    return process.exitValue();
  }

  boolean waitFor(Duration limit) {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return !process.isAlive();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Confirms the last message of a worker, so that it can exit. */
  void letGo() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  /** Returns those of its processes that are alive. */
  Set<ProcessHandle> alive() {
    return tree.alive();
  }

  /** Ends all its processes; returns those that could not be ended. */
  Set<ProcessHandle> end(Duration grace) {
    return tree.end(grace);
  }

  /** Finds out why it died. It has ended. */
  Failure postmortem(String phase, String subject) {
    return new Postmortem(
            phase, subject, process.exitValue(), dump(), printed(), oom.count() > oomBefore)
        .failure();
  }

  private Optional<String> dump() {
    try {
      return Files.exists(folder.dump())
          ? Optional.of(Files.readString(folder.dump(), StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the end of its output, standard error first. */
  String printed() {
    return err.finish(LAST_OUTPUT.toNanos()).tail() + out.finish(LAST_OUTPUT.toNanos()).tail();
  }

  /** Returns the files that it left, by kind. All its processes have ended. */
  Map<String, Path> leftovers() throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    out.finish(LAST_OUTPUT.toNanos()).finish().ifPresent(f -> files.put("worker-stdout", f));
    err.finish(LAST_OUTPUT.toNanos()).finish().ifPresent(f -> files.put("worker-stderr", f));
    if (Files.exists(folder.dump())) {
      files.put("crash-dump", folder.dump());
    }
    return files;
  }

  /** Closes the connection and deletes the folder. */
  void release() {
    try {
      link.close();
      process.getOutputStream().close();
      process.getInputStream().close();
      process.getErrorStream().close();
    } catch (IOException e) {
      // They belonged to a process that is gone.
    }
    folder.delete();
  }
}
