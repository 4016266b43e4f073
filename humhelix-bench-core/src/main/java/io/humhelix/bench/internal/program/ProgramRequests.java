package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The bodies of requests. */
final class ProgramRequests {

  private ProgramRequests() {}

  static ObjectNode load(OpenRequest request, Optional<Path> modelPath, Options settings) {
    ObjectNode load = ProtocolLines.object();
    load.put("model", request.spec().model());
    modelPath.ifPresent(path -> load.put("model_path", path.toString()));
    request.models().ifPresent(folder -> load.put("models", folder.toAbsolutePath().toString()));
    load.put("compute_type", request.spec().computeType().canonical());
    load.put("device", request.spec().device().toString());
    load.set("task", task(request.task()));
    load.set("options", ProtocolLines.json(settings.asMap()));
    return load;
  }

  static ObjectNode clip(TranscriptionRequest request, Path audio) {
    ObjectNode clip = ProtocolLines.object();
    clip.put("clip", request.clipId());
    clip.put("audio", audio.toString());
    clip.put("seconds", request.seconds());
    clip.set("task", task(request.task()));
    return clip;
  }

  private static ObjectNode task(TranscriptionTask task) {
    ObjectNode node = ProtocolLines.object();
    task.language().ifPresent(code -> node.put("language", code));
    node.put("task", task.kind().name().toLowerCase(Locale.ROOT));
    node.put("word_timestamps", task.wordTimestamps());
    node.put("vad_filter", task.vadFilter());
    return node;
  }
}
