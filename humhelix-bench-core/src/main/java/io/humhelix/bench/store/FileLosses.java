package io.humhelix.bench.store;

import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the file of one run lacks, or has twice in different forms. Not thread-safe. */
final class FileLosses {

  private final Path file;
  private final MissingRecords missing = new MissingRecords();
  private final List<StoredRecord> others = new ArrayList<>();

  FileLosses(Path file) {
    this.file = file;
  }

  void found(String recordId) {
    missing.found(file, recordId);
  }

  void found(StoredRecord record) {
    missing.found(record);
  }

  /** Notes a record that is there already with other content. */
  void differs(StoredRecord record) {
    others.add(record);
  }

  /**
   * Returns the issues of a run with what its file lacks: whoever reads the run is told, and its
   * results are those of what is there.
   *
   * @param torn whether the file ends within a record
   */
  List<Issue> after(List<Issue> issues, boolean torn) {
    List<Issue> all = new ArrayList<>(issues);
    // The side, or the command, tells the folder.
    String where = "results file '" + file.getFileName() + "' ";
    if (missing.count() > 0) {
      all.add(
          Issue.warning(
              RunReader.RECORDS_LOST,
              where
                  + "is not whole: "
                  + missing.text()
                  + ", taken out or damaged. Numbers are of what is left: see 'humhelix-bench"
                  + " verify'.",
              "Use the file as it was written."));
    }
    if (!others.isEmpty()) {
      all.add(
          Issue.warning(
              RunReader.RECORDS_LOST,
              where
                  + "is not as it was written: line "
                  + others.get(0).place().line()
                  + " has record "
                  + others.get(0).id()
                  + " again with other content"
                  + (others.size() > 1 ? ", and there are " + (others.size() - 1) + " more" : "")
                  + ". Numbers are of the first of them: see 'humhelix-bench verify'.",
              "Use the file as it was written."));
    }
    if (torn) {
      all.add(
          Issue.warning(
              RunReader.RECORDS_LOST,
              where
                  + "ends within a record, which was never committed. Numbers are of what is before"
                  + " it.",
              "'humhelix-bench repair' copies what is intact."));
    }
    return all;
  }
}
