package io.humhelix.bench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variations of a definition's systems under test. Every system is combined with every combination
 * of the axes; {@code exclude} removes combinations, then {@code include} adds some, which are not
 * excluded again.
 *
 * <p>Keys are {@code backend}, {@code model}, {@code compute_type}, {@code device} and {@code
 * options.NAME}; entries of include and exclude may also name {@code sut} (the system varied) and
 * {@code workload}. An entry of {@code exclude} removes each run config that matches it in all its
 * keys. An entry of {@code include} makes one more system from the named one (from each one,
 * without {@code sut}).
 *
 * @param axes values per key, in order
 * @param include combinations to add
 * @param exclude combinations to remove
 */
public record Matrix(
    Map<String, List<Object>> axes,
    List<Map<String, Object>> include,
    List<Map<String, Object>> exclude) {

  /** No variation. */
  public static final Matrix NONE = new Matrix(Map.of(), List.of(), List.of());

  public Matrix {
    Map<String, List<Object>> copy = new LinkedHashMap<>();
    axes.forEach(
        (key, values) -> {
          if (values.isEmpty()) {
            throw new IllegalArgumentException("matrix axis '" + key + "' has no values");
          }
          copy.put(key, List.copyOf(values));
        });
    axes = Collections.unmodifiableMap(copy);
    include = copy(include);
    exclude = copy(exclude);
  }

  private static List<Map<String, Object>> copy(List<Map<String, Object>> entries) {
    List<Map<String, Object>> copy = new ArrayList<>(entries.size());
    entries.forEach(entry -> copy.add(Collections.unmodifiableMap(new LinkedHashMap<>(entry))));
    return Collections.unmodifiableList(copy);
  }
}
