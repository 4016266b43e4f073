package io.humhelix.bench.export;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs as OpenMetrics text 1.0, which Prometheus scrapes and its node exporter and push gateway
 * take as well: everything is a gauge without a time stamp. Names have base units, {@code
 * humhelix_bench_latency_p50_seconds}; rates are ratios, not percentages. An interval of 95 % is
 * beside its level, {@code humhelix_bench_latency_p50_low_seconds} and {@code …_high_seconds};
 * where an end is open, it is left out.
 */
public final class OpenMetricsExport {

  private static final String PREFIX = "humhelix_bench_";
  private static final double PERCENT = 100;
  private static final double MILLIS = 1000;

  /** A metric family: what is said of it once, and its samples. */
  private record Family(String unit, String help, List<String> samples) {}

  private final Map<String, Family> families = new LinkedHashMap<>();

  private OpenMetricsExport() {}

  /**
   * Writes the levels of every run config.
   *
   * @param runs one or more
   * @param out where to
   * @return what a reader should know of what is not there, one sentence each
   * @throws ExportException if two run configs have the same name on one host
   * @throws IOException if it cannot be written
   */
  public static List<String> write(List<RunResult> runs, Appendable out)
      throws ExportException, IOException {
    List<ExportedConfig> all =
        ExportedConfig.of(runs, "one value for each run config of a definition and host");
    List<ExportedConfig> configs = all.stream().filter(one -> !one.remeasured()).toList();
    OpenMetricsExport export = new OpenMetricsExport();
    configs.forEach(export::addState);
    configs.stream().filter(ExportedConfig::ok).forEach(export::addLevels);
    export.appendTo(out);
    List<String> notes = new ArrayList<>(ExportedConfig.leftOut(configs));
    notes.addAll(ExportedConfig.remeasured(all));
    return notes;
  }

  private void addState(ExportedConfig config) {
    Map<String, String> labels = labels(config);
    add("run_config_ok", "", "1 if every measured trial is valid, else 0.", labels)
        .add(config.ok() ? 1 : 0);
    for (TrialStatus status : TrialStatus.values()) {
      Map<String, String> withStatus = new LinkedHashMap<>(labels);
      withStatus.put("status", status.name().toLowerCase(Locale.ROOT));
      add("trials", "", "Measured trials by status.", withStatus)
          .add(
              config.result().trials().stream()
                  .filter(t -> t.kind() == TrialKind.MEASURED && t.status() == status)
                  .count());
    }
    add("run_start_timestamp_seconds", "seconds", "When the run began, since the epoch.", labels)
        .add(config.run().startedAt().toEpochMilli() / MILLIS);
    Map<String, String> facts = new LinkedHashMap<>(labels);
    facts.put("run_id", config.run().runId());
    facts.put("harness_version", config.run().provenance().harnessVersion());
    facts.put("backend", config.result().runConfig().sut().backend());
    facts.put("model", config.result().runConfig().sut().model());
    facts.put("compute_type", config.result().runConfig().sut().computeType().word());
    facts.put("device", config.result().runConfig().sut().device().toString());
    facts.put("engine", effective(config, EffectiveSut::engine));
    facts.put("engine_version", effective(config, EffectiveSut::engineVersion));
    facts.put("normalizer", config.result().normalizer());
    facts.replaceAll((name, value) -> StoredForm.withoutSecrets(value));
    add("run_config_info", "", "Always 1; its labels are facts.", facts).add(1);
  }

  private static String effective(ExportedConfig config, Function<EffectiveSut, String> fact) {
    return config.result().effective().map(fact).orElse("");
  }

  private void addLevels(ExportedConfig config) {
    for (MetricEstimate level : config.levels()) {
      Metric metric = level.metric();
      String help = metric.definition();
      add(level, "", help, config, any -> level.estimate().point());
      String interval = " of the 95 % interval: " + help;
      // An error rate of which only the upper end is known has no lower one.
      if (level.estimate().method() != Method.ERROR_RATE_AT_MOST) {
        add(level, "_low", "lower end" + interval, config, Interval::low);
      }
      add(level, "_high", "upper end" + interval, config, Interval::high);
    }
  }

  private void add(
      MetricEstimate level,
      String end,
      String help,
      ExportedConfig config,
      ToDoubleFunction<Interval> value) {
    Optional<Interval> interval = level.estimate().interval();
    if (!end.isEmpty() && interval.isEmpty()) {
      return;
    }
    double number = value.applyAsDouble(interval.orElse(null));
    if (Double.isFinite(number)) {
      Metric metric = level.metric();
      String unit = unit(metric);
      String name = base(metric) + end + (unit.isEmpty() ? "" : "_" + unit);
      add(name, unit, help, labels(config))
          .add(metric.unit().equals("%") ? number / PERCENT : number);
    }
  }

  /** The unit that the name ends with; empty for numbers and for what is counted by time. */
  private static String unit(Metric metric) {
    return switch (metric.unit()) {
      case "s" -> "seconds";
      case "%" -> "ratio";
      default -> "";
    };
  }

  private static String base(Metric metric) {
    return metric.name().replaceFirst("_per_s$", "_per_second").replaceFirst("_(s|percent)$", "");
  }

  private static Map<String, String> labels(ExportedConfig config) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("benchmark", config.benchmark());
    labels.put("host", config.host());
    labels.put("system", config.system());
    labels.put("workload", config.workload());
    return labels;
  }

  /** Takes the value of a sample whose name and labels are known. */
  @FunctionalInterface
  private interface Slot {
    void add(double value);
  }

  private Slot add(String name, String unit, String help, Map<String, String> labels) {
    Family family =
        families.computeIfAbsent(PREFIX + name, any -> new Family(unit, help, new ArrayList<>()));
    String sample =
        PREFIX
            + name
            + labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(",", "{", "} "));
    return value -> family.samples().add(sample + number(value));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String escaped(String text) {
    return ExportText.wellFormed(text)
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\"", "\\\"");
  }

  private void appendTo(Appendable out) throws IOException {
    for (Map.Entry<String, Family> family : families.entrySet()) {
      String name = family.getKey();
      out.append("# TYPE ").append(name).append(" gauge\n");
      if (!family.getValue().unit().isEmpty()) {
        out.append("# UNIT ").append(name).append(' ').append(family.getValue().unit());
        out.append('\n');
      }
      out.append("# HELP ").append(name).append(' ').append(escaped(family.getValue().help()));
      out.append('\n');
      for (String sample : family.getValue().samples()) {
        out.append(sample).append('\n');
      }
    }
    out.append("# EOF\n");
  }
}
