package io.humhelix.bench.sync;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of bringing home the results of one host.
 *
 * @param source the host
 * @param folder where its results are here
 * @param files how many results files of it are here now
 * @param arrived the files that came, in the order of their names; what was here already did not
 * @param skipped names that the host has as links or other things that are no files; they are left
 *     there
 * @param problem why not everything came; empty if all did
 */
public record HostResult(
    SyncSource source,
    Path folder,
    int files,
    List<ArrivedFile> arrived,
    List<String> skipped,
    Optional<HostProblem> problem) {

  public HostResult {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(folder, "folder");
    arrived = List.copyOf(arrived);
    skipped = List.copyOf(skipped);
    Objects.requireNonNull(problem, "problem");
  }

  /**
   * Returns whether everything that the host has is here, and can be read.
   *
   * @return whether there is neither a problem nor a file to look at
   */
  public boolean isComplete() {
    return problem.isEmpty() && arrived.stream().allMatch(ArrivedFile::isWell);
  }

  /**
   * Returns how many of the files that came are so.
   *
   * @param state what became of them
   * @return 0 or more
   */
  public long count(ArrivedFile.State state) {
    return arrived.stream().filter(file -> file.state() == state).count();
  }
}
