package io.humhelix.bench.report;

import java.nio.charset.Charset;
import java.util.Locale;

/** The few signs of a report that are not in every character set. */
public enum Symbols {
  /** For output in Unicode. */
  UNICODE("–", "─", "…"),
  /** For any other output. */
  ASCII("-", "-", "...");

  private final String range;
  private final String rule;
  private final String ellipsis;

  Symbols(String range, String rule, String ellipsis) {
    this.range = range;
    this.rule = rule;
    this.ellipsis = ellipsis;
  }

  /**
   * Chooses the signs that a stream can carry.
   *
   * @param charset the stream's encoding
   * @return {@link #UNICODE} for the UTF encodings, else {@link #ASCII}
   */
  public static Symbols of(Charset charset) {
    return charset.name().toUpperCase(Locale.ROOT).startsWith("UTF-") ? UNICODE : ASCII;
  }

  /**
   * Returns what stands between the ends of a range.
   *
   * @return one sign
   */
  public String range() {
    return range;
  }

  /**
   * Returns what a horizontal line consists of.
   *
   * @return one sign of width 1
   */
  public String rule() {
    return rule;
  }

  /**
   * Returns what stands for text left out.
   *
   * @return one sign or three
   */
  public String ellipsis() {
    return ellipsis;
  }
}
