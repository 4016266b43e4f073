package io.humhelix.bench.history;

import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sessions as they were read, put in order.
 *
 * @param places the sessions of each place, the oldest first
 * @param byCharacter places whose texts are judged by characters
 * @param remeasured how many run configs of runs were left out, as they are systems of a baseline
 *     that a run measured again
 * @param copies files that were left out, as their trials are those of another file
 * @param rows what was met while reading
 */
record Sessions(
    Map<SessionPlace, List<SessionTally>> places,
    Set<SessionPlace> byCharacter,
    int remeasured,
    List<Path> copies,
    RowsRead rows) {

  static Sessions of(SessionRows read, RowsRead rows) {
    Map<List<String>, SessionTally> tallies = new LinkedHashMap<>(read.tallies());
    // The baseline's old system under a name of its own: no session of what is developed.
    int all = tallies.size();
    tallies.values().removeIf(SessionTally::remeasured);
    int remeasured = all - tallies.size();
    if (read.request().filters().isEmpty()) {
      // Under a filter nobody knows which of them would have matched.
      rows.ends().stream().filter(end -> !end.remeasured()).forEach(end -> addEnd(tallies, end));
    }
    Map<SessionPlace, List<SessionTally>> places =
        new TreeMap<>(Comparator.comparing(SessionPlace::toString));
    tallies
        .values()
        .forEach(
            one -> places.computeIfAbsent(SessionPlace.of(one), any -> new ArrayList<>()).add(one));
    Set<Path> copies = new LinkedHashSet<>();
    places.values().forEach(some -> copies.addAll(putInOrder(some)));
    return new Sessions(
        places, byCharacter(rows.ends(), places), remeasured, List.copyOf(copies), rows);
  }

  /** Returns the number of runs; each of hum-helix's files is one. */
  int count() {
    return (int)
        places.values().stream()
            .flatMap(List::stream)
            .map(SessionTally::session)
            .distinct()
            .count();
  }

  /**
   * Returns the start of the newest run of a series' host and definition. hum-helix's files hold
   * one run config each or many: none of them tells what is missing.
   */
  Optional<Instant> newestRun(SeriesKey key) {
    return places.entrySet().stream()
        .filter(
            one ->
                !key.benchmark().isEmpty()
                    && one.getKey().host().equals(key.host())
                    && one.getKey().benchmark().equals(key.benchmark())
                    && one.getKey().scenario().equals(key.scenario()))
        .flatMap(one -> one.getValue().stream())
        .flatMap(one -> SessionTime.of(one.run()).stream())
        .max(Comparator.naturalOrder());
  }

  private static void addEnd(Map<List<String>, SessionTally> tallies, RunConfigEnd end) {
    tallies.computeIfAbsent(List.of(end.run().runId(), end.label()), any -> SessionTally.of(end));
  }

  private static Set<SessionPlace> byCharacter(
      List<RunConfigEnd> ends, Map<SessionPlace, List<SessionTally>> all) {
    Set<SessionPlace> places = new HashSet<>();
    for (RunConfigEnd end : ends) {
      if (end.errorUnit().equals("character")) {
        places.add(SessionPlace.of(SessionTally.of(end)));
      }
    }
    // A run that was killed has no end to say it.
    all.forEach(
        (place, some) -> {
          if (some.stream().anyMatch(SessionTally::charactersDecide)) {
            places.add(place);
          }
        });
    return places;
  }

  /** Sorts sessions by time, takes out those that are copies of others, and returns their files. */
  private static List<Path> putInOrder(List<SessionTally> sessions) {
    sessions.sort(
        Comparator.comparing((SessionTally one) -> SessionTime.of(one.run()).orElse(Instant.MIN))
            .thenComparing(one -> String.valueOf(one.run().file().getFileName()))
            .thenComparing(one -> one.run().file()));
    List<Path> copies = new ArrayList<>();
    Map<Instant, Set<String>> starts = new HashMap<>();
    for (SessionTally one : sessions) {
      one.run()
          .startedAt()
          .ifPresent(
              time -> starts.computeIfAbsent(time, any -> new HashSet<>()).add(one.run().runId()));
    }
    sessions.removeIf(
        one -> {
          // A copy began when its run began.
          Set<String> runs = one.run().startedAt().map(starts::get).orElse(Set.of());
          boolean copy =
              runs.size() > 1 && original(one.run().file()).filter(runs::contains).isPresent();
          if (copy) {
            copies.add(one.run().file());
          }
          return copy;
        });
    return copies;
  }

  private static Optional<String> original(Path file) {
    try {
      return RunReader.copyOf(file);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }
}
