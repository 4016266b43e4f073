package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The union of files by record id: order-free, and gathering twice changes nothing. */
final class Gathering {

  private static final Comparator<StoredRecord> ORDER =
      Comparator.comparing((StoredRecord r) -> r.runId().isEmpty())
          .thenComparing(r -> r.runId().orElse(""))
          .thenComparingInt(r -> r.seq().orElse(Integer.MAX_VALUE))
          .thenComparing(StoredRecord::id);

  private final Map<String, StoredRecord> byId = new HashMap<>();
  private final List<Damage> damages = new ArrayList<>();

  private Gathering() {}

  static ResultsFile of(Path folder, List<Path> files) throws StoreException {
    Gathering gathering = new Gathering();
    for (Path file : files) {
      RecordReader.scan(file, gathering::add, gathering.damages::add);
    }
    List<StoredRecord> records = new ArrayList<>(gathering.byId.values());
    records.sort(ORDER);
    return new ResultsFile(folder, FileFormat.RECORD_LINES, records, gathering.damages);
  }

  private void add(StoredRecord record) {
    StoredRecord other = byId.putIfAbsent(record.id(), record);
    if (other == null) {
      return;
    }
    if (other.tree().equals(record.tree())) {
      if (record.isVerified() && !other.isVerified()) {
        byId.put(record.id(), record);
      }
      return;
    }
    byId.put(record.id(), preferred(record, other));
    if (isCopyOfOther(record, other)) {
      return;
    }
    damages.add(RecordUnion.conflict(record, RecordUnion.where(other)));
  }

  /** Returns whether one of two records is what a baseline keeps of the other. */
  static boolean isCopyOfOther(StoredRecord one, StoredRecord other) {
    return BaselineRecords.isCopy(one.tree()) != BaselineRecords.isCopy(other.tree());
  }

  /** A choice that does not depend on the order of files. */
  static StoredRecord preferred(StoredRecord one, StoredRecord other) {
    if (isCopyOfOther(one, other)) {
      return BaselineRecords.isCopy(one.tree()) ? other : one;
    }
    if (one.isVerified() != other.isVerified()) {
      return one.isVerified() ? one : other;
    }
    return RecordJson.write(one.tree()).compareTo(RecordJson.write(other.tree())) <= 0
        ? one
        : other;
  }
}
