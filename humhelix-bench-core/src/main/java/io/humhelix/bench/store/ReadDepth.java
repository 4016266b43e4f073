package io.humhelix.bench.store;

/**
 * How much of a run is read.
 *
 * @param texts of which trials texts are kept
 * @param every of plain measured trials, one of so many is kept; 1 for all
 */
record ReadDepth(Texts texts, int every) {

  /** Of which trials texts are kept. */
  enum Texts {
    ALL,
    /** Of the first valid trial of each run config. */
    OF_FIRST,
    NONE
  }

  static final ReadDepth ALL = new ReadDepth(Texts.ALL, 1);
  static final ReadDepth WITHOUT_TEXTS = new ReadDepth(Texts.NONE, 1);

  /** Spreads checksums evenly (Fibonacci hashing), so that no period of trials is met. */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  ReadDepth {
    if (every < 1) {
      throw new IllegalArgumentException("every " + every + " is not 1 or more");
    }
  }

  boolean isWithTexts() {
    return texts == Texts.ALL;
  }

  /** Whether a record is among those that are kept; that depends on its content alone. */
  boolean keeps(int checksum) {
    return every == 1 || Integer.remainderUnsigned(checksum * GOLDEN_RATIO >>> 8, every) == 0;
  }
}
