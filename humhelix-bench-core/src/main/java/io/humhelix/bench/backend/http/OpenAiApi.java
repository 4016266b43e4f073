package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.OpenRequest;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's audio end points, which vLLM, speaches, LocalAI and others copy. */
final class OpenAiApi implements ServerApi {

  private final HttpOptions options;

  OpenAiApi(HttpOptions options) {
    this.options = options;
  }

  @Override
  public String checkPath() {
    return "/v1/models";
  }

  @Override
  public String path(TranscriptionTask task) {
    return task.kind() == TranscriptionTask.Kind.TRANSLATE
        ? "/v1/audio/translations"
        : "/v1/audio/transcriptions";
  }

  @Override
  public void fill(Form form, String model, TranscriptionTask task) {
    form.field("model", model);
    form.field(HttpOptions.RESPONSE_FORMAT, CommonFields.format(options, task));
    task.language().ifPresent(language -> form.field("language", language));
    CommonFields.fill(form, options);
    if (task.wordTimestamps()) {
      form.field("timestamp_granularities[]", "word");
      form.field("timestamp_granularities[]", "segment");
    }
    if (options.flag(HttpOptions.STREAM)) {
      form.field("stream", "true");
    }
  }

  @Override
  public List<String> textTypes() {
    return List.of("text/plain");
  }

  @Override
  public boolean loads() {
    return false;
  }

  @Override
  public List<Unsupported> unsupported(OpenRequest request) {
    List<Unsupported> all = new ArrayList<>();
    if (request.task().vadFilter()) {
      all.add(new Unsupported("vad_filter", "the protocol has no field for it"));
    }
    if (options.value(HttpOptions.BEAM_SIZE).isPresent()) {
      all.add(new Unsupported(HttpOptions.BEAM_SIZE, "the protocol has no field for it"));
    }
    if (options.flag(HttpOptions.LOAD_MODEL)) {
      all.add(new Unsupported(HttpOptions.LOAD_MODEL, "the protocol cannot load models"));
    }
    if (options.text(HttpOptions.DOWNLOAD_ROOT).isPresent()) {
      all.add(new Unsupported(HttpOptions.DOWNLOAD_ROOT, "the protocol cannot load models"));
    }
    return all;
  }
}
