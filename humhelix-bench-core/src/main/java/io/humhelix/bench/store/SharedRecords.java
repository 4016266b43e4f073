package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that lie in several files: each is one row, that of the first file. Where two of them
 * differ, the choice is that of {@link Gathering}.
 */
final class SharedRecords {

  private final List<RecordKeys> skipped = new ArrayList<>();
  private final List<Damage> conflicts = new ArrayList<>();

  /** A record that differs from file to file, and where the one to take lies. */
  private record Choice(int file, StoredRecord record) {}

  /**
   * Finds them.
   *
   * @param files all files, in their order
   * @param keys what each of them has
   */
  SharedRecords(List<Path> files, List<RecordKeys> keys) throws StoreException {
    for (int i = 0; i < files.size(); i++) {
      skipped.add(new RecordKeys());
    }
    Map<String, Integer> owners = new HashMap<>();
    Map<String, Choice> contested = new HashMap<>();
    for (int later : sharing(keys)) {
      keys.get(later)
          .forEach(
              (id, checksum) -> {
                Integer first = owners.putIfAbsent(id, later);
                if (first != null) {
                  skipped.get(later).add(id, checksum);
                  if (keys.get(first).checksum(id) != checksum) {
                    contested.put(id, null);
                  }
                }
              });
    }
    for (int i = 0; i < files.size() && !contested.isEmpty(); i++) {
      choose(i, files.get(i), keys.get(i), contested);
    }
  }

  /** Files that share a run, or an id, with another one. */
  private static List<Integer> sharing(List<RecordKeys> keys) {
    List<Integer> sharing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < keys.size(); j++) {
        if (i != j && keys.get(i).mayShare(keys.get(j))) {
          sharing.add(i);
          break;
        }
      }
    }
    return sharing;
  }

  private void choose(int index, Path file, RecordKeys keys, Map<String, Choice> contested)
      throws StoreException {
    if (contested.keySet().stream().noneMatch(keys::contains)) {
      return;
    }
    RecordReader.scan(
        file,
        record -> {
          String id = record.id();
          if (contested.containsKey(id)) {
            Choice before = contested.get(id);
            contested.put(
                id, before == null ? new Choice(index, record) : better(before, index, record));
          }
        },
        damage -> {});
  }

  private Choice better(Choice before, int index, StoredRecord record) {
    StoredRecord first = before.record();
    if (index == before.file()) {
      return before;
    }
    boolean same = first.tree().equals(record.tree());
    StoredRecord chosen =
        same
            ? (record.isVerified() && !first.isVerified() ? record : first)
            : Gathering.preferred(record, first);
    if (!same && !Gathering.isCopyOfOther(record, first)) {
      conflicts.add(RecordUnion.conflict(record, RecordUnion.where(first)));
    }
    if (chosen == first) {
      skip(index, record.id());
      return before;
    }
    skip(before.file(), record.id());
    skipped.get(index).remove(record.id());
    return new Choice(index, record);
  }

  private void skip(int file, String id) {
    skipped.get(file).add(id, 0);
  }

  /** Whether a file has records that are rows of another file. */
  boolean concern(int file) {
    return !skipped.get(file).isEmpty();
  }

  /** The records of a file that are no rows of it. */
  RecordKeys skippedIn(int file) {
    return skipped.get(file);
  }

  /** Records that differ from file to file. */
  List<Damage> conflicts() {
    return List.copyOf(conflicts);
  }
}
