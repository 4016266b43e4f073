package io.humhelix.bench.internal.form;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Parts;
import io.humhelix.bench.internal.codec.RecordCodec;
import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.model.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A definition as a tree, with the keys of definition files where those have the thing. Results
 * files have more: the clips one by one.
 */
public final class DefinitionForms {

  private static final int NANOS_PER_MICRO = 1000;
  private static final int PERCENT_DIGITS = 2;
  private static final String MOST_ERRORS = "max_error_percent";

  private static final Map<Class<?>, String> SCENARIOS =
      Map.of(
          Scenario.SingleStream.class, "single-stream",
          Scenario.MultiStream.class, "multi-stream",
          Scenario.Offline.class, "offline",
          Scenario.Server.class, "server",
          Scenario.Streams.class, "streams");

  private final Secrets secrets;

  private DefinitionForms(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Adds the forms to a lenient codec. */
  public static RecordCodec.Builder addTo(RecordCodec.Builder codec, Secrets secrets) {
    return new DefinitionForms(secrets).addTo(codec);
  }

  private RecordCodec.Builder addTo(RecordCodec.Builder codec) {
    return codec
        .form(ComputeType.class, TreeForm.text(ComputeType::word, ComputeType::new))
        .form(Device.class, TreeForm.text(Device::toString, Device::parse))
        .form(Limit.class, TreeForm.text(Limit::toString, Limit::parse))
        .parts(
            Parts.of(Expectations.class)
                .rearranged(
                    (expectations, tree) -> tree.values().removeIf(Map.of()::equals), tree -> {}))
        .form(Isolation.class, Words.of(Isolation.values(), Isolation::word))
        .form(Options.class, TreeForm.of(o -> secrets.values(o.asMap()), DefinitionForms::options))
        .form(Matrix.class, TreeForm.of(this::tree, DefinitionForms::matrix))
        .parts(
            Parts.of(BenchmarkDefinition.class)
                .inline("worker")
                .inline("expectations")
                .rearranged(DefinitionForms::usual, DefinitionForms::unusual))
        .parts(
            Parts.of(Workload.class)
                .inline("task")
                .first("name", "language", "task", "word_timestamps", "vad_filter"))
        .parts(
            Parts.of(TranscriptionTask.class)
                .form(
                    "kind",
                    "task",
                    Words.of(
                        TranscriptionTask.Kind.values(), k -> k.name().toLowerCase(Locale.ROOT))))
        .parts(
            Parts.of(AccuracyPolicy.class)
                .rearranged(
                    (policy, tree) ->
                        tree.remove(MOST_ERRORS, AccuracyPolicy.DEFAULT.maxErrorPercent()),
                    tree ->
                        tree.putIfAbsent(MOST_ERRORS, AccuracyPolicy.DEFAULT.maxErrorPercent())))
        .parts(Parts.of(AudioClip.class).named("declaredSeconds", "duration"))
        .parts(
            Parts.of(SutSpec.class)
                .form("name", secrets.texts())
                .form("model", secrets.texts())
                .ifNotEmpty("workloads"))
        .tag(Scenario.class, "name", SCENARIOS)
        .parts(Parts.of(Scenario.SingleStream.class).inline("extent"))
        .parts(Parts.of(Scenario.MultiStream.class).inline("extent"))
        .parts(Parts.of(Scenario.Offline.class).inline("extent"))
        .parts(
            Parts.of(Scenario.Server.class)
                .inline("limit")
                .named("search", "find_peak")
                .inline("openLoop")
                .inline("extent")
                .first("rate", "max_outstanding", "spin_us"))
        .parts(
            Parts.of(Scenario.Streams.class)
                .inline("held")
                .named("search", "find_peak")
                .inline("openLoop")
                .inline("extent")
                .first("streams", "chunk_s", "max_outstanding", "spin_us"))
        .parts(
            Parts.of(OpenLoop.class)
                .form(
                    "spin",
                    "spin_us",
                    TreeForm.<Duration>of(
                        spin -> spin.toNanos() / NANOS_PER_MICRO,
                        tree -> Duration.ofNanos(NANOS_PER_MICRO * whole(tree)))))
        .parts(
            Parts.of(TrialPolicy.class)
                .named("warmUpTrials", "warmup")
                .named("measuredTrials", "count")
                .form("coolDown", "cooldown_s", SECONDS.unless(Duration.ZERO))
                .first(
                    "forks",
                    "precision",
                    "warmup",
                    "count",
                    "seed",
                    "load_timeout_s",
                    "call_timeout_s",
                    "max_duration_s",
                    "cooldown_s"))
        .parts(
            Parts.of(PrecisionTarget.class)
                .form(
                    "halfWidth",
                    "half_width_percent",
                    TreeForm.<Double>of(
                        fraction -> shifted(fraction, PERCENT_DIGITS),
                        tree -> shifted(tree, -PERCENT_DIGITS))))
        .parts(
            Parts.of(WorkerSettings.class)
                .form(
                    "jvmArguments",
                    "worker_jvm_args",
                    TreeForm.of(secrets::arguments, DefinitionForms::texts))
                .ifNotEmpty("jvmArguments")
                .named("environment", "worker_env")
                .ifNotEmpty("environment"));
  }

  private static final TreeForm<Duration> SECONDS =
      RecordCodec.lenient().build().form(Duration.class);

  private static final RecordCodec SCENARIO_FORMS =
      addTo(RecordCodec.lenient(), Secrets.KEPT).build();

  private static long whole(Object tree) throws CodecException {
    if (tree instanceof Number number) {
      return number.longValue();
    }
    throw new CodecException("is " + tree + ", not a number");
  }

  /** A number with its point elsewhere, digit by digit: 100 * 0.07 is not 7. */
  private static Double shifted(Object number, int places) {
    return new BigDecimal(number.toString()).movePointRight(places).doubleValue();
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  private static Map<String, Object> map(Object tree) throws CodecException {
    if (tree instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new CodecException("is " + tree + ", not an object");
  }

  private static List<String> texts(Object tree) throws CodecException {
    if (tree instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new CodecException("is " + tree + ", not a list");
  }

  private static Options options(Object tree) throws CodecException {
    return Options.of(map(tree));
  }

  /** The plain scenario is its name, and no matrix is no key. */
  private static void usual(BenchmarkDefinition definition, Map<String, Object> tree) {
    if (definition.scenario().equals(Scenario.SINGLE_STREAM)) {
      tree.put("scenario", definition.scenario().name());
    }
    if (definition.matrix().equals(Matrix.NONE)) {
      tree.remove("matrix");
    }
  }

  private static void unusual(Map<String, Object> tree) {
    if (tree.get("scenario") instanceof String) {
      tree.put("scenario", SCENARIO_FORMS.form(Scenario.class).encode(Scenario.SINGLE_STREAM));
    }
    tree.putIfAbsent("matrix", Map.of());
  }

  /** The axes stand beside {@code include} and {@code exclude}, as in a definition file. */
  private Object tree(Matrix matrix) {
    Map<String, Object> tree = new LinkedHashMap<>(matrix.axes());
    if (!matrix.include().isEmpty()) {
      tree.put("include", matrix.include());
    }
    if (!matrix.exclude().isEmpty()) {
      tree.put("exclude", matrix.exclude());
    }
    return secrets.values(tree);
  }

  @SuppressWarnings("unchecked") // Anything else was written by nobody, and is said by its user.
  private static Matrix matrix(Object tree) throws CodecException {
    Map<String, Object> axes = new LinkedHashMap<>(map(tree));
    Object include = axes.remove("include");
    Object exclude = axes.remove("exclude");
    try {
      return new Matrix(
          (Map<String, List<Object>>) (Map<String, ?>) axes,
          include == null ? List.of() : (List<Map<String, Object>>) include,
          exclude == null ? List.of() : (List<Map<String, Object>>) exclude);
    } catch (ClassCastException e) {
      throw new CodecException("is no matrix: " + tree, e);
    }
  }
}
