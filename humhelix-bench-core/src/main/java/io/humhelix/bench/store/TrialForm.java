package io.humhelix.bench.store;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Parts;
import io.humhelix.bench.internal.codec.Seconds;
import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A trial: its times and sums stand among its metrics, which are numbers by name, and its kind is
 * that of the record.
 */
final class TrialForm {

  static final String LOAD = Metrics.LOAD_S.name();
  static final String WALL = "wall_s";

  /** What stands among the metrics and follows from the calls. */
  static final Set<String> SUMS =
      Set.of("inference_s", "transcription_s", "total_transcription_s", "audio_s", WALL);

  private static final Map<String, Metric> OURS =
      Metrics.all().stream().collect(Collectors.toMap(Metric::name, Function.identity()));

  static final Parts<TrialResult> PARTS =
      Parts.of(TrialResult.class)
          .form("wallNanos", WALL, Seconds.FORM)
          .form("loadNanos", LOAD, Seconds.FORM)
          .form("failedCalls", FailedCallsForm.KEY, FailedCallsForm.FORM)
          .form("metrics", TreeForm.of(TrialForm::values, TrialForm::measurements))
          .rearranged(TrialForm::write, TrialForm::read)
          .first(
              "metrics",
              "issues",
              "failure",
              "clips",
              "scenario",
              FailedCallsForm.KEY,
              CallsForm.ROWS);

  private TrialForm() {}

  private static void write(TrialResult trial, Map<String, Object> tree) {
    tree.remove("kind");
    tree.remove(CallsForm.ROWS);
    if (trial.scenario().isPresent()) {
      CallsForm.write(trial.calls(), map(tree.get("scenario")), tree);
    }
    // A block is one fork of every run config, so the fork's number is the block's.
    tree.put("block", tree.get("fork"));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put(LOAD, tree.remove(LOAD));
    metrics.put("inference_s", trial.inferenceSeconds());
    metrics.put("transcription_s", trial.transcriptionSeconds());
    metrics.put("total_transcription_s", trial.totalTranscriptionSeconds());
    if (Double.isFinite(trial.audioSeconds())) {
      metrics.put("audio_s", trial.audioSeconds());
    }
    metrics.put(WALL, tree.remove(WALL));
    ((Map<?, ?>) tree.get("metrics")).forEach((name, value) -> metrics.put((String) name, value));
    tree.put("metrics", metrics);
  }

  private static void read(Map<String, Object> tree) throws CodecException {
    if (!(tree.get("metrics") instanceof Map<?, ?> metrics)) {
      throw new CodecException("has no metrics");
    }
    tree.put(LOAD, metrics.get(LOAD));
    tree.put(WALL, metrics.get(WALL));
    ClipResultForm.readCalls(tree);
  }

  @SuppressWarnings("unchecked") // The keys of a tree are texts.
  private static Map<String, Object> map(Object tree) {
    return (Map<String, Object>) tree;
  }

  private static Map<String, Object> values(List<Measurement> measurements) {
    Map<String, Object> values = new LinkedHashMap<>();
    measurements.forEach(one -> values.put(one.metric().name(), one.value()));
    return values;
  }

  private static List<Measurement> measurements(Object tree) {
    List<Measurement> measurements = new ArrayList<>();
    ((Map<?, ?>) tree)
        .forEach(
            (name, value) -> {
              if (value instanceof Number number && !SUMS.contains(name)) {
                measurements.add(new Measurement(metric((String) name), number.doubleValue()));
              }
            });
    return measurements;
  }

  /** A metric of the harness, or one that was sampled, of which the file keeps the name alone. */
  private static Metric metric(String name) {
    Metric ours = OURS.get(name);
    return ours == null ? new Metric(name, "", Direction.INFORMATION, "") : ours;
  }
}
