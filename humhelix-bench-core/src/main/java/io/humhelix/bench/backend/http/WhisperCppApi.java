package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * whisper.cpp's example server. Its defaults differ from the engine's and can be set on its command
 * line, so what the task says is always sent: language {@code auto} where none is given, since the
 * server's own is English, and whether silence is cut out.
 *
 * <p>Checked against {@code examples/server/server.cpp} of v1.6.0 to v1.9.3. All of these have
 * {@code language}, {@code translate}, {@code prompt}, {@code temperature}, {@code beam_size} (1 is
 * greedy) and {@code split_on_word}. {@code vad} is read since v1.7.6, and nothing cut silence out
 * before. With an English model the server takes English, and ignores {@code translate}.
 */
final class WhisperCppApi implements ServerApi {

  private static final String BOUNDARY = "humhelix-bench-load";
  private static final String NO_PROBABILITIES = "no_language_probabilities";

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
    form.field("vad", Boolean.toString(task.vadFilter()));
    lightAnswer(task).forEach((name, value) -> fieldUnlessGiven(form, name, value));
    options
        .value(HttpOptions.BEAM_SIZE)
        .ifPresent(value -> form.field(HttpOptions.BEAM_SIZE, value.toString()));
    CommonFields.fill(form, options);
  }

  /**
   * What keeps work beside the transcription out of a timed call, and words whole. Token times (by
   * default of every format from v1.8.5 to v1.9.3, and of verbose_json in all) cut segments at 60
   * characters, between any two tokens unless {@code split_on_word}; verbose_json detects the
   * language once more, with a pass of the encoder, unless {@code no_language_probabilities} (known
   * since v1.8.0).
   */
  private static Map<String, String> lightAnswer(TranscriptionTask task) {
    return new TreeMap<>(
        Map.of(
            NO_PROBABILITIES,
            "true",
            "split_on_word",
            "true",
            "token_timestamps",
            Boolean.toString(task.wordTimestamps())));
  }

  private void fieldUnlessGiven(Form form, String name, String value) {
    if (!options.extraFields().containsKey(name)) {
      form.field(name, value);
    }
  }

  /** The server ends every segment, blank before it included, with a line feed: output_str. */
  @Override
  public String text(String sent) {
    return sent.lines().collect(Collectors.joining());
  }

  /** The server of v1.7.6 cannot be told to leave the detection out. */
  @Override
  public List<Issue> issues(JsonNode answer) {
    boolean asked = options.extraFields().containsKey(NO_PROBABILITIES);
    if (asked || !answer.has("language_probabilities")) {
      return List.of();
    }
    return List.of(
        Issue.warning(
            "language-detected-too",
            "this whisper.cpp server detects the language once more for verbose_json, within the"
                + " timed call: one pass of the encoder too many.",
            "Use response_format: json where no word times are needed, or whisper.cpp 1.8.0 or"
                + " newer."));
  }

  /** That the server does cut silence out is known of new ones alone: that is left untold. */
  @Override
  public Options known(TranscriptionTask task) {
    return task.vadFilter()
        ? Options.empty()
        : Options.empty().with(DecodingOption.VAD_FILTER.key(), false);
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
