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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The calls of valid trials by clip. hum-helix's files have no clips.
 *
 * @param factors what the groups are by, besides the clip
 * @param groups the worst texts first, then the slowest
 * @param damages what was not readable or not trustworthy
 */
public record ClipSummary(List<Factor> factors, List<ClipGroup> groups, List<Damage> damages) {

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
        words = words.plus(clip.words().get());
        characters = characters.plus(clip.characters().get());
        scored++;
      }
    }

    void add(Tally other) {
      calls += other.calls;
      seconds += other.seconds;
      audio += other.audio;
      words = words.plus(other.words);
      characters = characters.plus(other.characters);
      scored += other.scored;
    }
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
    Map<Place, Tally> tallies = new LinkedHashMap<>();
    RowsRead read =
        TrialRows.of(request.paths())
            .withClips()
            .collect(
                LinkedHashMap<Place, Tally>::new,
                (part, row) -> add(request, part, row),
                part ->
                    part.forEach(
                        (place, tally) ->
                            tallies.computeIfAbsent(place, any -> new Tally()).add(tally)));
    Set<RunFacts> kept = kept(tallies.keySet(), request.last());
    Set<String> hosts = new HashSet<>();
    tallies.keySet().stream()
        .filter(place -> kept.contains(place.run()))
        .forEach(place -> hosts.add(place.host()));
    List<Factor> factors = new ArrayList<>(request.by());
    boolean byHost = hosts.size() > 1 && !factors.contains(Factor.HOST);
    if (byHost) {
      factors.add(Factor.HOST);
    }
    Map<List<String>, Tally> byKey = new LinkedHashMap<>();
    tallies.forEach(
        (place, tally) -> {
          if (kept.contains(place.run())) {
            List<String> key = new ArrayList<>(List.of(place.clip()));
            key.addAll(place.key());
            if (byHost) {
              key.add(place.host());
            }
            byKey.computeIfAbsent(key, any -> new Tally()).add(tally);
          }
        });
    return new ClipSummary(factors, groups(byKey), read.damages());
  }

  private static void add(TrialSummary.Request request, Map<Place, Tally> part, TrialRow row) {
    if (row.valid() && request.filters().stream().allMatch(f -> f.matches().test(row))) {
      List<String> key = request.by().stream().map(factor -> factor.of(row)).toList();
      for (ClipRow clip : row.clips()) {
        part.computeIfAbsent(
                new Place(row.run(), key, row.run().host(), clip.clip()), any -> new Tally())
            .add(clip);
      }
    }
  }

  private static Set<RunFacts> kept(Set<Place> places, int last) {
    Set<RunFacts> runs = new LinkedHashSet<>();
    places.forEach(place -> runs.add(place.run()));
    List<RunFacts> ordered = new ArrayList<>(runs);
    return last <= 0 || last >= ordered.size()
        ? runs
        : new HashSet<>(ordered.subList(ordered.size() - last, ordered.size()));
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
