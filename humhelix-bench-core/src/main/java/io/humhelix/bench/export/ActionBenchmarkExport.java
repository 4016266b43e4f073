package io.humhelix.bench.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Levels for the action benchmark-action/github-action-benchmark, which charts them by commit. It
 * takes one direction at a time: its {@code tool} is {@code customSmallerIsBetter} or {@code
 * customBiggerIsBetter}. It alerts by the ratio of two values and ignores intervals, so that the
 * verdict is that of {@link io.humhelix.bench.compare.RunComparison}, not the alert's.
 */
public final class ActionBenchmarkExport {

  private static final int DIGITS = 4;

  /** Which way values are better, in the words of the action. */
  public enum Tool {
    /** Times, real-time factors and error rates. */
    SMALLER("customSmallerIsBetter", Direction.LOWER_IS_BETTER),
    /** Throughput and peak load. */
    BIGGER("customBiggerIsBetter", Direction.HIGHER_IS_BETTER);

    private final String word;
    private final Direction direction;

    Tool(String word, Direction direction) {
      this.word = word;
      this.direction = direction;
    }

    /**
     * Returns the value of the action's input {@code tool}.
     *
     * @return such as {@code customSmallerIsBetter}
     */
    public String word() {
      return word;
    }
  }

  private ActionBenchmarkExport() {}

  /**
   * Writes an array with an object for every metric of every run config that is valid. Names are
   * the same in every run of a definition; a host stands in them where there are several.
   *
   * @param runs one or more
   * @param tool which metrics
   * @param out where to
   * @return what a reader should know of what is not there, one sentence each
   * @throws ExportException if no metric is left, which the action takes for an error, or if two
   *     would have the same name
   * @throws IOException if it cannot be written
   */
  public static List<String> write(List<RunResult> runs, Tool tool, Appendable out)
      throws ExportException, IOException {
    List<ExportedConfig> configs =
        ExportedConfig.of(runs, "one value for each run config and commit");
    boolean hosts = configs.stream().map(ExportedConfig::host).distinct().count() > 1;
    boolean benchmarks = configs.stream().map(ExportedConfig::benchmark).distinct().count() > 1;
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    Set<String> names = new HashSet<>();
    for (ExportedConfig config : configs) {
      if (!config.ok() || config.remeasured()) {
        continue;
      }
      String where =
          (benchmarks ? config.benchmark() + ": " : "")
              + config.label()
              + (hosts ? " @ " + config.host() : "");
      for (MetricEstimate level : config.levels()) {
        if (level.metric().direction() == tool.direction) {
          String name = name(where + ": " + level.metric().name());
          if (!names.add(name)) {
            throw new ExportException(
                "found two values named '"
                    + name
                    + "'; allowed: one. Give the systems or workloads names that differ in more than"
                    + " the signs | and `.");
          }
          array.add(entry(config, level, name));
        }
      }
    }
    if (array.isEmpty()) {
      throw new ExportException(
          "found no valid run config with a metric for "
              + tool.word()
              + "; allowed: at least one, as the action fails without. See the report of the run"
              + (tool == Tool.BIGGER ? ", or export " + Tool.SMALLER.word() : "")
              + ".");
    }
    out.append(ExportJson.indented(array)).append('\n');
    List<String> notes = new ArrayList<>(ExportedConfig.leftOut(configs));
    notes.addAll(ExportedConfig.remeasured(configs));
    return notes;
  }

  /** The action puts names between back-ticks into a table. */
  private static String name(String text) {
    return DisplayText.oneLine(ExportText.wellFormed(text)).replace('`', '\'').replace('|', '/');
  }

  private static ObjectNode entry(ExportedConfig config, MetricEstimate level, String name) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("name", name);
    entry.put("unit", level.metric().unit().isEmpty() ? "ratio" : level.metric().unit());
    entry.put("value", level.estimate().point());
    range(level.estimate()).ifPresent(range -> entry.put("range", range));
    entry.put(
        "extra",
        ExportText.wellFormed(
            NumberText.count(
                    level.estimate().size().replicates(),
                    level
                        .estimate()
                        .size()
                        .replicate()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' '))
                + "\nhost: "
                + config.host()
                + "\nrun: "
                + config.run().runId()
                + "\nmethod: "
                + level.estimate().method().id()));
    return entry;
  }

  /** In words, as an end may be missing. */
  private static Optional<String> range(Estimate estimate) {
    boolean most = estimate.method() == Method.ERROR_RATE_AT_MOST;
    return estimate
        .interval()
        .map(
            i ->
                most || Double.isInfinite(i.low())
                    ? "at most " + number(i.high())
                    : Double.isInfinite(i.high())
                        ? "at least " + number(i.low())
                        : number(i.low()) + " to " + number(i.high()));
  }

  private static String number(double value) {
    return NumberText.significant(value, DIGITS);
  }
}
