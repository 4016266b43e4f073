package io.humhelix.bench.internal.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of a run, which only this user can read; it contains the folders of the workers.
 * Thread-safe.
 */
final class RunFolder {

  private Optional<Path> folder = Optional.empty();
  private int workers;

  /** Makes the folder of a worker. */
  synchronized ForkFolder ofWorker(String runConfigId, int fork) throws IOException {
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      folder =
          Optional.of(
              Files.createTempDirectory("humhelix-bench-" + ProcessHandle.current().pid() + "-"));
    }
    workers++;
    return new ForkFolder(folder.get().resolve(workers + "-" + runConfigId + "-" + fork));
  }

  synchronized void delete() {
    folder.ifPresent(ForkFolder::delete);
  }
}
