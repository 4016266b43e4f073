package io.humhelix.bench.html;

import io.humhelix.bench.html.Concern.Message;
import io.humhelix.bench.html.Concern.Rank;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Issues and failures of runs by kind, each with the run configs that it concerns. Mutable. */
final class IssueGroups {

  private final Map<Kind, Map<Wording, Found>> kinds = new LinkedHashMap<>();

  private record Kind(Rank rank, String name) {}

  /** Messages that differ in numbers alone are told once. */
  private record Wording(String withoutNumbers, String remedy) {}

  private static final class Found {
    private final String text;
    private final Set<String> of = new LinkedHashSet<>();
    private long trials;

    Found(String text) {
      this.text = text;
    }
  }

  /** Returns what was found in runs, what is worst first. */
  static List<Concern> of(List<RunResult> runs, List<Entry.Measured> entries) {
    IssueGroups groups = new IssueGroups();
    runs.forEach(run -> run.issues().forEach(issue -> groups.add(issue, "", false)));
    for (Entry.Measured one : entries) {
      String label = one.entry().label();
      one.config().failure().ifPresent(failure -> groups.add(failure, label, false));
      one.config().issues().forEach(issue -> groups.add(issue, label, false));
      for (TrialResult trial : one.config().trials()) {
        trial.failure().ifPresent(failure -> groups.add(failure, label, true));
        trial.issues().forEach(issue -> groups.add(issue, label, true));
      }
    }
    return groups.concerns();
  }

  private void add(Issue issue, String of, boolean trial) {
    Rank rank =
        switch (issue.severity()) {
          case ERROR -> Rank.ERROR;
          case WARNING -> Rank.WARNING;
          case INFO -> Rank.NOTE;
        };
    add(new Kind(rank, issue.code()), issue.message(), issue.remedy(), of, trial);
  }

  private void add(Failure failure, String of, boolean trial) {
    String kind =
        failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + " in " + failure.phase();
    add(new Kind(Rank.ERROR, kind), failure.message(), failure.remedy(), of, trial);
  }

  private void add(Kind kind, String text, String remedy, String of, boolean trial) {
    Found found =
        kinds
            .computeIfAbsent(kind, any -> new LinkedHashMap<>())
            .computeIfAbsent(
                new Wording(text.replaceAll("\\d+([.,]\\d+)*", "#"), remedy),
                any -> new Found(text));
    if (!of.isEmpty()) {
      found.of.add(of);
    }
    if (trial) {
      found.trials++;
    }
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    for (Rank rank : Rank.values()) {
      kinds.forEach(
          (kind, messages) -> {
            if (kind.rank() == rank) {
              List<Message> told = new ArrayList<>();
              messages.forEach(
                  (wording, found) ->
                      told.add(
                          new Message(
                              found.text, wording.remedy(), List.copyOf(found.of), found.trials)));
              concerns.add(new Concern(rank, kind.name(), told));
            }
          });
    }
    return concerns;
  }
}
