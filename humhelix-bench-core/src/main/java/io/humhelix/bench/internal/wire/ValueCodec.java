package io.humhelix.bench.internal.wire;

import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.OpenRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Values of the domain as JSON objects. */
final class ValueCodec {

  private ValueCodec() {}

  static Map<String, Object> openRequest(OpenRequest request) {
    Map<String, Object> map = new LinkedHashMap<>();
    SutSpec spec = request.spec();
    map.put("name", spec.name());
    map.put("backend", spec.backend());
    map.put("model", spec.model());
    map.put("compute_type", spec.computeType().word());
    map.put("device", spec.device().toString());
    map.put("asked", spec.options().asMap());
    map.put("options", request.options().asMap());
    request.models().ifPresent(folder -> map.put("models", folder.toString()));
    TranscriptionTask task = request.task();
    task.language().ifPresent(language -> map.put("language", language));
    map.put("task", task.kind().name());
    map.put("word_timestamps", task.wordTimestamps());
    map.put("vad_filter", task.vadFilter());
    return map;
  }

  static OpenRequest openRequest(Fields fields) throws ProtocolException {
    SutSpec spec =
        new SutSpec(
            fields.text("name"),
            fields.text("backend"),
            fields.text("model"),
            new ComputeType(fields.text("compute_type")),
            Device.parse(fields.text("device")),
            Options.of(fields.object("asked").map()),
            List.of());
    TranscriptionTask task =
        new TranscriptionTask(
            fields.optionalText("language"),
            fields.word("task", TranscriptionTask.Kind.class),
            fields.flag("word_timestamps"),
            fields.flag("vad_filter"));
    return new OpenRequest(
        spec, Options.of(fields.object("options").map()), fields.optionalPath("models"), task);
  }

  static Map<String, Object> effective(EffectiveSut effective) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", effective.engine());
    map.put("engine_version", effective.engineVersion());
    map.put("device", effective.device());
    map.put("execution_provider", effective.executionProvider());
    map.put("compute_type", effective.computeType());
    map.put("options", effective.options().asMap());
    return map;
  }

  static EffectiveSut effective(Fields fields) throws ProtocolException {
    return new EffectiveSut(
        fields.text("engine"),
        fields.text("engine_version"),
        fields.text("device"),
        fields.text("execution_provider"),
        fields.text("compute_type"),
        Options.of(fields.object("options").map()));
  }

  static Map<String, Object> failure(Failure failure) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", failure.kind().name());
    map.put("phase", failure.phase());
    map.put("text", failure.message());
    map.put("remedy", failure.remedy());
    map.put("detail", failure.detail());
    failure.code().ifPresent(code -> map.put("code", code));
    return map;
  }

  static Failure failure(Fields fields) throws ProtocolException {
    return new Failure(
        fields.word("kind", FailureKind.class),
        fields.text("phase"),
        fields.text("text"),
        fields.text("remedy"),
        fields.text("detail"),
        fields.map().containsKey("code")
            ? OptionalInt.of(fields.small("code"))
            : OptionalInt.empty());
  }

  static Optional<Failure> optionalFailure(Fields fields, String name) throws ProtocolException {
    Optional<Fields> object = fields.optionalObject(name);
    return object.isPresent() ? Optional.of(failure(object.get())) : Optional.empty();
  }
}
