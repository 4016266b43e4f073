package io.humhelix.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.stats.Band;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of one simulated rule on the page on statistics. Simulations are seeded, so the full
 * suite makes the same table again, and fails where the page has another one. To write the page:
 * {@code -Pfull -Dtest.forks=1 -Dhumhelix.simulation.write=true}. The reduced suite looks that the
 * page has the same rows and columns.
 */
public final class SimulationTable {

  private static final Path PAGE = Path.of("src/site/markdown/statistics.md");
  private static final boolean WRITE = Boolean.getBoolean("humhelix.simulation.write");

  private final String name;
  private final List<String> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param name between its marks on the page, as {@code <!-- table: warm-up -->}
   * @param columns titles, that of the rows' labels first
   */
  public SimulationTable(String name, String... columns) {
    this.name = name;
    rows.add(line(columns));
    rows.add("|" + " --- |".repeat(columns.length));
  }

  /** Adds a row: its label, then what {@code toString} gives of each cell. */
  public void add(String label, Object... cells) {
    List<String> texts = new ArrayList<>(List.of(label));
    Arrays.stream(cells).map(String::valueOf).forEach(texts::add);
    rows.add(line(texts.toArray(String[]::new)));
  }

  /** Compares the table with that of the page, or writes it there. To be called after all rows. */
  public void publish() {
    try {
      String page = Files.readString(PAGE);
      String begin = "<!-- table: " + name + " -->\n";
      String end = "\n<!-- end: " + name + " -->";
      int from = page.indexOf(begin);
      int to = page.indexOf(end);
      assertEquals(true, from >= 0 && to > from, PAGE + " has no marks of the table " + name);
      String table = String.join("\n", rows);
      if (Band.FULL && WRITE) {
        Files.writeString(
            PAGE, page.substring(0, from + begin.length()) + table + page.substring(to));
        return;
      }
      List<String> published = page.substring(from + begin.length(), to).lines().toList();
      if (Band.FULL) {
        assertEquals(table, String.join("\n", published));
      } else {
        assertEquals(labels(rows), labels(published));
        assertEquals(rows.get(0), published.get(0));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> labels(List<String> rows) {
    return rows.stream().map(row -> row.split("\\|")[1].strip()).toList();
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
