package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a results file, or a folder of them, holds.
 *
 * @param path the file or folder
 * @param format the form of the file; of a folder {@link FileFormat#RECORD_LINES}
 * @param records everything readable: of a file in its order; of a folder ordered by run id and
 *     place, hum-helix's own records last
 * @param damages what was not readable or not trustworthy
 */
public record ResultsFile(
    Path path, FileFormat format, List<StoredRecord> records, List<Damage> damages) {

  public ResultsFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(format, "format");
    records = List.copyOf(records);
    damages = List.copyOf(damages);
  }

  /**
   * Returns the flat values of every valid measured trial.
   *
   * @return in the order of the records
   */
  public List<TrialValues> validTrials() {
    return records.stream().flatMap(r -> r.values().stream()).toList();
  }
}
