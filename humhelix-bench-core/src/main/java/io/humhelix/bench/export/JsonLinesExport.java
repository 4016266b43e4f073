package io.humhelix.bench.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.store.ClipRow;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trials or clips as JSON lines: an object a row, with the names of the CSV columns, after {@code
 * schema}, the version of the keys. What is missing is left out. Texts are exact.
 */
public final class JsonLinesExport {

  /** Version of the keys: raised when one changes its meaning or goes. */
  public static final int SCHEMA = 1;

  private JsonLinesExport() {}

  /**
   * Writes all measured trials, or their clips.
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
    List<Column<ClipColumns.TrialClip>> clips = ClipColumns.all(options);
    return new RowSource(results, options.clips())
        .forEach(
            trial -> {
              if (options.clips()) {
                for (ClipRow clip : trial.clips()) {
                  line(clips, new ClipColumns.TrialClip(trial, clip), out);
                }
              } else {
                List<Column<TrialRow>> columns = new ArrayList<>(TrialColumns.FACTS);
                columns.addAll(TrialColumns.metrics(trial.metrics().keySet(), options));
                line(columns, trial, out);
              }
            });
  }

  private static <T> void line(List<Column<T>> columns, T row, Appendable out) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("schema", SCHEMA);
    for (Column<T> column : columns) {
      Object value = column.value().apply(row);
      if (value instanceof String text) {
        object.put(column.name(), ExportText.wellFormed(text));
      } else if (value instanceof Long whole) {
        object.put(column.name(), whole);
      } else if (value instanceof Double number) {
        object.put(column.name(), number);
      } else if (value instanceof Boolean truth) {
        object.put(column.name(), truth);
      } else if (value != null) {
        object.set(column.name(), ExportJson.tree(value));
      }
    }
    out.append(ExportJson.line(object)).append('\n');
  }
}
