package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/**
 * whisper.cpp's example server. Its defaults differ from the engine's, so what the task says is
 * always sent: language {@code auto} where none is given, since the server's own is English.
 */
final class WhisperCppApi implements ServerApi {

  private static final String BOUNDARY = "humhelix-bench-load";

  private final HttpOptions options;

  WhisperCppApi(HttpOptions options) {
    this.options = options;
  }

  /** Older servers have no {@code /health}: any response will do. */
  @Override
  public String checkPath() {
    return "/health";
  }

  @Override
  public String path(TranscriptionTask task) {
    return "/inference";
  }

  @Override
  public void fill(Form form, String model, TranscriptionTask task) {
    form.field(HttpOptions.RESPONSE_FORMAT, CommonFields.format(options, task));
    form.field("language", task.language().orElse("auto"));
    form.field("translate", Boolean.toString(task.kind() == TranscriptionTask.Kind.TRANSLATE));
    if (task.vadFilter()) {
      form.field("vad", "true");
    }
    // Else today's server encodes once more to detect the language, within the call (server.cpp).
    withDefault(form, "no_language_probabilities");
    // It wraps segments at 60 characters if tokens have times, within words unless told
    // (server.cpp).
    withDefault(form, "split_on_word");
    options
        .value(HttpOptions.BEAM_SIZE)
        .ifPresent(value -> form.field(HttpOptions.BEAM_SIZE, value.toString()));
    CommonFields.fill(form, options);
  }

  private void withDefault(Form form, String field) {
    if (!options.extraFields().containsKey(field)) {
      form.field(field, "true");
    }
  }

  /** The server sends plain text under the name of HTML. */
  @Override
  public List<String> textTypes() {
    return List.of("text/html", "text/plain");
  }

  @Override
  public boolean loads() {
    return options.flag(HttpOptions.LOAD_MODEL);
  }

  @Override
  public Load load(OpenRequest request, Transport transport, ResponseCheck check)
      throws SutException {
    if (!loads()) {
      return Load.NOT_ASKED;
    }
    Form form = new Form(BOUNDARY).field("model", request.spec().model());
    ServerResponse response =
        transport.send(
            new ServerRequest(
                "POST",
                "/load",
                "*/*",
                form.contentType(),
                form.body(),
                options.loadTimeout(),
                false));
    check.text(response, List.of("application/text", "text/plain", "text/html"));
    return Load.LOADED;
  }

  @Override
  public List<Unsupported> unsupported(OpenRequest request) {
    List<Unsupported> all = new ArrayList<>();
    if (options.flag(HttpOptions.STREAM)) {
      all.add(new Unsupported(HttpOptions.STREAM, "the server sends no events"));
    }
    if (options.text(HttpOptions.DOWNLOAD_ROOT).isPresent()) {
      all.add(
          new Unsupported(
              HttpOptions.DOWNLOAD_ROOT, "the server takes the path of a file as its model"));
    }
    return all;
  }
}
