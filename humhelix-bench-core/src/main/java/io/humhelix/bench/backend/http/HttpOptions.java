package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of this backend. */
final class HttpOptions {

  static final String URL = "url";
  static final String API = "api";
  static final String RESPONSE_FORMAT = "response_format";
  static final String STREAM = "stream";
  static final String TEMPERATURE = "temperature";
  static final String PROMPT = "prompt";
  static final String BEAM_SIZE = "beam_size";
  static final String EXTRA_FIELDS = "extra_fields";
  static final String HTTP_VERSION = "http_version";
  static final String CONNECTION = "connection";
  static final String RESPONSE_TIMEOUT = "response_timeout_s";
  static final String API_KEY_ENV = "api_key_env";
  static final String API_KEY_FILE = "api_key_file";
  static final String API_KEY_HEADER = "api_key_header";
  static final String CA_FILE = "ca_file";
  static final String LOAD_MODEL = "load_model";
  static final String DOWNLOAD_ROOT = "download_root";
  static final String AS_DECLARED = "as_declared";
  static final String CHECK_SERVER = "check_server";

  static final String JSON = "json";
  static final String VERBOSE_JSON = "verbose_json";
  static final String TEXT = "text";
  static final String HTTP_2 = "http/2";
  static final String NEW_CONNECTION = "new";

  private static final String CONNECT_TIMEOUT = "connect_timeout_s";
  private static final String LOAD_TIMEOUT = "load_timeout_s";
  private static final String MAX_RESPONSE_BYTES = "max_response_bytes";
  private static final String CONCURRENCY = "concurrency";
  private static final double SHORTEST_TIMEOUT = 0.01;
  private static final double LONGEST_TIMEOUT = 86_400;
  private static final long EIGHT_MIB = 8L << 20;
  private static final int MILLIS = 1000;

  /** Both are below what the harness grants a call if the definition says nothing. */
  private static final double LEAST_RESPONSE_TIMEOUT = 55;

  private static final double RESPONSE_TIMEOUT_PER_AUDIO = 18;

  static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.of(URL, Type.TEXT, "address of the server, http or https, without user info"),
          OptionSpec.of(API, Type.TEXT, "protocol of the server")
              .withDefault(Api.OPENAI.word())
              .oneOf(Api.words()),
          OptionSpec.of(
                  RESPONSE_FORMAT,
                  Type.TEXT,
                  "format of the response; left out: json, or verbose_json for word timestamps")
              .oneOf(JSON, VERBOSE_JSON, TEXT),
          OptionSpec.of(
                  STREAM,
                  Type.FLAG,
                  "text arrives as server-sent events, so the first-segment latency is known")
              .withDefault(false),
          OptionSpec.of(TEMPERATURE, Type.NUMBER, "sampling temperature; left out: the server's")
              .between(0, 2),
          OptionSpec.of(PROMPT, Type.TEXT, "text that the speech continues"),
          OptionSpec.of(BEAM_SIZE, Type.INTEGER, "beam width; whisper-cpp only").between(1, 100),
          OptionSpec.of(EXTRA_FIELDS, Type.MAP, "more form fields, sent unchanged"),
          OptionSpec.of(HTTP_VERSION, Type.TEXT, "version of HTTP")
              .withDefault("http/1.1")
              .oneOf("http/1.1", HTTP_2),
          OptionSpec.of(CONNECTION, Type.TEXT, "reuse: keep connections; new: one per call")
              .withDefault("reuse")
              .oneOf("reuse", NEW_CONNECTION),
          OptionSpec.of(CONNECT_TIMEOUT, Type.NUMBER, "deadline for a connection; seconds")
              .withDefault(10.0)
              .between(SHORTEST_TIMEOUT, LONGEST_TIMEOUT),
          OptionSpec.of(
                  RESPONSE_TIMEOUT,
                  Type.NUMBER,
                  "deadline for the whole response; seconds; left out: 55, or 18 times the audio if"
                      + " longer")
              .between(SHORTEST_TIMEOUT, LONGEST_TIMEOUT),
          OptionSpec.of(LOAD_TIMEOUT, Type.NUMBER, "deadline for loading a model; seconds")
              .withDefault(590.0)
              .between(SHORTEST_TIMEOUT, LONGEST_TIMEOUT),
          OptionSpec.of(MAX_RESPONSE_BYTES, Type.INTEGER, "largest response that is read; bytes")
              .withDefault(EIGHT_MIB)
              .between(1024, 1 << 30),
          OptionSpec.of(CONCURRENCY, Type.INTEGER, "most concurrent calls")
              .withDefault(64L)
              .between(1, 10_000),
          OptionSpec.of(API_KEY_ENV, Type.TEXT, "name of the environment variable with the key"),
          OptionSpec.of(API_KEY_FILE, Type.PATH, "file with the key and nothing else"),
          OptionSpec.of(API_KEY_HEADER, Type.TEXT, "header of the key; Authorization: as Bearer")
              .withDefault("Authorization"),
          OptionSpec.of(CA_FILE, Type.PATH, "PEM file of the certificates to trust"),
          OptionSpec.of(
              LOAD_MODEL,
              Type.FLAG,
              "make the server load the model, timed; hum-helix: true, others: false"),
          OptionSpec.of(
              DOWNLOAD_ROOT, Type.TEXT, "folder of models on the server's machine; hum-helix"),
          OptionSpec.of(
                  AS_DECLARED,
                  Type.FLAG,
                  "take device and compute_type from the definition, unproven; results say so")
              .withDefault(false),
          OptionSpec.of(CHECK_SERVER, Type.FLAG, "check before measuring that the server responds")
              .withDefault(true));

  private final Options options;

  private HttpOptions(Options options) {
    this.options = options;
  }

  /** Completes options with the declared defaults. */
  static HttpOptions of(Options given) {
    Map<String, Object> effective = new LinkedHashMap<>();
    for (OptionSpec spec : SPECS) {
      given
          .get(spec.name())
          .or(spec::defaultValue)
          .ifPresent(value -> effective.put(spec.name(), value));
    }
    return new HttpOptions(Options.of(effective));
  }

  Options all() {
    return options;
  }

  Optional<String> text(String name) {
    return options.text(name);
  }

  boolean flag(String name) {
    return options.flag(name).orElse(false);
  }

  Optional<Boolean> givenFlag(String name) {
    return options.flag(name);
  }

  Optional<Object> value(String name) {
    return options.get(name);
  }

  Api api() {
    return Api.of(options.text(API).orElseThrow());
  }

  /** The form fields beyond those that this backend knows. */
  Map<?, ?> extraFields() {
    return options.get(EXTRA_FIELDS).map(v -> (Map<?, ?>) v).orElse(Map.of());
  }

  Duration connectTimeout() {
    return seconds(options.number(CONNECT_TIMEOUT).orElseThrow());
  }

  Duration loadTimeout() {
    return seconds(options.number(LOAD_TIMEOUT).orElseThrow());
  }

  Duration responseTimeout(double audioSeconds) {
    return seconds(
        options
            .number(RESPONSE_TIMEOUT)
            .orElse(Math.max(LEAST_RESPONSE_TIMEOUT, RESPONSE_TIMEOUT_PER_AUDIO * audioSeconds)));
  }

  int maxResponseBytes() {
    return Math.toIntExact(options.integer(MAX_RESPONSE_BYTES).orElseThrow());
  }

  int concurrency() {
    return Math.toIntExact(options.integer(CONCURRENCY).orElseThrow());
  }

  boolean http2() {
    return text(HTTP_VERSION).filter(HTTP_2::equals).isPresent();
  }

  boolean newConnections() {
    return text(CONNECTION).filter(NEW_CONNECTION::equals).isPresent();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }
}
