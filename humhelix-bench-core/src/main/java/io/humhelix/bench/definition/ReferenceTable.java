package io.humhelix.bench.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * References as a table with tabs: name or path, and text; or with a header such as Common Voice's,
 * whose columns {@code path} and {@code sentence} stand anywhere.
 */
final class ReferenceTable {

  static final String FORM = "a file name, a tab, and what is said in it";

  private static final List<String> NAMES =
      List.of("path", "file", "filename", "file_name", "audio", "audio_filepath", "clip", "name");
  private static final List<String> TEXTS =
      List.of("sentence", "text", "transcript", "transcription", "reference");

  private ReferenceTable() {}

  static List<ReferenceRow> rows(String table, String shown, Problems problems) {
    List<ReferenceRow> rows = new ArrayList<>();
    int name = 0;
    int text = 1;
    int columns = 2;
    boolean first = true;
    int number = 0;
    for (String line : table.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = List.of(line.split("\t", -1));
      if (first) {
        first = false;
        List<String> titles =
            cells.stream().map(cell -> unquoted(cell).strip().toLowerCase(Locale.ROOT)).toList();
        int ofName = first(titles, NAMES);
        int ofText = first(titles, TEXTS);
        if (ofName >= 0 && ofText >= 0) {
          name = ofName;
          text = ofText;
          columns = cells.size();
          continue;
        }
      }
      if (cells.size() != columns) {
        problems.add(
            new Problem(
                shown,
                number,
                0,
                "",
                cells.size() == 1 ? "found no tab" : "found " + cells.size() + " columns",
                columns == 2 ? FORM : columns + " columns, as in the header",
                cells.size() == 1
                    ? "put a tab between name and text"
                    : columns == 2 ? "or begin with a header: path, sentence" : ""));
      } else if (unquoted(cells.get(name)).isBlank()) {
        problems.add(new Problem(shown, number, 0, "", "found no file name", FORM, "add it"));
      } else {
        rows.add(
            new ReferenceRow(
                number, unquoted(cells.get(name)).strip(), unquoted(cells.get(text)).strip()));
      }
    }
    return rows;
  }

  private static int first(List<String> titles, List<String> known) {
    return known.stream().mapToInt(titles::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
  }

  /** Takes off the quotes that spreadsheets put around a cell, not those of a quotation. */
  private static String unquoted(String cell) {
    String text = cell.strip();
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return cell;
    }
    String inner = text.substring(1, text.length() - 1);
    return inner.replace("\"\"", "").contains("\"") ? cell : inner.replace("\"\"", "\"");
  }
}
