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

  /** An unreadable or doubtful place. */
  void damage(Damage damage);
}
