package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * hum-helix's server. It loads models on demand, and transcribes with the first one that is loaded:
 * so the one that is meant must be the first.
 */
final class HumHelixApi implements ServerApi {

  private static final String JSON_TYPE = "application/json";
  private static final String ALREADY_LOADED = "already loaded";

  private final HttpOptions options;

  HumHelixApi(HttpOptions options) {
    this.options = options;
  }

  @Override
  public String checkPath() {
    return "/ping";
  }

  @Override
  public String path(TranscriptionTask task) {
    return "/v1/audio/transcriptions";
  }

  @Override
  public void fill(Form form, String model, TranscriptionTask task) {
    CommonFields.fill(form, options);
  }

  @Override
  public List<String> textTypes() {
    return List.of();
  }

  @Override
  public boolean loads() {
    return options.givenFlag(HttpOptions.LOAD_MODEL).orElse(true);
  }

  @Override
  public Load load(OpenRequest request, Transport transport, ResponseCheck check)
      throws SutException {
    Load load = Load.NOT_ASKED;
    if (loads()) {
      load = loadModel(request, transport, check);
    }
    try {
      requireFirst(request.spec().model(), transport, check);
    } catch (SutException e) {
      if (load == Load.LOADED) {
        unload(request.spec().model(), transport, check);
      }
      throw e;
    }
    return load;
  }

  private Load loadModel(OpenRequest request, Transport transport, ResponseCheck check)
      throws SutException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", request.spec().model());
    String device = request.spec().device().toString();
    // faster-whisper's own word for a choice that is left to it.
    body.put("device", device.equals(RemoteDevice.KIND) ? "auto" : device);
    body.put("compute_type", request.spec().computeType().canonical());
    options.text(HttpOptions.DOWNLOAD_ROOT).ifPresent(root -> body.put("download_root", root));
    ServerResponse response = transport.send(post("/v1/models/load", body));
    check.requireOk(response);
    check.requireType(response, List.of(JSON_TYPE));
    JsonNode answer = check.parse(response, response.body().complete());
    if (answer.path("error").asText("").contains(ALREADY_LOADED)) {
      return Load.WAS_LOADED;
    }
    check.requireNoError(response, answer);
    if (!answer.path("action").asText("").equals("loaded")) {
      throw check.protocol(
          response,
          "the server does not say that it loaded the model" + check.quote(answer.toString()));
    }
    return Load.LOADED;
  }

  private void requireFirst(String model, Transport transport, ResponseCheck check)
      throws SutException {
    ServerResponse response =
        transport.send(ServerRequest.get("/v1/models/loaded", JSON_TYPE, options.loadTimeout()));
    JsonNode models = check.object(response).path("models");
    Optional<String> first = models.isEmpty() ? Optional.empty() : Optional.of(name(models.get(0)));
    if (first.isEmpty() || !first.get().equals(model)) {
      throw check.failed(
          FailureKind.MODEL,
          response,
          "the server transcribes with the model that was loaded first, which is "
              + first.map(name -> "'" + Quoted.start(transport.scrub(name)) + "'").orElse("none")
              + ", not '"
              + model
              + "'",
          first.isEmpty()
              ? "Leave load_model at true."
              : "Unload the other models, or restart the server.");
    }
  }

  private static String name(JsonNode model) {
    if (model.isTextual()) {
      return model.textValue();
    }
    for (String key : List.of("model", "name", "id")) {
      if (model.path(key).isTextual()) {
        return model.path(key).textValue();
      }
    }
    return model.toString();
  }

  @Override
  public void unload(String model, Transport transport, ResponseCheck check) throws SutException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model);
    check.object(transport.send(post("/v1/models/unload", body)));
  }

  private ServerRequest post(String path, ObjectNode body) {
    return new ServerRequest(
        "POST",
        path,
        JSON_TYPE,
        JSON_TYPE,
        body.toString().getBytes(StandardCharsets.UTF_8),
        options.loadTimeout(),
        false);
  }

  @Override
  public List<Unsupported> unsupported(OpenRequest request) {
    List<Unsupported> all = new ArrayList<>();
    TranscriptionTask task = request.task();
    String reason = "hum-helix's server takes only the audio";
    if (task.language().isPresent()) {
      all.add(new Unsupported("language", reason));
    }
    if (task.kind() == TranscriptionTask.Kind.TRANSLATE) {
      all.add(new Unsupported("task: translate", reason));
    }
    if (task.wordTimestamps()) {
      all.add(new Unsupported("word_timestamps", reason));
    }
    if (task.vadFilter()) {
      all.add(new Unsupported("vad_filter", reason));
    }
    for (String option :
        List.of(HttpOptions.BEAM_SIZE, HttpOptions.TEMPERATURE, HttpOptions.PROMPT)) {
      if (options.value(option).isPresent()) {
        all.add(new Unsupported(option, reason));
      }
    }
    if (options.flag(HttpOptions.STREAM)) {
      all.add(new Unsupported(HttpOptions.STREAM, "the server sends no events"));
    }
    if (options.text(HttpOptions.RESPONSE_FORMAT).filter(f -> !f.equals("json")).isPresent()) {
      all.add(new Unsupported(HttpOptions.RESPONSE_FORMAT, "the server responds only in json"));
    }
    return all;
  }
}
