package io.humhelix.bench.report;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Decision;
import io.humhelix.bench.compare.FailureComparison;
import io.humhelix.bench.compare.Gate;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A comparison as text for people. Immutable and thread-safe. */
public final class ComparisonReport {

  private static final int DIGITS = 4;
  private static final int PERCENT = 100;

  private final Comparison comparison;
  private final Symbols symbols;

  /**
   * Makes the report.
   *
   * @param comparison what was found
   * @param symbols signs that the output can carry
   */
  public ComparisonReport(Comparison comparison, Symbols symbols) {
    this.comparison = Objects.requireNonNull(comparison, "comparison");
    this.symbols = Objects.requireNonNull(symbols, "symbols");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!comparison.pairs().isEmpty()) {
      table().appendTo(text);
      line(text, "");
      Legend legend = new Legend();
      legend.add("*: decides the outcome. change: of the candidate against the baseline.");
      legend.add(
          "p: p value of \"not worse than the tolerance\" (than twice it across runs without a floor,"
              + " or than what noise explains), adjusted by Holm's method.");
      legend.add(
          "paired-log-t, welch-log-t, stein-welch-log-t: by fork medians."
              + " paired-block-jackknife-t: by the errors of the same clips. same-errors: none changed.");
      legend.lines().forEach(one -> line(text, one));
    }
    section(text, "Why", reasons());
    section(text, "Failures", failures());
    section(text, "Notes", notes());
    line(text, "");
    DisplayText.wrap(DisplayText.oneLine(verdict()), "  ").forEach(one -> line(text, one));
    return text.toString();
  }

  private ConsoleTable table() {
    Gate gate = comparison.gate();
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("run config", Align.LEFT)
            .column("metric", Align.LEFT)
            .column("baseline", Align.RIGHT)
            .column("candidate", Align.RIGHT)
            .column("change", Align.RIGHT)
            .column("95 % interval", Align.RIGHT)
            .column("tolerance", Align.RIGHT)
            .column("n", Align.RIGHT)
            .column("method", Align.LEFT)
            .column("p", Align.RIGHT)
            .column("verdict", Align.LEFT);
    for (RunConfigComparison pair : comparison.pairs()) {
      for (MetricComparison metric : pair.metrics()) {
        Optional<Double> p =
            metric.primary()
                ? Optional.ofNullable(gate.adjusted().get(Comparison.name(pair, metric)))
                : Optional.empty();
        table.row(row(pair, metric, p));
      }
    }
    return table;
  }

  private List<String> row(RunConfigComparison pair, MetricComparison metric, Optional<Double> p) {
    Optional<Estimate> change = metric.decision().change();
    return List.of(
        pair.label(),
        metric.metric().name() + (metric.primary() ? " *" : ""),
        level(metric, metric.baseline()),
        level(metric, metric.candidate()),
        change.map(c -> change(metric, c.point())).orElse(NumberText.NONE),
        change
            .flatMap(Estimate::interval)
            .map(i -> change(metric, i.low()) + " to " + change(metric, i.high()))
            .orElse(NumberText.NONE),
        tolerance(metric),
        change.map(ComparisonReport::size).orElse(NumberText.NONE),
        change.map(c -> c.method().id()).orElse(NumberText.NONE),
        p.map(value -> String.format(Locale.ROOT, "%.2g", value)).orElse(NumberText.NONE),
        metric.decision().verdict().name());
  }

  private static String level(MetricComparison metric, Optional<Estimate> level) {
    if (level.isEmpty()) {
      return NumberText.NONE;
    }
    return ErrorUnit.isRate(metric.metric())
        ? NumberText.fixed(PERCENT * level.get().point(), 2)
        : NumberText.significant(level.get().point(), DIGITS);
  }

  private static boolean relative(MetricComparison metric) {
    return metric.decision().tolerance().scale() == Scale.LOG;
  }

  private static String change(MetricComparison metric, double value) {
    return relative(metric)
        ? String.format(Locale.ROOT, "%+.1f %%", PERCENT * (value - 1))
        : String.format(Locale.ROOT, "%+.2f", PERCENT * value);
  }

  private static String tolerance(MetricComparison metric) {
    double amount = PERCENT * metric.decision().tolerance().amount();
    return relative(metric)
        ? String.format(Locale.ROOT, "%.1f %%", amount)
        : String.format(Locale.ROOT, "%.2f", amount);
  }

  private static String size(Estimate change) {
    int now = change.size().replicates();
    int old = change.size().baselineReplicates();
    String what =
        switch (change.size().replicate()) {
          case FORK -> "fork";
          case FORK_PAIR -> "pair";
          case CLIP_BLOCK -> "block";
          case CALL -> "call";
          case RUN -> "run";
        };
    return old == 0 || old == now
        ? NumberText.count(now, what)
        : old + "/" + now + " " + what + "s";
  }

  private List<String> reasons() {
    List<String> lines = new ArrayList<>();
    Gate gate = comparison.gate();
    for (RunConfigComparison pair : comparison.pairs()) {
      for (MetricComparison metric : pair.metrics()) {
        String name = Comparison.name(pair, metric);
        reason(name, metric.decision())
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
        "%.1f %% of %d (%.1f to %.1f %%)",
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

  private String verdict() {
    Gate gate = comparison.gate();
    return switch (comparison.outcome()) {
      case NO_REGRESSION -> "No regression.";
      case REGRESSION -> "REGRESSION in " + String.join("; ", gate.regressions()) + ".";
      case INVALID -> "INVALID: no valid trials for " + String.join("; ", gate.invalid()) + ".";
      case UNDECIDED ->
          comparison.pairs().isEmpty()
              ? "UNDECIDED: no run config has a counterpart."
              : "UNDECIDED: " + String.join("; ", undecided(gate)) + ".";
    };
  }

  private List<String> undecided(Gate gate) {
    List<String> names = new ArrayList<>(gate.undecided());
    comparison.missing().forEach(label -> names.add(label + " is missing in the candidate"));
    return names;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      line(text, "");
      line(text, title);
      for (String one : lines) {
        DisplayText.wrap(DisplayText.oneLine(one), "  ").forEach(part -> line(text, part));
      }
    }
  }
}
