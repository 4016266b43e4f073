package io.humhelix.bench.export;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.store.TrialRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The columns of trials: what they are of, then what was measured. */
final class TrialColumns {

  /** What stands among the metrics of a trial, and is no metric of its own. */
  private static final List<String> SUMS =
      List.of("inference_s", "transcription_s", "total_transcription_s", "audio_s", "wall_s");

  /** What a trial is of, and how it ended. */
  static final List<Column<TrialRow>> FACTS =
      List.of(
          Column.text("record_id", TrialRow::recordId),
          Column.fact("run_id", row -> row.run().runId()),
          Column.fact("benchmark", row -> row.run().benchmark()),
          Column.fact("host", row -> row.run().host()),
          Column.fact("scenario", row -> row.run().scenario()),
          Column.fact("harness_version", row -> row.run().harnessVersion()),
          Column.optional("run_started_at", row -> row.run().startedAt().map(Instant::toString)),
          Column.fact("run_config_id", row -> row.config().id()),
          Column.fact("run_config", row -> row.config().label()),
          Column.fact("system", row -> row.config().system()),
          Column.fact("backend", row -> row.config().backend()),
          Column.fact("model", row -> row.config().model()),
          Column.fact("compute_type", row -> row.config().computeType()),
          Column.fact("device", row -> row.config().device()),
          Column.integer("beam_size", row -> row.config().beamSize().orElse(1)),
          Column.truth("vad_filter", row -> row.config().workload().vadFilter()),
          Column.truth("word_timestamps", row -> row.config().workload().wordTimestamps()),
          Column.json("options", row -> row.config().options().asMap()),
          Column.fact("workload", row -> row.config().workload().name()),
          Column.fact("audio_file", row -> row.config().workload().audioFile()),
          effective("engine", EffectiveSut::engine),
          effective("engine_version", EffectiveSut::engineVersion),
          effective("execution_provider", EffectiveSut::executionProvider),
          Column.fact("normalizer", row -> row.config().normalizer()),
          Column.fact("record", row -> row.kind().word()),
          Column.integer("fork", row -> row.fork() == 0 ? null : (long) row.fork()),
          Column.integer("trial", row -> row.trial() == 0 ? null : (long) row.trial()),
          Column.fact("status", TrialRow::status),
          Column.truth("valid", TrialRow::valid),
          Column.truth("verified", TrialRow::verified),
          Column.optional("started_at", row -> row.startedAt().map(Instant::toString)));

  private TrialColumns() {}

  private static Column<TrialRow> effective(String name, Function<EffectiveSut, String> fact) {
    return Column.optional(name, row -> row.config().effective().map(fact));
  }

  /** Returns the names of the metrics that the harness itself measures. */
  static Set<String> harnessMetrics() {
    Set<String> names = new LinkedHashSet<>(SUMS);
    Metrics.all().stream().map(Metric::name).forEach(names::add);
    return names;
  }

  /** Returns names in the order of columns: those of the harness first, then by the alphabet. */
  static List<String> ordered(Collection<String> names) {
    Set<String> ordered = harnessMetrics();
    ordered.retainAll(names);
    Set<String> others = new TreeSet<>(names);
    others.removeAll(ordered);
    ordered.addAll(others);
    return new ArrayList<>(ordered);
  }

  /** Returns the numbers of a trial that go into an export. */
  static OptionalDouble number(TrialRow row, String metric, ExportOptions options) {
    Double value = counts(row, options) ? row.metrics().get(metric) : null;
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  static boolean counts(TrialRow row, ExportOptions options) {
    return row.valid() || options.invalidNumbers();
  }

  static List<Column<TrialRow>> metrics(Collection<String> names, ExportOptions options) {
    List<Column<TrialRow>> columns = new ArrayList<>();
    for (String name : ordered(names)) {
      columns.add(Column.real(name, row -> number(row, name, options)));
    }
    return columns;
  }
}
