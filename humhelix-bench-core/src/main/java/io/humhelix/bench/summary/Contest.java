package io.humhelix.bench.summary;

import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunRows;
import io.humhelix.bench.summary.Standing.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Systems that did the same work on one machine: the same audio by its content, one clip after the
 * other. Only valid trials of run configs that are OK have a part in it. Of work under load there
 * is none: how fast a system is there depends on the load.
 *
 * @param work what all of them did
 * @param contenders at least one, the fastest first
 * @param errorRate the metric by which texts can be compared; empty where normalisers differ, or
 *     where some are counted in words and some in characters, or that is not known
 */
public record Contest(Work work, List<Contender> contenders, Optional<String> errorRate) {

  private static final int MILLIS = 1000;

  /**
   * What makes the work of one trial the same as that of another.
   *
   * @param host name of the machine; empty where files name none
   * @param scenario empty in hum-helix's files
   * @param benchmark name of the definition; may be empty
   * @param workload name of the workload; empty in hum-helix's files
   * @param audioFile hum-helix's key of the audio
   * @param audioSha256 its content; empty where files do not say it
   * @param millis how long it is
   */
  public record Work(
      String host,
      String scenario,
      String benchmark,
      String workload,
      String audioFile,
      String audioSha256,
      long millis) {

    /**
     * Returns whether there are forks, which are the replicates; else single trials are.
     *
     * @return false for hum-helix's files
     */
    public boolean hasForks() {
      return !scenario.isEmpty();
    }
  }

  /**
   * One system with its settings.
   *
   * @param name what tells it from the others
   * @param rtf real-time factor of its valid trials: the geometric mean of the forks' medians
   * @param errorPercent mean error rate of its valid trials; empty without references
   * @param trials its measured trials of every status
   * @param valid its valid ones, at least one
   * @param forks how many forks they are of; of hum-helix's files, how many trials
   * @param speed how it stands to the fastest
   * @param accuracy how it stands to the one with the lowest error rate; empty where it has none,
   *     and where rates cannot be compared
   */
  public record Contender(
      String name,
      double rtf,
      OptionalDouble errorPercent,
      long trials,
      long valid,
      int forks,
      Standing speed,
      Optional<Standing> accuracy) {}

  public Contest {
    contenders = List.copyOf(contenders);
  }

  /**
   * Returns those that may be the most accurate.
   *
   * @return the one with the lowest error rate, and those that are not told to be worse; none if
   *     rates cannot be compared or are not there
   */
  public List<Contender> mostAccurate() {
    return contenders.stream()
        .filter(one -> one.accuracy().filter(a -> a.told() != Told.WORSE).isPresent())
        .sorted(Comparator.comparingDouble(one -> one.errorPercent().orElseThrow()))
        .toList();
  }

  /**
   * Returns those that may be the fastest.
   *
   * @return the one with the lowest real-time factor, and those that are not told to be slower
   */
  public List<Contender> fastest() {
    return contenders.stream().filter(one -> one.speed().told() != Told.WORSE).toList();
  }

  private static final List<Function<RunConfigFacts, String>> NAMES =
      List.of(
          RunConfigFacts::backend,
          RunConfigFacts::model,
          RunConfigFacts::computeType,
          RunConfigFacts::device,
          config ->
              config.beamSize().isPresent()
                  ? "beam_size " + config.beamSize().getAsLong()
                  : "beam_size not stated",
          config -> config.workload().vadFilter() ? "VAD" : "no VAD",
          config -> config.workload().wordTimestamps() ? "word times" : "no word times",
          config -> config.effective().map(e -> e.engineVersion()).orElse(""),
          config -> config.options().asMap().toString());

  /** Options are named by those that differ, as there may be many. */
  private static final int OPTIONS = NAMES.size() - 1;

  /**
   * Returns the contests of a run, as reading its results file gives them.
   *
   * @param run with any status
   * @return one for each workload that has systems of status OK; none under load
   */
  public static List<Contest> of(RunResult run) {
    List<String> numbers = List.of(TrialSummary.WER, TrialSummary.CER, TrialSummary.AUDIO);
    FileTallies tallies = new FileTallies(numbers, false, List.of());
    RunRows.of(run).forEach(tallies::add);
    return among(numbers, List.copyOf(tallies.all()), RunRows.ends(run));
  }

  /** What is not OK has no part: its numbers may be those of broken texts. */
  static List<Contest> among(
      List<String> numbers, List<ConfigTally> tallies, Collection<RunConfigEnd> ends) {
    Set<List<String>> notOk = new HashSet<>();
    ends.stream()
        .filter(end -> !end.status().equals("OK"))
        .forEach(end -> notOk.add(List.of(end.run().runId(), end.id(), end.label())));
    return among(
        numbers,
        tallies.stream()
            .filter(
                one ->
                    !notOk.contains(
                        List.of(one.run().runId(), one.config().id(), one.config().label())))
            .toList(),
        TrialSummary.units(ends));
  }

  private static List<Contest> among(
      List<String> numbers, List<ConfigTally> tallies, Map<List<String>, String> units) {
    Map<Work, List<ConfigTally>> works = new LinkedHashMap<>();
    for (ConfigTally one : tallies) {
      String scenario = one.run().scenario();
      Double seconds = TrialSummary.means(numbers, List.of(one)).get(TrialSummary.AUDIO);
      if (one.valid() > 0
          && !one.config().remeasured()
          && seconds != null
          && (scenario.isEmpty() || scenario.equals("single-stream"))) {
        works
            .computeIfAbsent(
                new Work(
                    one.run().host(),
                    scenario,
                    one.run().benchmark(),
                    one.config().workload().name(),
                    one.config().workload().audioFile(),
                    one.config().workload().audioSha256(),
                    Math.round(seconds * MILLIS)),
                any -> new ArrayList<>())
            .add(one);
      }
    }
    List<Contest> contests = new ArrayList<>();
    works.forEach((work, members) -> contests.add(of(work, numbers, members, units)));
    contests.sort(
        Comparator.comparing((Contest one) -> one.work().audioFile())
            .thenComparing(one -> one.work().host()));
    return contests;
  }

  private static Contest of(
      Work work, List<String> numbers, List<ConfigTally> members, Map<List<String>, String> units) {
    Map<List<String>, List<ConfigTally>> systems = new LinkedHashMap<>();
    for (ConfigTally one : members) {
      List<String> identity = new ArrayList<>();
      identity.add(one.config().system());
      NAMES.forEach(part -> identity.add(part.apply(one.config())));
      systems.computeIfAbsent(identity, any -> new ArrayList<>()).add(one);
    }
    SortedSet<String> found = TrialSummary.units(members, units);
    boolean characters = found.contains("character");
    boolean mixed = found.size() > 1 || found.contains(TrialSummary.UNKNOWN);
    boolean sameNormalizer =
        members.stream().map(one -> one.config().normalizer()).distinct().count() == 1;
    String rate = characters ? TrialSummary.CER : TrialSummary.WER;
    boolean comparable = !mixed && sameNormalizer;
    List<Entrant> entrants = new ArrayList<>();
    for (List<ConfigTally> system : systems.values()) {
      entrants.add(
          Entrant.of(name(system.get(0).config(), systems.values()), numbers, rate, system));
    }
    return new Contest(
        work,
        Entrant.ranked(entrants, comparable, characters),
        comparable ? Optional.of(rate) : Optional.empty());
  }

  /** The system's name, with whatever else tells it from others of that name. */
  private static String name(RunConfigFacts config, Iterable<? extends List<ConfigTally>> systems) {
    List<String> marks = new ArrayList<>();
    List<RunConfigFacts> alike = new ArrayList<>();
    systems.forEach(
        system -> {
          if (plainName(system.get(0).config()).equals(plainName(config))) {
            alike.add(system.get(0).config());
          }
        });
    for (Function<RunConfigFacts, String> part : NAMES.subList(0, OPTIONS)) {
      if (alike.stream().map(part).distinct().count() > 1) {
        marks.add(part.apply(config));
      }
    }
    marks.addAll(options(config, alike));
    return plainName(config) + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")");
  }

  private static List<String> options(RunConfigFacts config, List<RunConfigFacts> alike) {
    SortedSet<String> keys = new TreeSet<>();
    alike.forEach(one -> keys.addAll(one.options().asMap().keySet()));
    return keys.stream()
        .filter(key -> alike.stream().map(one -> one.options().get(key)).distinct().count() > 1)
        .map(key -> config.options().get(key).map(v -> key + " " + v).orElse("no " + key))
        .toList();
  }

  private static String plainName(RunConfigFacts config) {
    return config.system().isEmpty()
        ? (config.model() + " " + config.computeType()).strip()
        : config.system();
  }
}
