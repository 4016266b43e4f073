package io.humhelix.bench.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** What a table of a page has in its first column, and how it differs from what the code has. */
public final class FirstCells {

  private FirstCells() {}

  /**
   * Returns what stands in code font in the first column of tables.
   *
   * @param page the page
   * @param heading words of the heading that they stand below, up to the next one
   */
  public static Set<String> codes(Document page, String heading) {
    Set<String> codes = new LinkedHashSet<>();
    for (Node cell : cells(page, heading)) {
      Document.each(cell, Code.class, code -> codes.add(code.getLiteral()));
    }
    return codes;
  }

  /** Returns the texts of the first column of tables. */
  public static Set<String> texts(Document page, String heading) {
    Set<String> texts = new LinkedHashSet<>();
    cells(page, heading).forEach(cell -> texts.add(Document.words(cell)));
    return texts;
  }

  private static Set<Node> cells(Document page, String heading) {
    Set<Node> cells = new LinkedHashSet<>();
    boolean[] below = new boolean[1];
    page.each(
        Node.class,
        node -> {
          if (node instanceof Heading one) {
            below[0] = Document.words(one).equals(heading);
          } else if (below[0]
              && node instanceof TableRow
              && node.getParent() instanceof TableBody) {
            cells.add(node.getFirstChild());
          }
        });
    return cells;
  }

  /**
   * Compares a page with the code.
   *
   * @param page where it is written
   * @param written what the page has
   * @param real what the code has
   * @return a line for each word that only one of them has
   */
  public static List<String> differences(
      String page, Collection<String> written, Collection<String> real) {
    List<String> differences = new ArrayList<>();
    Set<String> missing = new TreeSet<>(real);
    missing.removeAll(written);
    missing.forEach(word -> differences.add(page + " lacks " + word));
    Set<String> gone = new TreeSet<>(written);
    gone.removeAll(real);
    gone.forEach(word -> differences.add(page + " has " + word + ", which is nowhere else"));
    return differences;
  }
}
