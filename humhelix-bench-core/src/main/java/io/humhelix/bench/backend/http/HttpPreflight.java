package io.humhelix.bench.backend.http;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Checks a run config without calling the server, and then, if all is well, the server too. */
final class HttpPreflight {

  /** Fields of a form that this backend fills in itself. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "file",
          "model",
          "language",
          "prompt",
          "response_format",
          "temperature",
          "timestamp_granularities[]",
          "stream",
          "translate",
          "vad",
          "beam_size");

  /** Half of the text context of Whisper's models (OpenAI's API documentation of prompt). */
  private static final int WHISPER_PROMPT_TOKENS = 224;

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}";

  private final OpenRequest request;
  private final UnaryOperator<String> environment;
  private final HttpOptions options;
  private final ServerApi api;
  private final List<Issue> issues = new ArrayList<>();

  private HttpPreflight(OpenRequest request, UnaryOperator<String> environment) {
    this.request = request;
    this.environment = environment;
    options = HttpOptions.of(request.options());
    api = ServerApi.of(options);
  }

  static Preflight of(OpenRequest request, UnaryOperator<String> environment) {
    return new HttpPreflight(request, environment).run();
  }

  private Preflight run() {
    Optional<ServerUrl> url = url();
    Optional<ApiKey> key = key(url);
    Optional<SSLContext> tls = tls(url);
    checkDeclared();
    for (ServerApi.Unsupported unsupported : api.unsupported(request)) {
      refuse(
          unsupported.what(),
          "is not supported with api: " + options.api().word() + ": " + unsupported.reason(),
          "Leave it out.");
    }
    checkForm();
    checkPrompt();
    checkConnections();
    if (url.isPresent()
        && options.flag(HttpOptions.CHECK_SERVER)
        && issues.stream().noneMatch(i -> i.severity() == Severity.ERROR)) {
      try (Transport transport = new Transport(url.get(), options, key, tls)) {
        issues.addAll(ServerCheck.of(api, request.spec().model(), transport));
      }
    }
    return new Preflight(issues, List.of());
  }

  private Optional<ServerUrl> url() {
    Optional<String> text = options.text(HttpOptions.URL);
    if (text.isEmpty()) {
      error("url-missing", "option url is missing.", "Set it to the address of the server.");
      return Optional.empty();
    }
    try {
      return Optional.of(ServerUrl.of(text.get()));
    } catch (IllegalArgumentException e) {
      error(
          "url-invalid",
          "option url " + e.getMessage() + ".",
          "Write it like http://127.0.0.1:8000; a key belongs in api_key_env or api_key_file.");
      return Optional.empty();
    }
  }

  private Optional<ApiKey> key(Optional<ServerUrl> url) {
    String header = options.text(HttpOptions.API_KEY_HEADER).orElse("");
    if (!header.matches(TOKEN) || !ClientSettings.headerAllowed(header)) {
      error(
          "api-key-header-invalid",
          "option api_key_header is not the name of a header that can be set.",
          "Leave it out for Authorization, or write a name such as api-key.");
      return Optional.empty();
    }
    try {
      Optional<ApiKey> key = ApiKey.read(options, environment);
      if (key.isPresent() && url.filter(u -> !u.encrypted() && !u.loopback()).isPresent()) {
        issues.add(
            Issue.warning(
                "api-key-in-clear",
                "http: the key goes over the network without encryption.",
                "Use an https address."));
      }
      return key;
    } catch (ApiKey.UnusableException e) {
      error("api-key-unusable", e.getMessage() + ".", "Set it, and start again.");
      return Optional.empty();
    }
  }

  private Optional<SSLContext> tls(Optional<ServerUrl> url) {
    Optional<String> file = options.text(HttpOptions.CA_FILE);
    if (file.isPresent() && url.filter(u -> !u.encrypted()).isPresent()) {
      refuse(
          HttpOptions.CA_FILE, "has no effect on an http address", "Leave it out, or use https.");
      return Optional.empty();
    }
    try {
      return Trust.of(file);
    } catch (Trust.UnusableException e) {
      error(
          "ca-file-unusable",
          "option ca_file: " + file.orElse("") + " " + e.getMessage() + ".",
          "Name a PEM file with the certificate of the server or of its authority.");
      return Optional.empty();
    }
  }

  private void checkDeclared() {
    boolean remote = request.spec().device().kind().equals(RemoteDevice.KIND);
    boolean declared = options.flag(HttpOptions.AS_DECLARED);
    boolean computeType = !request.spec().computeType().isDefault();
    if (!remote && !declared) {
      error(
          "device-unprovable",
          "device '"
              + request.spec().device()
              + "' was requested, but a server cannot prove its device.",
          "Write device: remote, or set as_declared: true; results then say that the device is"
              + " unproven.");
    }
    if (computeType && !declared) {
      error(
          "compute-type-unprovable",
          "compute_type '"
              + request.spec().computeType()
              + "' was requested, but a server cannot prove its compute type.",
          "Leave it out, or set as_declared: true; results then say that it is unproven.");
    }
    if (declared && (!remote || computeType)) {
      issues.add(
          Issue.warning(
              "as-declared",
              "http: device '"
                  + request.spec().device()
                  + "' and compute_type '"
                  + request.spec().computeType()
                  + "' are as declared; nothing proves them.",
              "Compare them with the server's own log."));
    }
  }

  private void checkForm() {
    Optional<String> format = options.text(HttpOptions.RESPONSE_FORMAT);
    boolean words = request.task().wordTimestamps();
    if (words && format.filter(f -> !f.equals(HttpOptions.VERBOSE_JSON)).isPresent()) {
      refuse(
          HttpOptions.RESPONSE_FORMAT,
          "is " + format.get() + ", which has no word timestamps, but the workload needs them",
          "Leave it out, or set it to verbose_json.");
    }
    if (words && options.flag(HttpOptions.STREAM)) {
      refuse(
          HttpOptions.STREAM,
          "is true, but events have no word timestamps, and the workload needs them",
          "Leave word_timestamps out, or set stream to false.");
    }
    for (Map.Entry<?, ?> field : options.extraFields().entrySet()) {
      String name = String.valueOf(field.getKey());
      boolean plain =
          field.getValue() instanceof String
              || field.getValue() instanceof Number
              || field.getValue() instanceof Boolean;
      if (!name.matches("[A-Za-z0-9_.\\[\\]-]{1,64}") || !plain) {
        refuse(
            HttpOptions.EXTRA_FIELDS,
            "has a field whose name or value cannot be sent",
            "Names are letters, digits, _ . - [ ]; values are texts, numbers, true or false.");
      } else if (OWN_FIELDS.contains(name)) {
        refuse(
            HttpOptions.EXTRA_FIELDS,
            "has the field '" + name + "', which is filled in from the definition",
            "Use the option or the workload's key for it.");
      }
    }
  }

  /** A word is a token or more, so this is surely too long for Whisper; others may take it. */
  private void checkPrompt() {
    long words =
        options.text(HttpOptions.PROMPT).stream()
            .flatMap(prompt -> Stream.of(prompt.strip().split("\\s+")))
            .count();
    if (words > WHISPER_PROMPT_TOKENS) {
      issues.add(
          Issue.warning(
              "prompt-cut",
              "http: prompt has "
                  + words
                  + " words; a server with a Whisper model takes the last "
                  + WHISPER_PROMPT_TOKENS
                  + " tokens at most and drops the rest.",
              "Shorten it, unless the server's model takes longer prompts."));
    }
  }

  private void checkConnections() {
    if (options.newConnections() && options.http2()) {
      refuse(
          HttpOptions.CONNECTION,
          "is new, but HTTP/2 puts all calls on one connection",
          "Use http_version: http/1.1.");
    } else if (options.newConnections() && !ClientSettings.connectionHeaderAllowed()) {
      refuse(
          HttpOptions.CONNECTION,
          "is new, but this JVM does not allow the Connection header",
          "Start Java with -Djdk.httpclient.allowRestrictedHeaders=connection.");
    }
  }

  private void refuse(String name, String problem, String remedy) {
    error("option-unsupported", name + " " + problem + ".", remedy);
  }

  private void error(String code, String message, String remedy) {
    issues.add(Issue.error(code, "http: " + message, remedy));
  }
}
