package io.humhelix.bench.summary;

import io.humhelix.bench.summary.Contest.Contender;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One system of a contest before it is ranked.
 *
 * @param name what tells it from the others
 * @param errorPercent mean error rate of its valid trials; empty without references
 * @param trials its measured trials of every status
 * @param valid its valid ones
 * @param rtf what {@code times} amount to
 * @param times its real-time factors
 * @param clips its errors by clip
 * @param speakers speaker by clip
 */
record Entrant(
    String name,
    OptionalDouble errorPercent,
    long trials,
    long valid,
    double rtf,
    ForkTimes times,
    ClipSample clips,
    Map<String, String> speakers) {

  static Entrant of(String name, List<String> numbers, String rate, List<ConfigTally> tallies) {
    ForkTimes times = new ForkTimes();
    ClipSample clips = new ClipSample();
    Map<String, String> speakers = new HashMap<>();
    for (ConfigTally one : tallies) {
      times.add(one.times());
      clips.add(one.clips());
      speakers.putAll(one.config().workload().speakers());
    }
    Map<String, Double> means = TrialSummary.means(numbers, tallies);
    return new Entrant(
        name,
        means.containsKey(rate) ? OptionalDouble.of(means.get(rate)) : OptionalDouble.empty(),
        tallies.stream().mapToLong(ConfigTally::trials).sum(),
        tallies.stream().mapToLong(ConfigTally::valid).sum(),
        times.level(),
        times,
        clips,
        speakers);
  }

  /**
   * Ranks some.
   *
   * @param comparable whether their error rates are
   * @param byCharacter whether characters decide
   * @return the fastest first
   */
  static List<Contender> ranked(List<Entrant> entrants, boolean comparable, boolean byCharacter) {
    Comparator<Entrant> bySpeed =
        Comparator.comparingDouble(Entrant::rtf).thenComparing(Entrant::name);
    List<Entrant> ordered = entrants.stream().sorted(bySpeed).toList();
    Entrant fastest = ordered.get(0);
    List<Entrant> rated =
        ordered.stream().filter(one -> comparable && one.errorPercent.isPresent()).toList();
    Optional<Entrant> best =
        rated.stream().min(Comparator.comparingDouble(one -> one.errorPercent.getAsDouble()));
    return ordered.stream()
        .map(
            one ->
                new Contender(
                    one.name,
                    one.rtf,
                    one.errorPercent,
                    one.trials,
                    one.valid,
                    one.times.count(),
                    one == fastest
                        ? Standing.FIRST
                        : one.times.behind(fastest.times, Standing.level(ordered.size())),
                    rated.contains(one)
                        ? best.map(
                            it ->
                                one == it
                                    ? Standing.FIRST
                                    : one.clips.behind(
                                        it.clips,
                                        one.speakers,
                                        byCharacter,
                                        Standing.level(rated.size())))
                        : Optional.empty()))
        .toList();
  }
}
