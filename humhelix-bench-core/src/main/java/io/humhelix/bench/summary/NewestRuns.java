package io.humhelix.bench.summary;

import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The runs that started last. hum-helix's files do not say when that was; the time in their name
 * stands for it. Runs without any time are the oldest.
 */
public final class NewestRuns {

  private static final Pattern STAMP = Pattern.compile("(\\d{8}-\\d{6})");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

  private NewestRuns() {}

  /**
   * Lists the files of the newest runs; only the beginning of each file is read.
   *
   * @param results results files, and folders of them
   * @param last how many runs; 0 for all
   * @return their files, in the order of {@link ResultsPaths#files}
   * @throws StoreException if there are none, or one cannot be read
   */
  public static List<Path> files(List<Path> results, int last) throws StoreException {
    List<RunFacts> runs = new ArrayList<>();
    for (Path file : ResultsPaths.files(results)) {
      Optional<RunHeader> header = RunReader.header(file);
      runs.add(
          new RunFacts(
              file,
              header.map(RunHeader::runId).orElse(""),
              header.map(RunHeader::startedAt),
              "",
              "",
              "",
              "",
              Map.of()));
    }
    return runs.stream().filter(of(runs, last)).map(RunFacts::file).toList();
  }

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
