package io.humhelix.bench.store;

import java.io.IOException;

/** Takes what a file holds, in its order. */
interface RecordSink {

  /**
   * A readable record.
   *
   * @param json its bytes as they are in the file; of a block-style file as ours would be
   */
  void record(StoredRecord stored, byte[] json) throws IOException;

  /**
   * Takes the JSON of a line whose checksum fits, if no tree of it is needed.
   *
   * @param checksum of these bytes
   * @return false to get it by {@link #record}
   */
  default boolean take(byte[] line, int from, int to, int checksum) throws IOException {
    return false;
  }

  /** An unreadable or doubtful place. */
  void damage(Damage damage);
}
