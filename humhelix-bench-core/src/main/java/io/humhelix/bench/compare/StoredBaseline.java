package io.humhelix.bench.compare;

import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.BaselineNote;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A baseline in its folder.
 *
 * @param folder of its own
 * @param note what it says of itself
 * @param bytes size of all its files
 * @param run the run that it comes from, without what was left out
 */
public record StoredBaseline(Path folder, BaselineNote note, long bytes, RunResult run) {
  public StoredBaseline {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(run, "run");
  }

  /**
   * Returns the name.
   *
   * @return that of its folder
   */
  public String name() {
    return note.name();
  }
}
