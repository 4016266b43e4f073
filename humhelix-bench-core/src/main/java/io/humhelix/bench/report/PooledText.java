package io.humhelix.bench.report;

import io.humhelix.bench.summary.Factor;
import io.humhelix.bench.summary.TrialGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which rows are means over several values of something, and of what. */
final class PooledText {

  private static final int MOST = 8;
  private static final int MOST_ROWS = 4;

  private PooledText() {}

  /** What was put together, under its name. */
  private record Pooled(String name, List<String> values) {}

  static List<String> lines(List<Factor> factors, List<TrialGroup> groups) {
    Map<Pooled, List<TrialGroup>> rows = new LinkedHashMap<>();
    for (TrialGroup group : groups) {
      new TreeMap<>(group.pooled())
          .forEach(
              (name, values) ->
                  rows.computeIfAbsent(new Pooled(name, values), any -> new ArrayList<>())
                      .add(group));
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Means over several values; add the key to --by to see them apart:");
    rows.entrySet().stream()
        .limit(MOST)
        .forEach(
            one ->
                lines.addAll(
                    DisplayText.wrap(
                        "  "
                            + DisplayText.oneLine(
                                where(factors, groups, one.getValue()) + text(one.getKey())),
                        "    ")));
    if (rows.size() > MOST) {
      lines.add("  and " + (rows.size() - MOST) + " more; --json has all");
    }
    return lines;
  }

  /** Values that have commas themselves, as options do, are told apart by quotation marks. */
  private static String text(Pooled pooled) {
    return pooled.name()
        + " "
        + pooled.values().stream()
            .map(SummaryReport::shown)
            .map(value -> value.contains(",") || value.contains(" ") ? '"' + value + '"' : value)
            .collect(Collectors.joining(", "));
  }

  /** The rows, by the keys in which they differ; nothing where it is all of them. */
  private static String where(List<Factor> factors, List<TrialGroup> all, List<TrialGroup> rows) {
    if (rows.size() == all.size()) {
      return "";
    }
    List<Integer> telling = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      int at = i;
      if (all.stream().map(group -> group.key().get(at)).distinct().count() > 1) {
        telling.add(i);
      }
    }
    String names =
        rows.stream()
            .limit(MOST_ROWS)
            .map(
                row ->
                    telling.stream()
                        .map(i -> SummaryReport.shown(row.key().get(i)))
                        .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("; "));
    int more = rows.size() - MOST_ROWS;
    return names + (more > 0 ? "; " + NumberText.count(more, "more row") : "") + ": ";
  }
}
