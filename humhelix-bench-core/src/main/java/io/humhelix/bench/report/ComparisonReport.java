package io.humhelix.bench.report;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.FailureComparison;
import io.humhelix.bench.compare.Gate;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A comparison as text for people. Immutable and thread-safe. */
public final class ComparisonReport {

  private static final int PERCENT = 100;

  private final Comparison comparison;
  private final Symbols symbols;
  private final boolean details;

  /**
   * Makes the report.
   *
   * @param comparison what was found
   * @param symbols signs that the output can carry
   */
  public ComparisonReport(Comparison comparison, Symbols symbols) {
    this(comparison, symbols, false);
  }

  private ComparisonReport(Comparison comparison, Symbols symbols, boolean details) {
    this.details = details;
    this.comparison = Objects.requireNonNull(comparison, "comparison");
    this.symbols = Objects.requireNonNull(symbols, "symbols");
  }

  /**
   * Returns this report with everything that a verdict rests on.
   *
   * @return with a second table for each run config, and the reasons of what decides nothing too
   */
  public ComparisonReport withDetails() {
    return new ComparisonReport(comparison, symbols, true);
  }

  /**
   * Returns the text: the outcome in one sentence, then a verdict for each metric, at most 80
   * columns wide with the usual names and values, then reasons.
   *
   * @return lines that each end with a line feed
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    DisplayText.wrap(DisplayText.oneLine(comparison.summary()), "  ")
        .forEach(one -> line(text, one));
    if (!comparison.pairs().isEmpty()) {
      Legend legend = new Legend();
      legend.add("*: decides the outcome. change: of the candidate against the baseline.");
      for (RunConfigComparison pair : comparison.pairs()) {
        line(text, "");
        DisplayText.wrap(DisplayText.oneLine(pair.label()), "  ")
            .forEach(one -> line(text, symbols.paint(Ink.TITLE, one)));
        ComparisonTable.narrow(pair, symbols).appendTo(text);
        if (details) {
          line(text, "");
          new ComparisonDetails(comparison, symbols).table(pair).appendTo(text);
        }
      }
      if (details) {
        ComparisonDetails.explain(legend);
      } else {
        legend.add("Error rates are in percentage points. --details: method, p and all reasons.");
        comparison.pairs().stream()
            .flatMap(pair -> pair.metrics().stream())
            .filter(ComparisonTable::isMemory)
            .map(metric -> metric.metric().name())
            .distinct()
            .forEach(
                name ->
                    legend.add(
                        ComparisonTable.memory(name) + ": " + name + ", the resident memory."));
      }
      line(text, "");
      legend.lines().forEach(one -> line(text, one));
    }
    section(text, "Why", reasons());
    section(
        text, "Failures (a try: a measured trial, or a fork that fails as a whole)", failures());
    new ChangedClipsText(symbols, details).lines(comparison).forEach(one -> line(text, one));
    section(text, "Notes", notes());
    return text.toString();
  }

  private List<String> reasons() {
    List<String> lines = new ArrayList<>();
    Gate gate = comparison.gate();
    for (RunConfigComparison pair : comparison.pairs()) {
      notComparable(pair)
          .forEach((why, names) -> lines.add(pair.label() + ": " + String.join(", ", names) + why));
      for (MetricComparison metric : pair.metrics()) {
        String name = Comparison.name(pair, metric);
        Optional.of(metric)
            .filter(one -> details || one.primary())
            .filter(one -> one.decision().verdict() != Verdict.NOT_COMPARABLE)
            .flatMap(one -> reason(name, one.decision()))
            .map(text -> metric.primary() ? text + byItself(gate, name, metric.decision()) : text)
            .ifPresent(lines::add);
      }
      String name = Comparison.failures(pair);
      pair.failures()
          .decision()
          .flatMap(
              decision -> reason(name, decision).map(text -> text + byItself(gate, name, decision)))
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** What the sides do not have in common concerns many metrics of a run config at once. */
  private Map<String, List<String>> notComparable(RunConfigComparison pair) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (MetricComparison metric : pair.metrics()) {
      if ((details || metric.primary()) && metric.decision().verdict() == Verdict.NOT_COMPARABLE) {
        reason("", metric.decision())
            .ifPresent(
                why ->
                    names
                        .computeIfAbsent(why, any -> new ArrayList<>())
                        .add(metric.metric().name()));
      }
    }
    return names;
  }

  /** Why a regression is not one of the whole comparison. */
  private static String byItself(Gate gate, String name, Decision decision) {
    if (decision.verdict() != Verdict.REGRESSION || gate.regressions().contains(name)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "; by itself, but one of %d tests may show that by chance (p %.2g is above %.2f). Measure"
            + " more to settle it.",
        gate.adjusted().size(),
        gate.adjusted().getOrDefault(name, 1.0),
        Gate.ALPHA);
  }

  /** What passes needs no reason. */
  private static Optional<String> reason(String name, Decision decision) {
    // Without a change the columns say nothing.
    boolean shown = decision.change().isPresent();
    return switch (decision.verdict()) {
      case NOT_SHOWN -> Optional.empty();
      case EQUIVALENT, IMPROVEMENT ->
          shown
              ? Optional.empty()
              : Optional.of(name + ": " + decision.verdict() + ": " + decision.explanation());
      default ->
          Optional.of(
              name
                  + ": "
                  + decision.verdict()
                  + ": "
                  + decision.explanation()
                  + remedy(decision.verdict()));
    };
  }

  private static String remedy(Verdict verdict) {
    return verdict == Verdict.NOT_COMPARABLE
        ? ". Measure both alike, or declare with --factor what is meant to differ."
        : "";
  }

  private List<String> failures() {
    List<String> lines = new ArrayList<>();
    for (RunConfigComparison pair : comparison.pairs()) {
      FailureComparison failures = pair.failures();
      boolean any =
          failures.baseline().filter(e -> e.point() > 0).isPresent()
              || failures.candidate().filter(e -> e.point() > 0).isPresent();
      if (any) {
        lines.add(
            pair.label()
                + ": baseline "
                + share(failures.baseline())
                + ", candidate "
                + share(failures.candidate())
                + (failures.newKinds().isEmpty()
                    ? ""
                    : "; new in the candidate: " + String.join(", ", failures.newKinds())));
      }
    }
    return lines;
  }

  private static String share(Optional<Estimate> share) {
    if (share.isEmpty()) {
      return "nothing tried";
    }
    Interval interval = share.get().interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%.1f %% of %d tries (%.1f to %.1f %%)",
        PERCENT * share.get().point(),
        share.get().size().replicates(),
        PERCENT * interval.low(),
        PERCENT * interval.high());
  }

  private List<String> notes() {
    List<String> lines = new ArrayList<>(comparison.notes());
    lines.addAll(comparison.unmatched());
    WarmUpText.unjudged(
            comparison.pairs().stream()
                .flatMap(pair -> pair.metrics().stream())
                .filter(metric -> metric.primary() && !metric.warmUp().judged())
                .filter(metric -> metric.decision().verdict() != Verdict.NOT_COMPARABLE)
                .flatMap(metric -> Stream.of(metric.baseline(), metric.candidate()))
                .flatMapToInt(level -> level.stream().mapToInt(one -> one.size().replicates())))
        .ifPresent(lines::add);
    for (RunConfigComparison pair : comparison.pairs()) {
      pair.notes().forEach(note -> lines.add(pair.label() + ": " + note));
      if (details) {
        pair.notCompared().forEach(note -> lines.add(pair.label() + ": " + note));
      }
      for (MetricComparison metric : pair.metrics()) {
        metric
            .bootstrap()
            .map(ComparisonReport::bootstrap)
            .ifPresent(text -> lines.add(Comparison.name(pair, metric) + text));
        if (metric.primary() && metric.warmUp().dropped() > 0) {
          lines.add(
              Comparison.name(pair, metric)
                  + ": both sides leave out the first "
                  + (metric.warmUp().dropped() == 1
                      ? "measured trial"
                      : metric.warmUp().dropped() + " measured trials")
                  + " of each fork as warm-up.");
        }
      }
    }
    return lines;
  }

  private static String bootstrap(BlockBootstrap bootstrap) {
    Interval interval = bootstrap.estimate().interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        ": a bootstrap over the %d speakers or recordings gives %+.2f to %+.2f points; the candidate"
            + " has fewer errors in %.0f %% of %d replications (the jackknife decides).",
        bootstrap.estimate().size().replicates(),
        PERCENT * interval.low(),
        PERCENT * interval.high(),
        PERCENT * bootstrap.probabilityOfImprovement(),
        bootstrap.replications());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      line(text, "");
      line(text, symbols.paint(Ink.TITLE, title));
      for (String one : lines) {
        DisplayText.wrap(DisplayText.oneLine(one), "  ").forEach(part -> line(text, part));
      }
    }
  }
}
