package io.humhelix.bench.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The run config of a record, made of what the record itself tells: enough to write it again. Clips
 * are made up, of which a record of a trial has the number alone.
 */
final class GoldenContext {

  private static final TypeReference<Map<String, Object>> OPTIONS = new TypeReference<>() {};

  private GoldenContext() {}

  /** The context of a record that has {@code sut} and {@code workload}. */
  static TrialContext of(StoredRecord record) {
    JsonNode json = record.tree();
    JsonNode sut = json.get("sut");
    SutSpec spec =
        new SutSpec(
            sut.get("name").textValue(),
            sut.get("backend").textValue(),
            sut.get("model").textValue(),
            new ComputeType(sut.get("compute_type").textValue()),
            Device.parse(sut.get("device").textValue()),
            Options.of(Json.MAPPER.convertValue(sut.get("options"), OPTIONS)),
            List.of());
    RunConfig config =
        new RunConfig(
            json.get("run_config_id").textValue(), spec, workload(json.get("workload"), json));
    return new TrialContext(
        config, StoredResults.effective(record), json.get("normalizer").textValue());
  }

  private static Workload workload(JsonNode node, JsonNode record) {
    String file = record.path("audio_file").asText("one.wav");
    List<AudioClip> clips =
        IntStream.range(0, node.get("clips").intValue())
            .mapToObj(
                i ->
                    new AudioClip(
                        "clip " + i,
                        Path.of(file),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty()))
            .toList();
    TranscriptionTask task =
        new TranscriptionTask(
            Optional.ofNullable(node.get("language")).map(JsonNode::textValue),
            node.get("task").textValue().equals("translate")
                ? TranscriptionTask.Kind.TRANSLATE
                : TranscriptionTask.Kind.TRANSCRIBE,
            node.get("word_timestamps").booleanValue(),
            node.get("vad_filter").booleanValue());
    return new Workload(node.get("name").textValue(), clips, task);
  }
}
