package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the rows of one file. For one use. */
final class FileRows implements RecordSink {

  private final RowOptions options;
  private final RecordKeys skipped;
  private final Consumer<TrialRow> rows;
  private final RowParser parser;
  private final RowMaker maker;
  private final RecordKeys keys = new RecordKeys();

  /** Of records that are no rows. */
  private final RecordKeys others = new RecordKeys();

  private final MissingRecords missing = new MissingRecords();
  private final Path file;
  private final List<Damage> damages = new ArrayList<>();
  private long count;

  /**
   * Reads a file.
   *
   * @param skipped records that are rows of another file
   * @param rows takes each row
   * @throws StoreException if it cannot be read to its end
   */
  static FileRows read(Path file, RowOptions options, RecordKeys skipped, Consumer<TrialRow> rows)
      throws StoreException {
    FileRows read = new FileRows(file, options, skipped, rows);
    RecordReader.scan(file, read);
    return read;
  }

  /** Reads a file among others: one that cannot be read to its end is a damage. */
  static FileRows readAsFarAsPossible(
      Path file, RowOptions options, RecordKeys skipped, Consumer<TrialRow> rows) {
    FileRows read = new FileRows(file, options, skipped, rows);
    try {
      RecordReader.scan(file, read);
    } catch (StoreException e) {
      read.damage(
          new Damage(
              Damage.Kind.UNREADABLE,
              file,
              1,
              0,
              0,
              e.getMessage() + "; make it readable, or move it out of the folder"));
    }
    return read;
  }

  private FileRows(Path file, RowOptions options, RecordKeys skipped, Consumer<TrialRow> rows) {
    this.file = file;
    this.options = options;
    this.skipped = skipped;
    this.rows = rows;
    parser = new RowParser(options);
    maker = new RowMaker(file, options);
  }

  @Override
  public boolean take(byte[] line, int from, int to, int checksum) {
    if (options.wantsAllClips()) {
      return false;
    }
    switch (parser.parse(line, from, to)) {
      case PASSED:
        if (isAnother(others, parser.recordId(), checksum)) {
          return false;
        }
        missing.found(file, parser.recordId());
        others.add(parser.recordId(), checksum);
        return true;
      case ROW:
        String id = parser.recordId();
        if (isAnother(keys, id, checksum)) {
          return false;
        }
        missing.found(file, id);
        if (isNew(id, checksum)) {
          give(parser.row(maker.run()));
        }
        return true;
      default:
        return false;
    }
  }

  @Override
  public void record(StoredRecord stored, byte[] json) throws IOException {
    missing.found(stored);
    int checksum = RecordLine.crc32c(json, 0, json.length);
    boolean row = options.kinds().contains(stored.kind());
    if (isAnother(row ? keys : others, stored.id(), checksum)) {
      damages.add(RecordUnion.conflictWithin(stored));
    }
    if (!row) {
      others.add(stored.id(), checksum);
    }
    if (maker.begin(stored)) {
      parser.forget();
    }
    if (row) {
      boolean fresh = isNew(stored.id(), checksum);
      TrialRow made = maker.row(stored, fresh);
      if (stored.isVerified() && !options.wantsAllClips()) {
        parser.learn(made);
      }
      if (fresh) {
        give(made);
      }
    }
  }

  @Override
  public void damage(Damage damage) {
    damages.add(damage);
  }

  /** Whether the file had another record of this id before. */
  private static boolean isAnother(RecordKeys seen, String id, int checksum) {
    return seen.contains(id) && seen.checksum(id) != checksum;
  }

  private boolean isNew(String id, int checksum) {
    return keys.add(id, checksum) && !skipped.contains(id);
  }

  private void give(TrialRow row) {
    count++;
    rows.accept(row);
  }

  /** The ids of all records that are rows, here or in another file. */
  RecordKeys keys() {
    return keys;
  }

  /** Which records of its runs the file lacks. */
  MissingRecords missing() {
    return missing;
  }

  List<RunConfigEnd> ends() {
    return maker.ends();
  }

  List<Damage> damages() {
    return damages;
  }

  long count() {
    return count;
  }
}
