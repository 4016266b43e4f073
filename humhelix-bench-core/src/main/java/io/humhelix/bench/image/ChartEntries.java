package io.humhelix.bench.image;

import io.humhelix.bench.picture.DrawnLevel;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.picture.PicturePanel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What the marks of all pictures stand for. */
final class ChartEntries {

  private final Map<String, Entry> byKey = new LinkedHashMap<>();
  private final SystemMarks marks;

  ChartEntries(List<Entry> entries) {
    entries.forEach(entry -> byKey.put(entry.key(), entry));
    marks = new SystemMarks(entries);
  }

  Entry entry(String key) {
    return byKey.get(key);
  }

  SystemMarks marks() {
    return marks;
  }

  /** Names the run configs of a view that are not drawn, since they are not OK. */
  Optional<String> notDrawn(PicturePanel panel) {
    Entry first = entry(panel.entries().get(0));
    String names =
        byKey.values().stream()
            .filter(
                entry ->
                    entry.host().equals(first.host())
                        && entry.benchmark().equals(first.benchmark())
                        && entry.scenario().equals(first.scenario())
                        && entry.workload().equals(first.workload())
                        && !(entry.status().equals("OK") && entry.valid() > 0))
            .map(entry -> entry.name() + " (" + entry.status() + ")")
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("Not drawn, since their numbers do not count: " + names + ".");
  }

  /** The lower end of a level; the best guess where there is none. */
  static double low(DrawnLevel level) {
    return level.atMost() ? 0 : Double.isNaN(level.low()) ? level.point() : level.low();
  }

  static double high(DrawnLevel level) {
    return Double.isNaN(level.high()) ? level.point() : level.high();
  }

  static DoubleStream values(DrawnLevel level) {
    return DoubleStream.of(level.point(), low(level), high(level));
  }
}
