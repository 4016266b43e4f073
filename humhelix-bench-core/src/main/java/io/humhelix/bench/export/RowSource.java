package io.humhelix.bench.export;

import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.store.TrialRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of an export, and tells what was met. */
final class RowSource {

  /** Somebody whose file is broken need not read a line about each of its records. */
  private static final int MOST_DAMAGES = 20;

  /** Takes a row. */
  @FunctionalInterface
  interface RowWriter {
    void accept(TrialRow row) throws IOException;
  }

  private final TrialRows rows;

  RowSource(List<Path> results, boolean clips) {
    rows = clips ? TrialRows.of(results).withClips() : TrialRows.of(results);
  }

  /**
   * Gives out all rows.
   *
   * @return what a reader should know of what is not there, one sentence each
   */
  List<String> forEach(RowWriter writer) throws StoreException, IOException, ExportException {
    RowsRead read;
    try {
      read =
          rows.forEach(
              row -> {
                try {
                  writer.accept(row);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (read.rows() == 0) {
      throw new ExportException(
          "found no measured trial in "
              + read.files().size()
              + (read.files().size() == 1 ? " results file" : " results files")
              + "; allowed: at least one. Name a benchmark-*.db.yaml, or a folder of them."
              + (read.damages().isEmpty() ? "" : " " + read.damages().get(0).text()));
    }
    return damages(read.damages());
  }

  private static List<String> damages(List<Damage> damages) {
    List<String> notes = new ArrayList<>();
    damages.stream().limit(MOST_DAMAGES).map(Damage::text).forEach(notes::add);
    if (damages.size() > MOST_DAMAGES) {
      notes.add("and " + (damages.size() - MOST_DAMAGES) + " more damaged places.");
    }
    return notes;
  }
}
