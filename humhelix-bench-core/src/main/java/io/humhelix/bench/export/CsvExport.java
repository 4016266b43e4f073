package io.humhelix.bench.export;

import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Trials or clips as comma-separated values by RFC 4180, with line feeds, a header and empty cells
 * for what is missing.
 *
 * <p>Spreadsheets take a text for a formula that begins with {@code =}, {@code +}, {@code -} or
 * {@code @}. Such a text gets an apostrophe before it ({@link ExportOptions#exactText} leaves it);
 * taking one off texts that begin with apostrophes and such a sign gives the text back.
 */
public final class CsvExport {

  /** What OWASP's "CSV Injection" lists, after the apostrophes that we add ourselves. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]");

  private final ExportOptions options;
  private final Appendable out;
  private boolean guarded;
  private boolean replaced;

  private CsvExport(ExportOptions options, Appendable out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Writes all measured trials, or their clips. Rows wait in a temporary file, since the columns
   * depend on what was measured.
   *
   * @param results results files, and folders of them
   * @param options what is in the rows
   * @param out where to
   * @return what a reader should know of what is not there, one sentence each
   * @throws StoreException if a path cannot be read at all
   * @throws ExportException if there is no trial
   * @throws IOException if it cannot be written
   */
  public static List<String> write(List<Path> results, ExportOptions options, Appendable out)
      throws StoreException, ExportException, IOException {
    CsvExport csv = new CsvExport(options, out);
    return options.clips() ? csv.clips(results) : csv.trials(results);
  }

  private List<String> clips(List<Path> results)
      throws StoreException, ExportException, IOException {
    List<Column<ClipColumns.TrialClip>> columns = ClipColumns.all(options);
    header(columns);
    return notes(
        new RowSource(results, true)
            .forEach(
                trial -> {
                  for (var clip : trial.clips()) {
                    row(columns, new ClipColumns.TrialClip(trial, clip));
                  }
                }));
  }

  private List<String> trials(List<Path> results)
      throws StoreException, ExportException, IOException {
    try (RowSpool spool = new RowSpool()) {
      List<String> notes =
          new RowSource(results, false)
              .forEach(
                  trial -> {
                    Map<String, Double> numbers = new LinkedHashMap<>();
                    for (String name : trial.metrics().keySet()) {
                      // A column is there for what no row may show, too.
                      numbers.put(
                          name, TrialColumns.number(trial, name, options).orElse(Double.NaN));
                    }
                    spool.add(cells(TrialColumns.FACTS, trial), numbers);
                  });
      List<String> names = TrialColumns.ordered(spool.names());
      List<String> header = new ArrayList<>();
      TrialColumns.FACTS.forEach(column -> header.add(text(column.name())));
      names.forEach(name -> header.add(text(name)));
      line(header);
      spool.forEach(
          (facts, numbers) -> {
            out.append(facts);
            for (String name : names) {
              double value = numbers.getOrDefault(name, Double.NaN);
              out.append(',').append(Double.isFinite(value) ? Double.toString(value) : "");
            }
            out.append('\n');
          });
      return notes(notes);
    }
  }

  private <T> void header(List<Column<T>> columns) throws IOException {
    line(columns.stream().map(column -> text(column.name())).toList());
  }

  private <T> void row(List<Column<T>> columns, T row) throws IOException {
    out.append(cells(columns, row)).append('\n');
  }

  private <T> String cells(List<Column<T>> columns, T row) {
    List<String> cells = new ArrayList<>(columns.size());
    for (Column<T> column : columns) {
      Object value = column.value().apply(row);
      cells.add(
          value == null
              ? ""
              : value instanceof String || value instanceof Map
                  ? text(StoredForm.text(value))
                  : value.toString());
    }
    return String.join(",", cells);
  }

  private void line(List<String> cells) throws IOException {
    out.append(String.join(",", cells)).append('\n');
  }

  private String text(String value) {
    // Readers of CSV end a text, or all of it, at the character NUL.
    String text = ExportText.where(value, c -> c != 0 && (c < 0xD800 || c > 0xDFFF));
    replaced |= !text.equals(value);
    if (!options.exactText() && FORMULA.matcher(text).lookingAt()) {
      text = "'" + text;
      guarded = true;
    }
    boolean quoted =
        text.isEmpty()
            || text.chars().anyMatch(c -> c < 0x20 || c == ',' || c == ';' || c == '"')
            || !text.strip().equals(text)
            || text.startsWith("'");
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private List<String> notes(List<String> read) {
    List<String> notes = new ArrayList<>(read);
    if (guarded) {
      notes.add(
          "texts that a spreadsheet would take for formulas have an apostrophe before them; for a"
              + " program, write them exactly.");
    }
    if (replaced) {
      notes.add("characters that CSV cannot carry, such as U+0000, are written as U+FFFD.");
    }
    return notes;
  }
}
