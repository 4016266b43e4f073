package io.humhelix.bench.report;

import io.humhelix.bench.report.ConsoleTable.Align;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table as wide as a terminal: the columns that matter most, and long names on several lines.
 * Numbers are never cut. A column without any value is left out; one that has the same in all rows
 * is said once. Not thread-safe.
 */
public final class FittedTable {

  /** Rank of what tells one row from another: always there, and folded where it is too long. */
  public static final int KEY = 0;

  /** From this rank on a column is no reason to fold names. */
  public static final int OPTIONAL = 10;

  /** Rank of a column that is shown only where it was asked for. */
  static final int ON_REQUEST = 1000;

  private static final int GAP = 2;
  private static final int NARROWEST_KEY = 12;
  private static final int NARROWEST_FOLD = 4;
  private static final int MOST_LINES = 4;

  /**
   * A column.
   *
   * @param name by which it is asked for
   * @param title line breaks stack it
   * @param rank the smaller, the more important
   * @param cells one a row
   * @param best the row whose cell stands out where there are colours; -1 for none
   */
  private record Column(
      String name, String title, Align align, int rank, List<String> cells, int best) {

    boolean isKey() {
      return rank == KEY;
    }

    boolean isEmpty() {
      return cells.stream().allMatch(NumberText.NONE::equals);
    }

    boolean isConstant() {
      return cells.size() > 1 && cells.stream().distinct().count() == 1;
    }

    int width() {
      return Math.max(
          title.lines().mapToInt(DisplayText::width).max().orElse(0),
          cells.stream().mapToInt(DisplayText::width).max().orElse(0));
    }
  }

  private final Symbols symbols;
  private final List<Column> columns = new ArrayList<>();

  /**
   * Starts a table without columns.
   *
   * @param symbols signs that the output can carry
   */
  public FittedTable(Symbols symbols) {
    this.symbols = symbols;
  }

  /**
   * Adds a column.
   *
   * @param name by which it is asked for
   * @param title line breaks stack it
   * @param align where its text stands
   * @param rank {@link #KEY}, or the smaller, the more important
   * @param cells one a row; control characters are made harmless
   * @return this table
   */
  public FittedTable column(String name, String title, Align align, int rank, List<String> cells) {
    return column(name, title, align, rank, cells, -1);
  }

  /** Adds a column of numbers whose best one stands out where there are colours. */
  FittedTable column(
      String name, String title, Align align, int rank, List<String> cells, int best) {
    List<String> safe = cells.stream().map(DisplayText::oneLine).toList();
    columns.add(new Column(name, title, align, rank, safe, best));
    return this;
  }

  /**
   * What is to be printed.
   *
   * @param lines of the table
   * @param same what all rows have, as "status OK"
   * @param leftOut names of columns for which there was no room
   */
  record Fitted(List<String> lines, List<String> same, List<String> leftOut) {}

  /**
   * Returns the table with what all rows have in common, and how to see the rest, below it.
   *
   * @param view how much of it is shown
   * @return lines ended by line feeds
   */
  public String text(TableView view) {
    Fitted fitted = fit(view);
    StringBuilder text = new StringBuilder();
    fitted.lines().forEach(line -> text.append(line).append('\n'));
    if (!fitted.same().isEmpty()) {
      TextFold.wrapped("same for all: " + String.join("; ", fitted.same()), "  ", view.width())
          .forEach(line -> text.append(line).append('\n'));
    }
    if (!fitted.leftOut().isEmpty()) {
      text.append(NumberText.count(fitted.leftOut().size(), "more column"))
          .append(": --wide, or a wider terminal\n");
    }
    return text.toString();
  }

  Fitted fit(TableView view) {
    List<Column> filled =
        columns.stream()
            .filter(one -> one.isKey() || view.whole() || one.rank() < ON_REQUEST)
            .filter(one -> one.isKey() || !one.isEmpty())
            .toList();
    if (!view.names().isEmpty()) {
      return new Fitted(lines(named(view.names()), view.width()), List.of(), List.of());
    }
    if (view.whole()) {
      return new Fitted(lines(filled, Integer.MAX_VALUE), List.of(), List.of());
    }
    List<Column> same =
        filled.stream().filter(one -> one.rank() >= OPTIONAL && one.isConstant()).toList();
    List<Column> candidates = filled.stream().filter(one -> !same.contains(one)).toList();
    List<Column> chosen = chosen(candidates, view.width());
    return new Fitted(
        lines(chosen, view.width()),
        same.stream().map(one -> flat(one.title()) + " " + one.cells().get(0)).toList(),
        candidates.stream().filter(one -> !chosen.contains(one)).map(Column::name).toList());
  }

  private static String flat(String title) {
    return title.replace("-\n", "").replace('\n', ' ');
  }

  /** What tells the rows apart comes first, unless it is named. */
  private List<Column> named(List<String> names) {
    List<Column> chosen = new ArrayList<>();
    columns.stream().filter(one -> one.isKey() && !names.contains(one.name())).forEach(chosen::add);
    names.stream()
        .distinct()
        .forEach(
            name -> columns.stream().filter(one -> one.name().equals(name)).forEach(chosen::add));
    return chosen;
  }

  /** The most important ones that fit, in the order of the table. */
  private static List<Column> chosen(List<Column> candidates, int width) {
    List<Column> keys = candidates.stream().filter(Column::isKey).toList();
    List<Column> byRank =
        candidates.stream()
            .filter(one -> !one.isKey())
            .sorted(Comparator.comparingInt(Column::rank))
            .toList();
    Set<Column> chosen = new HashSet<>(keys);
    int room = width - floor(keys, NARROWEST_KEY);
    for (Column one : byRank) {
      if (one.rank() < OPTIONAL && one.width() + GAP <= room) {
        chosen.add(one);
        room -= one.width() + GAP;
      }
    }
    int unfolded = floor(keys, NARROWEST_KEY) + room;
    int comfortable = floor(keys, Integer.MAX_VALUE);
    if (comfortable > unfolded) {
      comfortable = floor(keys, Math.max(NARROWEST_KEY, width / 3 / Math.max(1, keys.size())));
    }
    room = unfolded - comfortable;
    for (Column one : byRank) {
      if (one.rank() >= OPTIONAL && one.width() + GAP <= room) {
        chosen.add(one);
        room -= one.width() + GAP;
      }
    }
    return candidates.stream().filter(chosen::contains).toList();
  }

  /** What keys take with their gaps if none is wider than this. */
  private static int floor(List<Column> keys, int each) {
    return keys.stream().mapToInt(one -> Math.min(each, one.width())).sum()
        + GAP * Math.max(0, keys.size() - 1);
  }

  private List<String> lines(List<Column> chosen, int width) {
    int[] widths = widths(chosen, width);
    ConsoleTable table = new ConsoleTable(symbols);
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      Column one = chosen.get(i);
      int each = widths[i];
      table.column(
          one.title()
              .lines()
              .flatMap(line -> TextFold.lines(line, each).stream())
              .map(String::strip)
              .collect(Collectors.joining("\n")),
          one.align());
      cells.add(one.isKey() ? shortened(one.cells(), each) : one.cells());
    }
    int rows = chosen.isEmpty() ? 0 : chosen.get(0).cells().size();
    for (int row = 0; row < rows; row++) {
      int at = row;
      List<List<String>> folded =
          IntStream.range(0, widths.length)
              .mapToObj(i -> TextFold.lines(cells.get(i).get(at), widths[i]))
              .toList();
      int height = folded.stream().mapToInt(List::size).max().orElse(0);
      for (int line = 0; line < height; line++) {
        int number = line;
        table.foldedRow(
            folded.stream().map(cell -> number < cell.size() ? cell.get(number) : "").toList(),
            line > 0
                ? Set.of()
                : IntStream.range(0, widths.length)
                    .filter(i -> chosen.get(i).best() == at)
                    .boxed()
                    .collect(Collectors.toSet()));
      }
    }
    return table.toString().lines().toList();
  }

  /** The widest keys give way. */
  private static int[] widths(List<Column> chosen, int width) {
    int[] widths = chosen.stream().mapToInt(Column::width).toArray();
    long excess = IntStream.of(widths).asLongStream().sum() + GAP * (widths.length - 1L) - width;
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (chosen.get(i).isKey() && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0 || widths[widest] <= NARROWEST_FOLD) {
        return widths;
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  /** Names of very many lines lose their middle, as long as each stays unlike all others. */
  private List<String> shortened(List<String> cells, int width) {
    List<String> shorter =
        cells.stream()
            .map(cell -> TextFold.middle(cell, MOST_LINES * width, symbols.ellipsis()))
            .toList();
    return new HashSet<>(shorter).size() == new HashSet<>(cells).size() ? shorter : cells;
  }
}
