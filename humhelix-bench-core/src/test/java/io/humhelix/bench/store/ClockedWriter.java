package io.humhelix.bench.store;

import java.nio.file.Path;
import java.time.Clock;

/** Results files of another day. */
public final class ClockedWriter {

  private ClockedWriter() {}

  /** As {@link RunWriter#create}, with the records dated by a clock. */
  public static RunWriter create(Path folder, RunHeader header, Clock clock) throws StoreException {
    return RunWriter.create(folder, header, DiskIo.INSTANCE, clock);
  }
}
