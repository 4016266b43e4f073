package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ErrorCounts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Makes rows of the records of one file, in their order. */
final class RowMaker {

  private static final double NANOS = 1e9;

  /** An instant as we write it: what is between its digits. */
  private static final String SIGNS = "0000-00-00T00:00:00.000Z";

  private static final int OUR_INSTANT = SIGNS.length();

  /** hum-helix's numbers, and the names that our metrics of the same meaning have. */
  private static final Map<String, String> TIMES = times();

  private final Path file;
  private final RowOptions options;
  private final List<RunConfigEnd> ends = new ArrayList<>();
  private final Map<String, JsonNode> texts = new HashMap<>();
  private final Map<String, StoredWorkload> workloads = new HashMap<>();

  /** Run configs whose clips were given out. */
  private final Set<String> sampled = new HashSet<>();

  /** Run configs that are systems of a baseline, as first records tell. */
  private final Set<String> remeasured = new HashSet<>();

  private RunFacts run;

  RowMaker(Path file, RowOptions options) {
    this.file = file;
    this.options = options;
    run = RunFacts.unknown(file);
  }

  private static Map<String, String> times() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("load_time", "load_s");
    names.put("inference_time", "inference_s");
    names.put("transcription_time", "transcription_s");
    names.put("total_transcription_time", "total_transcription_s");
    names.put("audio_duration", "audio_s");
    names.put("rtf", "rtf");
    names.put("total_time", "");
    return names;
  }

  /** What is known of the run so far. */
  RunFacts run() {
    return run;
  }

  /** How run configs ended. */
  List<RunConfigEnd> ends() {
    return ends;
  }

  /** Takes what the record says of its run; false for one that says nothing new. */
  boolean begin(StoredRecord record) {
    if (record.kind() == RecordKind.RUN_CONFIG) {
      ends.add(
          new RunConfigEnd(
              run,
              record.runConfigId().orElse(""),
              record.text("run_config").orElse(""),
              record.text("status").orElse(""),
              record.text("error_unit").orElse(""),
              record.tree().has(RunRecords.REMEASURED)
                  || remeasured.contains(record.runConfigId().orElse(""))));
    }
    if (record.kind() != RecordKind.RUN && record.kind() != RecordKind.RUN_RESUMED) {
      return false;
    }
    ObjectNode tree = record.tree();
    JsonNode definition = tree.path("definition");
    Map<String, String> host = new LinkedHashMap<>();
    tree.path("provenance")
        .path("host")
        .properties()
        .forEach(fact -> host.put(fact.getKey(), fact.getValue().asText()));
    run =
        new RunFacts(
            file,
            record.runId().orElse(""),
            // A run that goes on began when it began.
            goesOn(record) ? run.startedAt() : instant(tree.path("started_at").asText()),
            host.getOrDefault("name", ""),
            definition.path("name").asText(),
            scenario(definition.path("scenario")),
            record.text("harness_version").orElse(""),
            host);
    workloads.putAll(StoredWorkload.in(tree));
    tree.path(RunRecords.REMEASURED)
        .path("systems")
        .forEach(system -> remeasured.add(system.path("id").asText()));
    return true;
  }

  private boolean goesOn(StoredRecord record) {
    return !run.runId().isEmpty() && record.runId().filter(run.runId()::equals).isPresent();
  }

  private static String scenario(JsonNode scenario) {
    return scenario.isObject() ? scenario.path("name").asText() : scenario.asText("single-stream");
  }

  /**
   * Makes the row of a trial.
   *
   * @param fresh whether it is given out, and so may be the one of its run config that has clips
   */
  TrialRow row(StoredRecord record, boolean fresh) throws StoreException {
    ObjectNode tree = record.tree();
    Optional<TrialValues> values = record.values();
    Map<String, Double> means = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>(record.metrics());
    boolean theirs = metrics.isEmpty();
    if (values.isPresent()) {
      TIMES.forEach(
          (name, ours) -> {
            double value = tree.path(name).doubleValue();
            means.put(name, value);
            if (theirs && !ours.isEmpty()) {
              metrics.put(ours, value);
            }
          });
    }
    metrics.keySet().removeIf(name -> !options.wants(name));
    return new TrialRow(
        run,
        values.isPresent() ? flat(record, values.get()) : described(record),
        record.id(),
        record.isVerified(),
        record.kind(),
        record.fork().orElse(0),
        record.trial().orElse(0),
        record.text("status").orElse(""),
        values.isPresent(),
        instant(tree.path("started_at").asText()),
        metrics,
        means,
        options.wantsAllClips() ? record.text("transcription") : Optional.empty(),
        options.wantsAllClips()
            ? clips(record)
            : fresh && values.isPresent() ? sample(record) : List.of());
  }

  private List<ClipRow> sample(StoredRecord record) {
    if (options.clips() == RowOptions.Clips.NONE
        || !sampled.add(record.runConfigId().orElse(record.id()))) {
      return List.of();
    }
    try {
      return clips(record);
    } catch (StoreException e) {
      return List.of(); // They lie in a file beside it that is gone; all else of the row is there.
    }
  }

  private RunConfigFacts flat(StoredRecord record, TrialValues values) {
    RunConfigFacts facts = described(record);
    WorkloadFacts workload = facts.workload();
    boolean theirs = !record.tree().has("record");
    return new RunConfigFacts(
        facts.id(),
        facts.label().isEmpty() ? values.model() + " / " + values.audioFile() : facts.label(),
        facts.system(),
        facts.backend(),
        values.model(),
        values.computeType(),
        values.device(),
        facts.options(),
        new WorkloadFacts(
            workload.name(),
            values.audioFile(),
            workload.audioSha256(),
            values.vadFilter(),
            values.wordTimestamps(),
            workload.speakers(),
            workload.errorUnit()),
        // Our records have a 1 there where nobody says.
        theirs ? OptionalLong.of(values.beamSize()) : facts.beamSize(),
        facts.effective(),
        facts.normalizer(),
        facts.remeasured());
  }

  private RunConfigFacts described(StoredRecord record) {
    // A record of hum-helix that lacks a number still tells of what it was.
    JsonNode sut = record.tree().has("record") ? record.tree().path("sut") : record.tree();
    JsonNode workload = record.tree().has("record") ? record.tree().path("workload") : sut;
    String name = workload.path("name").asText();
    StoredWorkload stored = workloads.getOrDefault(name, StoredWorkload.unknown(name));
    Optional<EffectiveSut> effective = effective(record);
    Options options = options(sut);
    Optional<Object> beams =
        effective
            .flatMap(e -> e.options().get("beam_size"))
            .or(() -> options.get("beam_size"))
            .or(
                () ->
                    Optional.of(sut.path("beam_size"))
                        .filter(JsonNode::isInt)
                        .map(JsonNode::longValue));
    return new RunConfigFacts(
        record.runConfigId().orElse(""),
        record.text("run_config").orElse(""),
        sut.path("name").asText(),
        sut.path("backend").asText(),
        sut.path("model").asText(),
        sut.path("compute_type").asText(),
        sut.path("device").asText(),
        options,
        new WorkloadFacts(
            name,
            workload.path("audio_file").asText(stored.audioFile()),
            stored.audioSha256(),
            workload.path("vad_filter").asBoolean(),
            workload.path("word_timestamps").asBoolean(),
            stored.speakers(),
            stored.errorUnit()),
        beams
            .filter(Long.class::isInstance)
            .map(n -> OptionalLong.of(Math.max(1L, (Long) n)))
            .orElse(OptionalLong.empty()),
        effective,
        record.text("normalizer").orElse(""),
        remeasured.contains(record.runConfigId().orElse("")));
  }

  private static Options options(JsonNode sut) {
    return sut.path("options") instanceof ObjectNode options
        ? Options.of(Json.map(options))
        : Options.of(Map.of());
  }

  private static Optional<EffectiveSut> effective(StoredRecord record) {
    try {
      return RecordDecoder.effective(record);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private List<ClipRow> clips(StoredRecord record) throws StoreException {
    List<ClipRow> rows = new ArrayList<>();
    Optional<String> source = record.text(SharedTexts.KEY);
    JsonNode own = ArtifactReader.list(record, "clips");
    if (source.isEmpty()) {
      texts.put(record.runConfigId().orElse(""), own);
      texts.put("of " + record.runConfigId().orElse(""), record.tree().path("record_id"));
    }
    String config = record.runConfigId().orElse("");
    boolean found =
        source.isEmpty() || source.get().equals(texts.getOrDefault("of " + config, own).asText(""));
    for (int i = 0; i < own.size(); i++) {
      JsonNode text = source.isEmpty() ? own.get(i) : texts.getOrDefault(config, own).path(i);
      rows.add(clip(own.get(i), found ? text : Json.object(), record));
    }
    return rows;
  }

  private static ClipRow clip(JsonNode call, JsonNode text, StoredRecord record) {
    JsonNode score = text.path("score");
    Optional<String> normalizer = text(score, "normalizer").or(() -> record.text("normalizer"));
    return new ClipRow(
        call.path("clip").asText(),
        call.path("position").asInt(),
        number(call, "audio_s", 1),
        call.path("inference_ns").doubleValue() / NANOS,
        call.path("transcription_ns").doubleValue() / NANOS,
        number(call, "first_segment_ns", NANOS),
        text(text, "text"),
        text(text, "language"),
        text(score, "reference"),
        text(score, "hypothesis"),
        counts(score, "words"),
        counts(score, "characters"),
        score.isObject() ? normalizer.orElse("") : "");
  }

  private static OptionalDouble number(JsonNode node, String key, double unit) {
    JsonNode value = node.path(key);
    return value.isNumber()
        ? OptionalDouble.of(value.doubleValue() / unit)
        : OptionalDouble.empty();
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static Optional<ErrorCounts> counts(JsonNode score, String key) {
    JsonNode counts = score.path(key);
    try {
      return counts.isObject()
          ? Optional.of(
              new ErrorCounts(
                  counts.path("substitutions").asLong(),
                  counts.path("deletions").asLong(),
                  counts.path("insertions").asLong(),
                  counts.path("reference_length").asLong()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // No version of this tool wrote such counts.
    }
  }

  static Optional<Instant> instant(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.length() == OUR_INSTANT ? ours(text) : Instant.parse(text));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** {@code 2026-03-01T23:59:58.250Z}, since the JDK takes as long for it as all else of a row. */
  private static Instant ours(String text) {
    for (int i = 0; i < OUR_INSTANT; i++) {
      if (SIGNS.charAt(i) != '0' && SIGNS.charAt(i) != text.charAt(i)) {
        return Instant.parse(text);
      }
    }
    long day = LocalDate.of(part(text, 0, 4), part(text, 5, 7), part(text, 8, 10)).toEpochDay();
    int hour = ChronoField.HOUR_OF_DAY.checkValidIntValue(part(text, 11, 13));
    int minute = ChronoField.MINUTE_OF_HOUR.checkValidIntValue(part(text, 14, 16));
    int second = ChronoField.SECOND_OF_MINUTE.checkValidIntValue(part(text, 17, 19));
    return Instant.ofEpochSecond(
        ((day * 24 + hour) * 60 + minute) * 60 + second, part(text, 20, 23) * 1_000_000L);
  }

  private static int part(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new NumberFormatException(text);
      }
      value = 10 * value + c - '0';
    }
    return value;
  }
}
