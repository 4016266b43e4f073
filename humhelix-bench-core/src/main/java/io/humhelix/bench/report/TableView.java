package io.humhelix.bench.report;

import java.util.List;

/**
 * How much of a table is shown. Immutable.
 *
 * @param width columns of the terminal, 40 or more
 * @param whole whether all columns are shown, however wide, and no name is folded
 * @param names of the columns that are shown, in this order, whatever the width; empty for those
 *     that matter most
 */
public record TableView(int width, boolean whole, List<String> names) {

  /** The narrowest terminal that tables are made for. */
  public static final int NARROWEST = 40;

  /** What fits 80 columns. */
  public static final TableView DEFAULT = ofWidth(DisplayText.COLUMNS);

  /** All columns, for a file or a pager. */
  public static final TableView WHOLE = new TableView(DisplayText.COLUMNS, true, List.of());

  public TableView {
    names = List.copyOf(names);
    if (width < NARROWEST) {
      throw new IllegalArgumentException("width " + width + " is below " + NARROWEST);
    }
  }

  /**
   * Returns what fits a terminal.
   *
   * @param width its columns; fewer than 40 count as 40
   * @return the columns that matter most
   */
  public static TableView ofWidth(int width) {
    return new TableView(Math.max(NARROWEST, width), false, List.of());
  }

  /**
   * Returns the view for other tables than the one whose columns were named.
   *
   * @return without names
   */
  public TableView ofItsOwn() {
    return new TableView(width, whole, List.of());
  }
}
