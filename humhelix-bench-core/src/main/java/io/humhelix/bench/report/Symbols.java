package io.humhelix.bench.report;

import java.nio.charset.Charset;
import java.util.Locale;

/**
 * What an output can carry: the few signs of a report that are not in every character set, and
 * colours. Immutable and thread-safe.
 */
public final class Symbols {

  /** For output in Unicode, without colours. */
  public static final Symbols UNICODE = new Symbols(true, false);

  /** For any other output, without colours. */
  public static final Symbols ASCII = new Symbols(false, false);

  private static final String ESCAPE = "\u001b[";
  private static final String END = ESCAPE + "0m";

  private final boolean unicode;
  private final boolean coloured;

  private Symbols(boolean unicode, boolean coloured) {
    this.unicode = unicode;
    this.coloured = coloured;
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
   * Returns these signs for a terminal that shows colours.
   *
   * @return the same signs; texts made with them contain escape sequences of ECMA-48
   */
  public Symbols inColour() {
    return new Symbols(unicode, true);
  }

  /**
   * Returns whether signs beyond ASCII can be used.
   *
   * @return true for output in Unicode
   */
  public boolean isUnicode() {
    return unicode;
  }

  /**
   * Returns whether texts may contain escape sequences.
   *
   * @return true for a terminal that shows colours
   */
  public boolean isColoured() {
    return coloured;
  }

  /**
   * Colours a text.
   *
   * @param ink what it says
   * @param text without control characters, since it goes to a terminal as it is
   * @return the text as it is where there are no colours, and where it is empty
   */
  public String paint(Ink ink, String text) {
    return coloured && !text.isEmpty() ? ESCAPE + ink.code() + "m" + text + END : text;
  }

  /**
   * Colours a text that is one of the program's own words.
   *
   * @param word such as a status or a verdict
   * @return any other text as it is
   */
  public String paint(String word) {
    return Ink.of(word).map(ink -> paint(ink, word)).orElse(word);
  }

  /**
   * Returns what stands between the ends of a range.
   *
   * @return one sign
   */
  public String range() {
    return unicode ? "–" : "-";
  }

  /**
   * Returns what a horizontal line consists of.
   *
   * @return one sign of width 1
   */
  public String rule() {
    return unicode ? "─" : "-";
  }

  /**
   * Returns what stands for text left out.
   *
   * @return one sign or three
   */
  public String ellipsis() {
    return unicode ? "…" : "...";
  }
}
