package io.humhelix.bench.report;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.Gate;
import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.stats.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the verdicts of a comparison rest on: tolerance, size, method and p of each metric. */
final class ComparisonDetails {

  private final Comparison comparison;
  private final Symbols symbols;

  ComparisonDetails(Comparison comparison, Symbols symbols) {
    this.comparison = comparison;
    this.symbols = symbols;
  }

  /** What the columns mean. */
  static void explain(Legend legend) {
    legend.add(
        "p: p value of \"not worse than the tolerance\" (than twice it across runs without a floor,"
            + " or than what noise explains), adjusted by Holm's method.");
    legend.add(
        "paired-log-t, welch-log-t, stein-welch-log-t: by fork medians."
            + " paired-block-jackknife-t: by the errors of the same clips. same-errors: none changed.");
  }

  ConsoleTable table(RunConfigComparison pair) {
    Gate gate = comparison.gate();
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("metric", Align.LEFT)
            .column("tolerance", Align.RIGHT)
            .column("n", Align.RIGHT)
            .column("p", Align.RIGHT)
            .column("method", Align.LEFT);
    for (MetricComparison metric : pair.metrics()) {
      Optional<Double> p =
          metric.primary()
              ? Optional.ofNullable(gate.adjusted().get(Comparison.name(pair, metric)))
              : Optional.empty();
      Optional<Estimate> change = metric.decision().change();
      table.row(
          List.of(
              ComparisonTable.shortName(metric),
              ComparisonTable.tolerance(metric),
              change.map(ComparisonDetails::size).orElse(NumberText.NONE),
              p.map(value -> String.format(Locale.ROOT, "%.2g", value)).orElse(NumberText.NONE),
              change.map(c -> c.method().id()).orElse(NumberText.NONE)));
    }
    return table;
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
}
