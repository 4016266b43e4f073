package io.humhelix.bench.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Brings results of other hosts home: the {@code benchmark-*.db.yaml} of a folder of each, into a
 * folder of its own here, by the system's rsync over ssh. Immutable; one folder may be synced by
 * one process at a time.
 *
 * <ul>
 *   <li>A host may be writing meanwhile: a torn end is completed by the next sync.
 *   <li>A file here is only ever replaced by one that begins with all its records. A shorter or
 *       another one of the same name leaves it as it is, and is reported.
 *   <li>Records are verified by their checksums when they arrive, and files of hum-helix parsed.
 *   <li>Nothing is asked: ssh logs in by key, and a host whose key is not known is refused, as
 *       ssh's configuration has it.
 *   <li>No part of an argument or of a file's name is ever read by a shell, here or there.
 * </ul>
 */
public final class ResultsSync {

  /** How long a host may be silent. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final int SIDE_BY_SIDE = 8;
  private static final long LAST_SECONDS = 20;

  private final Path folder;
  private final boolean artifacts;
  private final RemoteShell shell;
  private final String rsync;

  private ResultsSync(Path folder, boolean artifacts, RemoteShell shell, String rsync) {
    this.folder = folder;
    this.artifacts = artifacts;
    this.shell = shell;
    this.rsync = rsync;
  }

  /**
   * Brings results without artifacts to a folder.
   *
   * @param folder gets a folder for each host; created when missing
   * @return with ssh's own configuration
   */
  public static ResultsSync into(Path folder) {
    return new ResultsSync(
        Objects.requireNonNull(folder, "folder"),
        false,
        new RemoteShell("ssh", Optional.empty(), DEFAULT_TIMEOUT),
        "rsync");
  }

  /**
   * Chooses whether the files beside the results come too.
   *
   * @param bring whether to bring the folders {@code benchmark-*.artifacts}
   * @return a changed copy
   */
  public ResultsSync withArtifacts(boolean bring) {
    return new ResultsSync(folder, bring, shell, rsync);
  }

  /**
   * Names ssh's configuration, where ports, keys and jump hosts are set.
   *
   * @param file instead of the user's own and the system's
   * @return a changed copy
   */
  public ResultsSync withSshConfig(Path file) {
    return new ResultsSync(folder, artifacts, shell.withConfig(file), rsync);
  }

  /**
   * Says how long a host may be silent, connecting included.
   *
   * @param timeout a second or more
   * @return a changed copy
   */
  public ResultsSync withTimeout(Duration timeout) {
    return new ResultsSync(folder, artifacts, shell.withTimeout(timeout), rsync);
  }

  /** Names other programs. */
  ResultsSync withPrograms(String otherRsync, String otherSsh) {
    return new ResultsSync(folder, artifacts, shell.withProgram(otherSsh), otherRsync);
  }

  /**
   * Brings home what is there now. A host that fails does not keep the others from it.
   *
   * @param sources the hosts, each with a name of its own
   * @param listener watches
   * @return one result for each host, in their order
   * @throws IllegalArgumentException if two have the same name
   * @throws SyncException if there is no rsync here that can do it
   * @throws InterruptedException if this thread was interrupted: rsync is ended, and what it had
   *     brought so far is kept by the next sync
   */
  public List<HostResult> sync(List<SyncSource> sources, SyncListener listener)
      throws SyncException, InterruptedException {
    List<String> problems = SyncSource.sameNames(sources);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    RsyncVersion.require(rsync);
    SyncListener oneAtATime = oneAtATime(listener);
    ExecutorService hosts =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(SIDE_BY_SIDE, sources.size())),
            task -> {
              Thread thread = new Thread(task, "sync");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<HostResult>> running = new ArrayList<>();
      for (SyncSource source : sources) {
        running.add(hosts.submit(() -> one(source, oneAtATime)));
      }
      List<HostResult> results = new ArrayList<>();
      for (Future<HostResult> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      hosts.shutdownNow();
      awaitEnd(hosts);
    }
  }

  private HostResult one(SyncSource source, SyncListener listener) throws InterruptedException {
    Path own = folder.resolve(source.name());
    HostResult result;
    try (HostFolder here = HostFolder.open(own, source)) {
      result = new HostSync(source, here, new RsyncCall(rsync, shell), artifacts).run(listener);
    } catch (HostRefusedException e) {
      result = new HostResult(source, own, 0, List.of(), List.of(), Optional.of(e.problem()));
    }
    listener.finished(result);
    return result;
  }

  /** Lets the processes of an interrupted sync end before this method returns. */
  private static void awaitEnd(ExecutorService hosts) {
    boolean interrupted = Thread.interrupted();
    try {
      hosts.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static SyncListener oneAtATime(SyncListener listener) {
    return new SyncListener() {
      @Override
      public synchronized void progressed(SyncSource source, long bytes, int percent) {
        listener.progressed(source, bytes, percent);
      }

      @Override
      public synchronized void finished(HostResult result) {
        listener.finished(result);
      }
    };
  }
}
