package io.humhelix.bench.html;

import io.humhelix.bench.html.Concern.Message;
import io.humhelix.bench.html.Concern.Rank;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.report.FindingGroup;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RunConfigEnd;
import io.humhelix.bench.summary.Contest;
import io.humhelix.bench.summary.Contest.Contender;
import io.humhelix.bench.summary.FinestTallies;
import io.humhelix.bench.summary.TrialSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is suspicious about results. */
final class Concerns {

  /** Damages are told one by one; more of them tell no more. */
  private static final int MOST_DAMAGES = 20;

  /** An error rate that is so many times that of the most accurate, */
  private static final double MANY_TIMES = 2;

  /** and so many points above it, makes a speed doubtful. */
  private static final double MANY_POINTS = 5;

  private Concerns() {}

  static List<Concern> of(ReportSources sources, FinestTallies tallies) {
    TrialSummary summary = sources.summary();
    List<Concern> all = new ArrayList<>();
    Map<String, Set<String>> statuses = statuses(sources);
    List<FindingGroup> found = FindingGroup.of(sources.runs());
    notOk(statuses, found).ifPresent(all::add);
    found.forEach(group -> all.add(found(group, statuses)));
    summary.contests().forEach(contest -> fastAndWrong(contest).ifPresent(all::add));
    fewForks(sources.entries()).ifPresent(all::add);
    all.addAll(engineVersions(tallies));
    shortened(sources).ifPresent(all::add);
    damaged(summary.damages()).ifPresent(all::add);
    if (!sources.unreadable().isEmpty()) {
      all.add(
          new Concern(
              Rank.ERROR,
              "not read as a run",
              sources.unreadable().stream().map(text -> Message.of(text, "", List.of())).toList()));
    }
    if (summary.filesWithoutHost() > 1) {
      all.add(
          Concern.of(
              Rank.WARNING,
              "host not stated",
              summary.filesWithoutHost() + " files do not say what host they are of.",
              "They are taken for one host's; choose file under \"A row for each\".",
              List.of()));
    }
    all.sort(Comparator.comparing(Concern::rank));
    return all;
  }

  /** Why some run configs are not OK says how they ended, too. */
  private static Concern found(FindingGroup group, Map<String, Set<String>> statuses) {
    String ends =
        group.severity() != FindingGroup.Severity.ERROR
            ? ""
            : statuses.entrySet().stream()
                .filter(
                    status ->
                        group.messages().stream()
                            .flatMap(one -> one.runConfigs().stream())
                            .anyMatch(status.getValue()::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    return new Concern(
        Rank.valueOf(group.severity().name()),
        ends.isEmpty() ? group.kind() : ends + ", and in no picture: " + group.kind(),
        group.messages().stream()
            .map(
                one ->
                    new Message(
                        one.text(), one.remedy(), one.runConfigs(), one.where(), one.trials()))
            .toList());
  }

  /** Names of run configs by status, of those that are not OK. */
  private static Map<String, Set<String>> statuses(ReportSources sources) {
    Map<String, Set<String>> byStatus = new LinkedHashMap<>();
    Stream.concat(
            sources.entries().stream()
                .map(Entry.Measured::entry)
                .filter(entry -> !entry.status().equals("OK"))
                .map(entry -> List.of(entry.status(), entry.label())),
            Stream.concat(
                    sources.summary().neverMeasured().stream(), sources.summary().notOk().stream())
                .map((RunConfigEnd end) -> List.of(end.status(), end.label())))
        .forEach(
            one ->
                byStatus.computeIfAbsent(one.get(0), any -> new LinkedHashSet<>()).add(one.get(1)));
    return byStatus;
  }

  /** Of newest runs the issues say why; of all others it is known that it is so. */
  private static Optional<Concern> notOk(
      Map<String, Set<String>> statuses, List<FindingGroup> found) {
    Set<String> told =
        found.stream()
            .filter(group -> group.severity() == FindingGroup.Severity.ERROR)
            .flatMap(group -> group.messages().stream())
            .flatMap(one -> one.runConfigs().stream())
            .collect(Collectors.toSet());
    List<Message> messages = new ArrayList<>();
    statuses.forEach(
        (status, labels) -> {
          List<String> rest = labels.stream().filter(label -> !told.contains(label)).toList();
          if (!rest.isEmpty()) {
            messages.add(Message.of(status, "", rest));
          }
        });
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(new Concern(Rank.ERROR, "not OK, and in no picture", messages));
  }

  /** Speed can be had by leaving out words. */
  private static Optional<Concern> fastAndWrong(Contest contest) {
    Contender fastest = contest.contenders().get(0);
    Optional<Contender> best =
        contest.contenders().stream()
            .filter(one -> contest.errorRate().isPresent() && one.errorPercent().isPresent())
            .min(Comparator.comparingDouble(one -> one.errorPercent().getAsDouble()));
    if (best.isEmpty() || fastest.errorPercent().isEmpty()) {
      return Optional.empty();
    }
    double least = best.get().errorPercent().getAsDouble();
    double its = fastest.errorPercent().getAsDouble();
    if (its < MANY_TIMES * least || its < least + MANY_POINTS) {
      return Optional.empty();
    }
    String rate = contest.errorRate().get().equals("cer_percent") ? "CER" : "WER";
    return Optional.of(
        Concern.of(
            Rank.WARNING,
            "fast, with bad text",
            String.format(
                Locale.ROOT,
                "%s is the fastest on %s, but its %s is %.2f %%; that of %s is %.2f %%.",
                fastest.name(),
                contest.work().audioFile(),
                rate,
                its,
                best.get().name(),
                least),
            "Read its texts: a short or wrong text takes less time.",
            List.of()));
  }

  private static Optional<Concern> fewForks(List<Entry.Measured> entries) {
    List<String> few =
        entries.stream()
            .filter(Entry.Measured::isValid)
            .filter(
                one ->
                    one.config().validTrials().stream()
                            .map(trial -> trial.fork())
                            .distinct()
                            .count()
                        < ForkedSample.MINIMUM_FORKS)
            .map(one -> one.entry().label())
            .distinct()
            .toList();
    return few.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Concern.of(
                Rank.NOTE,
                "few forks",
                "Fewer than "
                    + ForkedSample.MINIMUM_FORKS
                    + " forks: too few to tell a difference in speed from chance.",
                "Run with more forks (trials.profile: quick has 5).",
                few));
  }

  /** A mean over two versions of an engine is one of neither. */
  private static List<Concern> engineVersions(FinestTallies tallies) {
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    for (int row = 0; row < tallies.rows(); row++) {
      String system = tallies.value("system", row);
      String version = tallies.value("engine_version", row);
      if (!system.isEmpty() && !version.isEmpty()) {
        versions.computeIfAbsent(system, any -> new LinkedHashSet<>()).add(version);
      }
    }
    List<Message> messages = new ArrayList<>();
    versions.forEach(
        (system, found) -> {
          if (found.size() > 1) {
            messages.add(
                Message.of(
                    system + " was measured with engine versions " + String.join(", ", found) + ".",
                    "",
                    List.of()));
          }
        });
    return messages.isEmpty()
        ? List.of()
        : List.of(new Concern(Rank.WARNING, "several engine versions", messages));
  }

  /** What is left out of pictures and texts is said. */
  private static Optional<Concern> shortened(ReportSources sources) {
    List<Message> messages = new ArrayList<>();
    for (RunResult run : sources.runs()) {
      Integer every = sources.shortened().get(run.runId());
      if (every != null) {
        messages.add(
            Message.of(
                "The run of "
                    + run.startedAt()
                    + " is long: texts are those of the first valid trial of each run config"
                    + (every > 1
                        ? ", and pictures are of about one of "
                            + every
                            + " of its trials. The averages are of all."
                        : "."),
                "",
                List.of()));
      }
    }
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(new Concern(Rank.NOTE, "long run", messages));
  }

  private static Optional<Concern> damaged(List<Damage> damages) {
    if (damages.isEmpty()) {
      return Optional.empty();
    }
    List<Message> messages = new ArrayList<>();
    for (Damage one : damages.subList(0, Math.min(MOST_DAMAGES, damages.size()))) {
      messages.add(Message.of(one.text(), "", List.of()));
    }
    if (damages.size() > MOST_DAMAGES) {
      messages.add(
          Message.of(
              "and " + (damages.size() - MOST_DAMAGES) + " more damaged places",
              "\"humhelix-bench show --json\" has all.",
              List.of()));
    }
    return Optional.of(new Concern(Rank.WARNING, "damaged or missing records", messages));
  }
}
