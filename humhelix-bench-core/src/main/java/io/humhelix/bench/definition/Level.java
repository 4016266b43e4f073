package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The maps of a definition file: which keys each has, and which it will have. */
enum Level {
  /** Our own form. */
  TOP(
      "the top level",
      List.of(
          "name",
          "models",
          "workloads",
          "suts",
          "matrix",
          "scenario",
          "trials",
          "accuracy",
          "baseline",
          "tolerances",
          "limits",
          "output",
          "isolation",
          "worker_jvm_args",
          "worker_env"),
      Set.of("telemetry", "price", "report")),

  /** An element of {@code workloads}. */
  WORKLOAD(
      "workloads[]",
      List.of(
          "name",
          "files",
          "manifest",
          "references",
          "text",
          "language",
          "task",
          "word_timestamps",
          "vad_filter"),
      Set.of()),

  /** An element of {@code suts}. */
  SUT(
      "suts[]",
      List.of("name", "backend", "model", "compute_type", "device", "options", "workloads"),
      Set.of()),

  /** {@code matrix}; also {@code options.NAME}. */
  MATRIX(
      "matrix",
      List.of("backend", "model", "compute_type", "device", "include", "exclude"),
      Set.of()),

  /** {@code scenario}. */
  SCENARIO(
      "scenario",
      List.of(
          "name",
          "samples_per_query",
          "batch",
          "rate",
          "streams",
          "chunk_s",
          "percentile",
          "limit_s",
          "find_peak",
          "max_outstanding",
          "spin_us",
          "min_duration_s",
          "min_queries",
          "max_duration_s"),
      Set.of()),

  /** {@code scenario.find_peak}. */
  FIND_PEAK("scenario.find_peak", List.of("precision", "max_steps"), Set.of()),

  /** {@code trials}. */
  TRIALS(
      "trials",
      List.of(
          "profile",
          "forks",
          "warmup",
          "count",
          "seed",
          "load_timeout_s",
          "call_timeout_s",
          "max_duration_s",
          "max_run_duration_s",
          "cooldown_s",
          "precision"),
      Set.of()),

  /** {@code trials.precision}. */
  PRECISION("trials.precision", List.of("half_width_percent", "max_forks"), Set.of()),

  /** {@code accuracy}. */
  ACCURACY(
      "accuracy",
      List.of("normalizer", "max_wer_percent", "max_cer_percent", "max_error_percent"),
      Set.of()),

  /** hum-helix's form. */
  HUM_HELIX("the top level of hum-helix's form", List.of("download_root", "benchmarks"), Set.of()),

  /** An element of {@code benchmarks}. */
  HUM_HELIX_ENTRY(
      "benchmarks[]",
      List.of(
          "model",
          "compute_type",
          "device",
          "beam_size",
          "vad_filter",
          "word_timestamps",
          "audio_file",
          "backend"),
      Set.of());

  private final String title;
  private final List<String> keys;
  private final Set<String> later;

  Level(String title, List<String> keys, Set<String> later) {
    this.title = title;
    this.keys = keys;
    this.later = later;
  }

  List<String> keys() {
    return keys;
  }

  Set<String> later() {
    return later;
  }

  boolean isLater(String key) {
    return later.contains(key);
  }

  /** Says what to do about an unknown key. */
  String instead(String key) {
    var near = Suggestion.nearest(key, keys);
    if (near.isPresent()) {
      return "did you mean " + near.get() + "?";
    }
    for (Level other : related()) {
      if (other.keys.contains(key) || other.later.contains(key)) {
        return "it belongs to " + other.title;
      }
    }
    return switch (this) {
      case SUT -> "write options of the backend under options:";
      case HUM_HELIX_ENTRY -> "remove it, or use the usual form of a definition";
      default -> "remove it";
    };
  }

  private List<Level> related() {
    List<Level> related = new ArrayList<>();
    if (this == HUM_HELIX) {
      related.add(HUM_HELIX_ENTRY);
    } else if (this != HUM_HELIX_ENTRY) {
      related.addAll(List.of(TOP, WORKLOAD, SUT, SCENARIO, TRIALS, ACCURACY));
      related.remove(this);
    }
    return related;
  }
}
