package io.humhelix.bench.export;

import io.humhelix.bench.store.ClipRow;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import io.humhelix.bench.store.TrialRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trials as statements that SQLite and DuckDB both take:
 *
 * <ul>
 *   <li>{@code trials}, a trial a row, with all metrics of the harness as columns;
 *   <li>{@code trial_metrics} ({@code record_id}, {@code metric}, {@code value}), what samplers and
 *       backends measured beside;
 *   <li>{@code clips}, a clip a row, with {@link ExportOptions#clips}.
 * </ul>
 *
 * <p>A row that is there already is replaced, so that a database can take one export after the
 * other, and the same one twice.
 */
public final class SqlExport {

  /** Version of tables and columns. */
  public static final int SCHEMA = 1;

  private static final String KEY = "record_id";

  private final ExportOptions options;
  private final Appendable out;
  private boolean replaced;

  private SqlExport(ExportOptions options, Appendable out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Writes all measured trials.
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
    return new SqlExport(options, out).write(results);
  }

  private List<String> write(List<Path> results)
      throws StoreException, ExportException, IOException {
    List<Column<TrialRow>> trials = new ArrayList<>(TrialColumns.FACTS);
    trials.addAll(TrialColumns.metrics(TrialColumns.harnessMetrics(), options));
    List<Column<ClipColumns.TrialClip>> clips = new ArrayList<>();
    clips.add(Column.text(KEY, row -> row.trial().recordId()));
    clips.addAll(ClipColumns.own(options));
    out.append("-- humhelix-bench export sql, schema ").append(Integer.toString(SCHEMA));
    out.append("; for SQLite and DuckDB\nBEGIN TRANSACTION;\n");
    create("trials", trials, KEY);
    out.append(
            "CREATE TABLE IF NOT EXISTS trial_metrics (record_id TEXT, metric TEXT, value DOUBLE,")
        .append(" PRIMARY KEY (record_id, metric));\n");
    if (options.clips()) {
      create("clips", clips, KEY + ", position");
    }
    Set<String> inColumns = TrialColumns.harnessMetrics();
    List<String> notes =
        new ArrayList<>(
            new RowSource(results, options.clips())
                .forEach(
                    trial -> {
                      insert("trials", trials, trial);
                      for (String metric : TrialColumns.ordered(trial.metrics().keySet())) {
                        if (!inColumns.contains(metric)) {
                          insertMetric(trial, metric);
                        }
                      }
                      for (ClipRow clip : trial.clips()) {
                        insert("clips", clips, new ClipColumns.TrialClip(trial, clip));
                      }
                    }));
    out.append("COMMIT;\n");
    if (replaced) {
      notes.add("characters that SQL cannot carry, such as U+0000, are written as U+FFFD.");
    }
    return notes;
  }

  private <T> void create(String table, List<Column<T>> columns, String key) throws IOException {
    out.append("CREATE TABLE IF NOT EXISTS ").append(table).append(" (");
    for (Column<T> column : columns) {
      out.append('"').append(column.name()).append("\" ").append(column.type().sql()).append(", ");
    }
    out.append("PRIMARY KEY (").append(key).append("));\n");
  }

  private void insertMetric(TrialRow trial, String metric) throws IOException {
    Object value =
        Column.<TrialRow>real(metric, row -> TrialColumns.number(row, metric, options))
            .value()
            .apply(trial);
    if (value != null) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put(KEY, trial.recordId());
      row.put("metric", metric);
      row.put("value", value);
      insert("trial_metrics", row);
    }
  }

  private <T> void insert(String table, List<Column<T>> columns, T row) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column<T> column : columns) {
      Object value = column.value().apply(row);
      if (value != null) {
        values.put(column.name(), value);
      }
    }
    insert(table, values);
  }

  private void insert(String table, Map<String, Object> values) throws IOException {
    out.append("INSERT OR REPLACE INTO ")
        .append(table)
        .append(
            values.keySet().stream().collect(Collectors.joining("\", \"", " (\"", "\") VALUES (")))
        .append(values.values().stream().map(this::literal).collect(Collectors.joining(", ")))
        .append(");\n");
  }

  private String literal(Object value) {
    if (value instanceof String || value instanceof Map) {
      String text = StoredForm.text(value);
      // Both end a statement, or a text, at the character NUL.
      String clean = ExportText.where(text, c -> c != 0 && (c < 0xD800 || c > 0xDFFF));
      replaced |= !clean.equals(text);
      return "'" + clean.replace("'", "''") + "'";
    }
    if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    }
    String number = value.toString();
    // Without an exponent DuckDB reads a decimal number, which rounds otherwise than a double.
    return value instanceof Double && !number.contains("E") ? number + "E0" : number;
  }
}
