package io.humhelix.bench.summary;

import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.store.ClipRow;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RowsRead;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.store.TrialRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The calls of valid trials by clip. hum-helix's files have no clips.
 *
 * @param factors what the groups are by, besides the clip
 * @param groups the worst texts first, then the slowest
 * @param withoutClips valid trials of this tool whose records have no clips, such as those of some
 *     load scenarios
 * @param ofHumHelix valid trials of hum-helix's files, which have no clips
 * @param damages what was not readable or not trustworthy
 */
public record ClipSummary(
    List<Factor> factors,
    List<ClipGroup> groups,
    long withoutClips,
    long ofHumHelix,
    List<Damage> damages) {

  public ClipSummary {
    factors = List.copyOf(factors);
    groups = List.copyOf(groups);
    damages = List.copyOf(damages);
  }

  /** Sums over the calls with one clip. */
  private static final class Tally {
    private long calls;
    private double seconds;
    private double audio;
    private ErrorCounts words = ErrorCounts.NONE;
    private ErrorCounts characters = ErrorCounts.NONE;
    private long scored;

    void add(ClipRow clip) {
      calls++;
      seconds += clip.inferenceS() + clip.transcriptionS();
      audio += clip.audioS().orElse(Double.NaN);
      if (clip.words().isPresent() && clip.characters().isPresent()) {
        add(clip.words().get(), clip.characters().get(), 1);
      }
    }

    private void add(ErrorCounts ofWords, ErrorCounts ofCharacters, long decodes) {
      ErrorCounts allWords;
      ErrorCounts allCharacters;
      try {
        allWords = words.plus(ofWords);
        allCharacters = characters.plus(ofCharacters);
      } catch (IllegalArgumentException e) {
        return; // Beyond the range of a long: no text has so many words, whatever the file says.
      }
      words = allWords;
      characters = allCharacters;
      scored += decodes;
    }

    void add(Tally other) {
      calls += other.calls;
      seconds += other.seconds;
      audio += other.audio;
      add(other.words, other.characters, other.scored);
    }
  }

  /** The tallies of a file, and how many of its valid trials have no clips. */
  private static final class Part {
    private final Map<Place, Tally> tallies = new LinkedHashMap<>();
    private final Map<RunFacts, Long> without = new LinkedHashMap<>();
  }

  /** What a tally is of, before hosts and runs are known. */
  private record Place(RunFacts run, List<String> key, String host, String clip) {}

  /**
   * Reads and groups.
   *
   * @param request what is to be shown; its numbers are not used
   * @return the table
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static ClipSummary read(TrialSummary.Request request) throws StoreException {
    return read(request, (done, files) -> {});
  }

  /**
   * Reads and groups.
   *
   * @param request what is to be shown; its numbers are not used
   * @param progress is told after each file
   * @return the table
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public static ClipSummary read(TrialSummary.Request request, TrialRows.Progress progress)
      throws StoreException {
    Part all = new Part();
    RowsRead read =
        TrialRows.of(request.paths())
            .withClips()
            .withProgress(progress)
            .collect(
                Part::new,
                (part, row) -> add(request, part, row),
                part -> {
                  part.tallies.forEach(
                      (place, tally) ->
                          all.tallies.computeIfAbsent(place, any -> new Tally()).add(tally));
                  part.without.forEach((run, count) -> all.without.merge(run, count, Long::sum));
                });
    Map<Place, Tally> tallies = all.tallies;
    Predicate<RunFacts> kept =
        NewestRuns.of(
            Stream.concat(tallies.keySet().stream().map(Place::run), all.without.keySet().stream())
                .toList(),
            request.last());
    Set<String> hosts = new HashSet<>();
    tallies.keySet().stream()
        .filter(place -> kept.test(place.run()))
        .forEach(place -> hosts.add(place.host()));
    List<Factor> factors = new ArrayList<>(request.by());
    boolean byHost = hosts.size() > 1 && !factors.contains(Factor.HOST);
    if (byHost) {
      factors.add(Factor.HOST);
    }
    Map<List<String>, Tally> byKey = new LinkedHashMap<>();
    tallies.forEach(
        (place, tally) -> {
          if (kept.test(place.run())) {
            List<String> key = new ArrayList<>(List.of(place.clip()));
            key.addAll(place.key());
            if (byHost) {
              key.add(place.host());
            }
            byKey.computeIfAbsent(key, any -> new Tally()).add(tally);
          }
        });
    all.without.keySet().removeIf(kept.negate());
    return new ClipSummary(
        factors,
        groups(byKey),
        count(all.without, run -> !run.runId().isEmpty()),
        count(all.without, run -> run.runId().isEmpty()),
        read.damages());
  }

  private static long count(Map<RunFacts, Long> trials, Predicate<RunFacts> some) {
    return trials.entrySet().stream()
        .filter(one -> some.test(one.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void add(TrialSummary.Request request, Part part, TrialRow row) {
    if (row.valid() && request.filters().stream().allMatch(f -> f.matches().test(row))) {
      List<String> key = request.by().stream().map(factor -> factor.of(row)).toList();
      for (ClipRow clip : row.clips()) {
        part.tallies
            .computeIfAbsent(
                new Place(row.run(), key, row.run().host(), clip.clip()), any -> new Tally())
            .add(clip);
      }
      if (row.clips().isEmpty()) {
        part.without.merge(row.run(), 1L, Long::sum);
      }
    }
  }

  private static List<ClipGroup> groups(Map<List<String>, Tally> byKey) {
    List<ClipGroup> groups = new ArrayList<>();
    byKey.forEach(
        (key, tally) ->
            groups.add(
                new ClipGroup(
                    key.subList(1, key.size()),
                    key.get(0),
                    tally.calls,
                    tally.seconds / tally.calls,
                    Double.isFinite(tally.seconds / tally.audio)
                        ? OptionalDouble.of(tally.seconds / tally.audio)
                        : OptionalDouble.empty(),
                    tally.words,
                    tally.characters,
                    tally.scored)));
    groups.sort(
        Comparator.comparingDouble((ClipGroup group) -> -group.werPercent().orElse(-1))
            .thenComparingDouble(group -> -group.rtf().orElse(0))
            .thenComparing(ClipGroup::clip)
            .thenComparing(group -> String.join("\n", group.key())));
    return groups;
  }
}
