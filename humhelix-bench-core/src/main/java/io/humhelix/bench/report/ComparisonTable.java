package io.humhelix.bench.report;

import io.humhelix.bench.compare.MetricComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Scale;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The metrics of a comparison as rows; what is common to the narrow and the wide table. */
final class ComparisonTable {

  private static final int DIGITS = 4;
  private static final int PERCENT = 100;

  /** From here on, a percentage has no decimals. */
  private static final double LARGE = 99.95;

  private ComparisonTable() {}

  /** One run config, at most 80 columns wide with the usual values. */
  static ConsoleTable narrow(RunConfigComparison pair, Symbols symbols) {
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("metric", Align.LEFT)
            .column("baseline", Align.RIGHT)
            .column("candidate", Align.RIGHT)
            .column("change", Align.RIGHT)
            .column("95 % interval", Align.RIGHT)
            .column("verdict", Align.LEFT);
    for (MetricComparison metric : pair.metrics()) {
      Optional<Estimate> change = metric.decision().change();
      table.row(
          List.of(
              shortName(metric),
              level(metric, metric.baseline()),
              level(metric, metric.candidate()),
              change
                  .map(c -> brief(metric, c.point()) + (relative(metric) ? " %" : ""))
                  .orElse(NumberText.NONE),
              change.flatMap(Estimate::interval).map(i -> range(metric, i)).orElse(NumberText.NONE),
              metric.decision().verdict().name()));
    }
    return table;
  }

  static String name(MetricComparison metric) {
    return metric.metric().name() + (metric.primary() ? " *" : "");
  }

  /** Metrics in bytes have long names, and their values say that it is memory. */
  static String shortName(MetricComparison metric) {
    return isMemory(metric)
        ? memory(metric.metric().name()) + (metric.primary() ? " *" : "")
        : name(metric);
  }

  /** The short name of memory: {@code rss_peak} of {@code process_rss_peak_bytes}. */
  static String memory(String name) {
    return name.replaceFirst("^process_", "").replaceFirst("_bytes$", "");
  }

  static boolean isMemory(MetricComparison metric) {
    return metric.metric().name().endsWith("_bytes");
  }

  static String level(MetricComparison metric, Optional<Estimate> level) {
    if (level.isEmpty()) {
      return NumberText.NONE;
    }
    if (isMemory(metric)) {
      return NumberText.bytes(level.get().point());
    }
    return ErrorUnit.isRate(metric.metric())
        ? NumberText.fixed(PERCENT * level.get().point(), 2)
        : NumberText.significant(level.get().point(), DIGITS);
  }

  static boolean relative(MetricComparison metric) {
    return metric.decision().tolerance().scale() == Scale.LOG;
  }

  private static String range(MetricComparison metric, Interval interval) {
    return brief(metric, interval.low())
        + " to "
        + brief(metric, interval.high())
        + (relative(metric) ? " %" : "");
  }

  private static String brief(MetricComparison metric, double value) {
    if (!relative(metric)) {
      return NumberText.signed(PERCENT * value, 2);
    }
    double percent = PERCENT * (value - 1);
    return NumberText.signed(percent, Math.abs(percent) < LARGE ? 1 : 0);
  }

  static String change(MetricComparison metric, double value) {
    return relative(metric)
        ? NumberText.signed(PERCENT * (value - 1), 1) + " %"
        : NumberText.signed(PERCENT * value, 2);
  }

  static String tolerance(MetricComparison metric) {
    double amount = PERCENT * metric.decision().tolerance().amount();
    return relative(metric)
        ? String.format(Locale.ROOT, "%.1f %%", amount)
        : String.format(Locale.ROOT, "%.2f", amount);
  }
}
