package io.humhelix.bench.summary;

import io.humhelix.bench.store.RunConfigFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * Systems that did the same work on one machine: the same audio, one clip after the other. Only
 * valid trials have a part in it. Of work under load there is none: how fast a system is there
 * depends on the load.
 *
 * @param host name of the machine; empty where files name none
 * @param audioFile hum-helix's key of the audio
 * @param contenders at least one, the fastest first
 * @param errorRate the metric by which texts can be compared; empty where normalisers differ, or
 *     where some are counted in words and some in characters
 */
public record Contest(
    String host, String audioFile, List<Contender> contenders, Optional<String> errorRate) {

  private static final int MILLIS = 1000;

  /**
   * One system with its settings.
   *
   * @param name what tells it from the others
   * @param rtf mean real-time factor of its valid trials
   * @param errorPercent mean error rate of its valid trials; empty without references
   * @param trials its measured trials of every status
   * @param valid its valid ones, at least one
   */
  public record Contender(
      String name, double rtf, OptionalDouble errorPercent, long trials, long valid) {}

  public Contest {
    contenders = List.copyOf(contenders);
  }

  /**
   * Returns those with the lowest error rate.
   *
   * @return none if rates cannot be compared or are not there; several if they are equal
   */
  public List<Contender> mostAccurate() {
    OptionalDouble least =
        contenders.stream().flatMapToDouble(one -> one.errorPercent().stream()).min();
    return errorRate.isEmpty()
        ? List.of()
        : contenders.stream()
            .filter(one -> one.errorPercent().isPresent() && one.errorPercent().equals(least))
            .toList();
  }

  /** What makes the work of one trial the same as that of another. */
  private record Work(
      String host, String scenario, String benchmark, String workload, String audio, long millis) {}

  private static final List<Function<RunConfigFacts, String>> NAMES =
      List.of(
          RunConfigFacts::backend,
          RunConfigFacts::model,
          RunConfigFacts::computeType,
          RunConfigFacts::device,
          config -> "beam_size " + config.beamSize(),
          config -> config.vadFilter() ? "VAD" : "no VAD",
          config -> config.wordTimestamps() ? "word times" : "no word times",
          config -> config.effective().map(e -> e.engineVersion()).orElse(""),
          config -> config.options().asMap().toString());

  static List<Contest> among(
      List<String> numbers, List<ConfigTally> tallies, Set<List<String>> byCharacter) {
    Map<Work, List<ConfigTally>> works = new LinkedHashMap<>();
    for (ConfigTally one : tallies) {
      String scenario = one.run().scenario();
      Double seconds = TrialSummary.means(numbers, List.of(one)).get(TrialSummary.AUDIO);
      if (one.valid() > 0
          && seconds != null
          && (scenario.isEmpty() || scenario.equals("single-stream"))) {
        works
            .computeIfAbsent(
                new Work(
                    one.run().host(),
                    scenario,
                    one.run().benchmark(),
                    one.config().workload(),
                    one.config().audioFile(),
                    Math.round(seconds * MILLIS)),
                any -> new ArrayList<>())
            .add(one);
      }
    }
    List<Contest> contests = new ArrayList<>();
    works.forEach((work, members) -> contests.add(of(work, numbers, members, byCharacter)));
    contests.sort(Comparator.comparing(Contest::audioFile).thenComparing(Contest::host));
    return contests;
  }

  private static Contest of(
      Work work, List<String> numbers, List<ConfigTally> members, Set<List<String>> byCharacter) {
    Map<List<String>, List<ConfigTally>> systems = new LinkedHashMap<>();
    for (ConfigTally one : members) {
      List<String> identity = new ArrayList<>();
      identity.add(one.config().system());
      NAMES.forEach(part -> identity.add(part.apply(one.config())));
      systems.computeIfAbsent(identity, any -> new ArrayList<>()).add(one);
    }
    boolean characters =
        members.stream().anyMatch(one -> TrialSummary.charactersDecide(one, byCharacter));
    boolean mixed =
        members.stream()
                .map(one -> TrialSummary.charactersDecide(one, byCharacter))
                .distinct()
                .count()
            > 1;
    boolean sameNormalizer =
        members.stream().map(one -> one.config().normalizer()).distinct().count() == 1;
    String rate = characters ? TrialSummary.CER : TrialSummary.WER;
    List<Contender> contenders = new ArrayList<>();
    for (List<ConfigTally> system : systems.values()) {
      Map<String, Double> means = TrialSummary.means(numbers, system);
      contenders.add(
          new Contender(
              name(system.get(0).config(), systems.values()),
              means.get("rtf"),
              means.containsKey(rate) ? OptionalDouble.of(means.get(rate)) : OptionalDouble.empty(),
              system.stream().mapToLong(ConfigTally::trials).sum(),
              system.stream().mapToLong(ConfigTally::valid).sum()));
    }
    contenders.sort(Comparator.comparingDouble(Contender::rtf).thenComparing(Contender::name));
    return new Contest(
        work.host(),
        work.audio(),
        contenders,
        mixed || !sameNormalizer ? Optional.empty() : Optional.of(rate));
  }

  /** The system's name, with whatever else tells it from others of that name. */
  private static String name(RunConfigFacts config, Iterable<? extends List<ConfigTally>> systems) {
    StringBuilder name = new StringBuilder(plainName(config));
    List<RunConfigFacts> alike = new ArrayList<>();
    systems.forEach(
        system -> {
          if (plainName(system.get(0).config()).equals(plainName(config))) {
            alike.add(system.get(0).config());
          }
        });
    for (Function<RunConfigFacts, String> part : NAMES) {
      if (alike.stream().map(part).distinct().count() > 1) {
        name.append(", ").append(part.apply(config));
      }
    }
    return name.toString();
  }

  private static String plainName(RunConfigFacts config) {
    return config.system().isEmpty()
        ? (config.model() + " " + config.computeType()).strip()
        : config.system();
  }
}
