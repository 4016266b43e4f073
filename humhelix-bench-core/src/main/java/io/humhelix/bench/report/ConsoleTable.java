package io.humhelix.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A table of text in columns as wide as their widest cell. Nothing is wrapped or cut, since a row
 * that a script or a person searches for must be whole; a narrow terminal wraps it itself. Not
 * thread-safe.
 */
public final class ConsoleTable {

  /** Where a column's text stands. */
  public enum Align {
    /** For words. */
    LEFT,
    /** For numbers. */
    RIGHT
  }

  private record Column(List<String> header, Align align) {}

  private static final String GAP = "  ";

  private final Symbols symbols;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, Set<Integer>> best = new HashMap<>();

  /**
   * Starts a table without columns.
   *
   * @param symbols signs that the output can carry
   */
  public ConsoleTable(Symbols symbols) {
    this.symbols = symbols;
  }

  /**
   * Adds a column.
   *
   * @param header its name; line breaks stack it
   * @param align where its text stands
   * @return this table
   */
  public ConsoleTable column(String header, Align align) {
    columns.add(new Column(List.of(header.split("\n", -1)), align));
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells one per column; control characters are made harmless
   * @return this table
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public ConsoleTable row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + columns.size() + " columns");
    }
    rows.add(cells.stream().map(DisplayText::oneLine).toList());
    return this;
  }

  /** Adds a line of a row whose cells go on below it; blanks at their beginning stay. */
  void foldedRow(List<String> cells) {
    foldedRow(cells, Set.of());
  }

  /** The same; cells at these places stand out where there are colours. */
  void foldedRow(List<String> cells, Set<Integer> standOut) {
    best.put(rows.size(), standOut);
    rows.add(List.copyOf(cells));
  }

  /**
   * Writes the table, every line with a line feed at its end and no blanks before it.
   *
   * @param out where to
   * @throws UncheckedIOException if it cannot be written
   */
  public void appendTo(Appendable out) {
    int[] widths = new int[columns.size()];
    int headerLines = 0;
    for (int i = 0; i < widths.length; i++) {
      List<String> header = columns.get(i).header();
      headerLines = Math.max(headerLines, header.size());
      int column = i;
      widths[i] =
          Math.max(
              header.stream().mapToInt(DisplayText::width).max().orElse(0),
              rows.stream().mapToInt(r -> DisplayText.width(r.get(column))).max().orElse(0));
    }
    for (int line = 0; line < headerLines; line++) {
      List<String> cells = new ArrayList<>();
      for (Column column : columns) {
        int blank = headerLines - column.header().size();
        cells.add(line < blank ? "" : column.header().get(line - blank));
      }
      append(out, cells, widths, (place, cell) -> symbols.paint(Ink.TITLE, cell));
    }
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add(symbols.rule().repeat(width));
    }
    append(out, rule, widths, (place, cell) -> symbols.paint(Ink.FAINT, cell));
    for (int row = 0; row < rows.size(); row++) {
      Set<Integer> standOut = best.getOrDefault(row, Set.of());
      append(
          out,
          rows.get(row),
          widths,
          (place, cell) ->
              standOut.contains(place) ? symbols.paint(Ink.BEST, cell) : symbols.paint(cell));
    }
  }

  /** Colours have no width: cells get theirs when the padding is known. */
  private void append(
      Appendable out, List<String> cells, int[] widths, BiFunction<Integer, String, String> paint) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - DisplayText.width(cells.get(i)));
      boolean left = columns.get(i).align() == Align.LEFT;
      line.append(i == 0 ? "" : GAP)
          .append(left ? "" : padding)
          .append(paint.apply(i, cells.get(i)))
          .append(left ? padding : "");
    }
    try {
      out.append(line.toString().stripTrailing()).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.toString();
  }
}
