package io.humhelix.bench.summary;

import io.humhelix.bench.store.RunFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The runs that started last. hum-helix's files do not say when that was; the time in their name
 * stands for it. Runs without any time are the oldest.
 */
final class NewestRuns {

  private static final Pattern STAMP = Pattern.compile("(\\d{8}-\\d{6})");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

  private NewestRuns() {}

  /**
   * Chooses.
   *
   * @param runs facts of runs; of one that lies in several files, several times
   * @param last how many of the newest; 0 for all
   * @return whether a run is among them
   */
  static Predicate<RunFacts> of(Collection<RunFacts> runs, int last) {
    Map<String, RunFacts> distinct = new LinkedHashMap<>();
    runs.forEach(run -> distinct.putIfAbsent(run.key(), run));
    if (last <= 0 || last >= distinct.size()) {
      return run -> true;
    }
    List<RunFacts> ordered =
        distinct.values().stream()
            .sorted(Comparator.comparing(NewestRuns::start).thenComparing(RunFacts::key))
            .toList();
    Set<String> kept =
        ordered.subList(ordered.size() - last, ordered.size()).stream()
            .map(RunFacts::key)
            .collect(Collectors.toSet());
    return run -> kept.contains(run.key());
  }

  private static Instant start(RunFacts run) {
    return run.startedAt().orElseGet(() -> byName(String.valueOf(run.file().getFileName())));
  }

  private static Instant byName(String name) {
    Matcher stamp = STAMP.matcher(name);
    try {
      return stamp.find()
          ? LocalDateTime.parse(stamp.group(1), FORMAT).toInstant(ZoneOffset.UTC)
          : Instant.MIN;
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }
}
