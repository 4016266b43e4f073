package io.humhelix.bench.compare;

import io.humhelix.bench.compare.Comparison.Outcome;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Scale;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a comparison comes to, in one sentence: the worst first. */
final class ComparisonSummary {

  private static final int PERCENT = 100;

  /** Names of run configs that are told; of more, how many there are. */
  private static final int TOLD = 3;

  private final Comparison comparison;
  private final Gate gate;

  ComparisonSummary(Comparison comparison) {
    this.comparison = comparison;
    gate = comparison.gate();
  }

  String text() {
    if (comparison.pairs().isEmpty()) {
      return "UNDECIDED: no run config has a counterpart.";
    }
    Map<Outcome, List<RunConfigComparison>> byOutcome = new EnumMap<>(Outcome.class);
    List<Outcome> outcomes = comparison.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      byOutcome
          .computeIfAbsent(outcomes.get(i), any -> new ArrayList<>())
          .add(comparison.pairs().get(i));
    }
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : List.of(Outcome.REGRESSION, Outcome.INVALID, Outcome.UNDECIDED)) {
      List<RunConfigComparison> pairs = byOutcome.get(outcome);
      if (pairs != null) {
        parts.add(outcome + " in " + count(pairs.size(), parts.isEmpty()) + names(outcome, pairs));
      }
    }
    if (!comparison.missing().isEmpty()) {
      parts.add(
          (parts.isEmpty() ? "UNDECIDED: " : "")
              + "missing in the candidate: "
              + told(comparison.missing()));
    }
    List<RunConfigComparison> well = byOutcome.getOrDefault(Outcome.NO_REGRESSION, List.of());
    if (!well.isEmpty()) {
      parts.add((parts.isEmpty() ? "No" : "no") + " regression" + well(well, parts.isEmpty()));
    }
    return String.join("; ", parts) + ".";
  }

  /** How many of all; nothing where there is but one. */
  private String count(int some, boolean first) {
    int all = comparison.pairs().size();
    return all == 1 ? "" : first ? some + " of " + all + " run configs: " : some + ": ";
  }

  private String well(List<RunConfigComparison> pairs, boolean alone) {
    List<String> better = pairs.stream().flatMap(pair -> improvement(pair).stream()).toList();
    int all = comparison.pairs().size();
    String where =
        all == 1
            ? ""
            : " in " + pairs.size() + (alone && pairs.size() == all ? " run configs" : "");
    return where + (better.isEmpty() ? "" : ", better: " + told(better));
  }

  private Optional<String> improvement(RunConfigComparison pair) {
    return pair.metrics().stream()
        .filter(metric -> metric.primary())
        .filter(metric -> metric.decision().verdict() == Verdict.IMPROVEMENT)
        .map(metric -> pair.label() + " (" + changed(metric) + ")")
        .findFirst();
  }

  private String names(Outcome outcome, List<RunConfigComparison> pairs) {
    List<String> some =
        pairs.stream()
            .limit(TOLD)
            .map(pair -> pair.label() + " (" + causes(outcome, pair) + ")")
            .toList();
    return told(some, pairs.size());
  }

  private static String told(List<String> names) {
    return told(names.subList(0, Math.min(TOLD, names.size())), names.size());
  }

  private static String told(List<String> some, int all) {
    String text = String.join(", ", some);
    return all > some.size() ? text + " and " + (all - some.size()) + " more" : text;
  }

  /** Which of its metrics make a run config what it is. */
  private String causes(Outcome outcome, RunConfigComparison pair) {
    List<String> names =
        switch (outcome) {
          case REGRESSION -> gate.regressions();
          case INVALID -> gate.invalid();
          default -> gate.undecided();
        };
    List<String> causes = new ArrayList<>();
    for (MetricComparison metric : pair.metrics()) {
      if (names.contains(Comparison.name(pair, metric))) {
        causes.add(outcome == Outcome.REGRESSION ? changed(metric) : cause(metric));
      }
    }
    if (names.contains(Comparison.failures(pair))) {
      causes.add("failures");
    }
    return outcome == Outcome.INVALID ? "no valid trials" : String.join(", ", causes);
  }

  private static String cause(MetricComparison metric) {
    return metric.decision().verdict() == Verdict.NOT_COMPARABLE
        ? metric.metric().name() + " not comparable"
        : metric.metric().name();
  }

  private static String changed(MetricComparison metric) {
    Optional<Estimate> change = metric.decision().change();
    if (change.isEmpty()) {
      return metric.metric().name();
    }
    return metric.metric().name()
        + (metric.decision().tolerance().scale() == Scale.LOG
            ? String.format(Locale.ROOT, " %+.1f %%", PERCENT * (change.get().point() - 1))
            : String.format(Locale.ROOT, " %+.2f points", PERCENT * change.get().point()));
  }
}
