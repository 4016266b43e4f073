package io.humhelix.bench.report;

import java.util.Map;
import java.util.Optional;

/** What a colour on a terminal says beside the words, which say it too. */
public enum Ink {
  /** Titles of sections and columns. */
  TITLE("1"),
  /** The best number of a column. */
  BEST("1"),
  /** What failed or got worse. */
  BAD("31"),
  /** What is doubtful, undecided or not whole. */
  DOUBTFUL("33"),
  /** What got better. */
  GOOD("32"),
  /** What explains other lines. */
  FAINT("2");

  /** Cells of tables that are one of the program's own words. */
  private static final Map<String, Ink> WORDS =
      Map.ofEntries(
          Map.entry("REFUSED", BAD),
          Map.entry("FAILED", BAD),
          Map.entry("TIMEOUT", BAD),
          Map.entry("FAIL", BAD),
          Map.entry("INVALID", DOUBTFUL),
          Map.entry("CANCELLED", DOUBTFUL),
          Map.entry("WARN", DOUBTFUL),
          Map.entry("REGRESSION", BAD),
          Map.entry("IMPROVEMENT", GOOD),
          Map.entry("INCONCLUSIVE", DOUBTFUL),
          Map.entry("NOT_SHOWN", DOUBTFUL),
          Map.entry("NOT_COMPARABLE", DOUBTFUL));

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /**
   * Returns the colour of a status or a verdict.
   *
   * @param word such as {@code REFUSED}
   * @return empty for all that is as it should be, and for other words
   */
  public static Optional<Ink> of(String word) {
    return Optional.ofNullable(WORDS.get(word));
  }

  /** The number of the escape sequence. */
  String code() {
    return code;
  }
}
