package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What was met while rows were read.
 *
 * @param files results files that were read, in the order of their names
 * @param rows trials that were given out
 * @param ends how run configs ended, each of a run once, as its last record says
 * @param damages what was not readable or not trustworthy, with file and offset
 */
public record RowsRead(List<Path> files, long rows, List<RunConfigEnd> ends, List<Damage> damages) {

  public RowsRead {
    files = List.copyOf(files);
    ends = List.copyOf(ends);
    damages = List.copyOf(damages);
  }
}
