package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The backend {@code http}: a transcription server, over HTTP/1.1 or HTTP/2.
 *
 * <p>The option {@code api} selects its protocol: {@code openai} for {@code POST
 * /v1/audio/transcriptions} (and {@code /translations}) of OpenAI, vLLM, speaches and others;
 * {@code hum-helix} for hum-helix's server; {@code whisper-cpp} for whisper.cpp's. The option
 * {@code url} is its address; the model is the server's name for it. Audio is sent as 16-bit WAV,
 * encoded before the timed call.
 *
 * <p>A call is one request, without redirects and retries. If it gets no good response within its
 * deadline, it fails with a reason. The phases of a call are {@code connect}, {@code upload},
 * {@code wait}, {@code receive}, and {@code server} if the server reports it.
 *
 * <p>A server cannot prove its device, so the device is {@code remote}. With {@code as_declared:
 * true}, device and compute type come from the definition, and the results say so.
 *
 * <p>The key comes from an environment variable or a file. It is sent only to the server of {@code
 * url}: no message, result or log shows it, even if the server quotes it.
 *
 * <p>The first use sets the system properties {@code jdk.httpclient.disableRetryConnect} and {@code
 * jdk.httpclient.allowRestrictedHeaders}, unless the host has set them; they affect all JDK HTTP
 * clients in the JVM.
 *
 * <p>Thread-safe.
 */
public final class HttpProvider implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "http";

  private final UnaryOperator<String> environment;

  /** Creates the provider; calls no server. */
  public HttpProvider() {
    this(System::getenv);
  }

  /** Creates a provider with an environment of its own. */
  HttpProvider(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "a server over HTTP: OpenAI-compatible, hum-helix's or whisper.cpp's";
  }

  @Override
  public Availability probe() {
    return Availability.available(
        "client of JDK " + Runtime.version().feature() + "; each run config checks its own server");
  }

  /** {@inheritDoc} The engine is a server. */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.empty();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(
            Capability.LANGUAGE,
            Capability.TRANSLATE,
            Capability.WORD_TIMESTAMPS,
            Capability.VAD,
            Capability.DEVICE_INDEX,
            Capability.PARTIAL_RESULTS),
        Set.of(),
        Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return HttpOptions.SPECS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return HttpPreflight.of(request, environment);
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    Transport transport = transport(request);
    boolean opened = false;
    try {
      Sut sut = HttpSut.open(request, transport);
      opened = true;
      return sut;
    } finally {
      if (!opened) {
        transport.close();
      }
    }
  }

  private Transport transport(OpenRequest request) throws SutException {
    HttpOptions options = HttpOptions.of(request.options());
    if (options.newConnections() && !ClientSettings.connectionHeaderAllowed()) {
      throw new SutException(
          FailureKind.CONNECTION,
          "http: connection is new, but this JVM does not allow the Connection header",
          "Start Java with -Djdk.httpclient.allowRestrictedHeaders=connection.");
    }
    try {
      return new Transport(
          ServerUrl.of(options.text(HttpOptions.URL).orElse("")),
          options,
          ApiKey.read(options, environment),
          Trust.of(options.text(HttpOptions.CA_FILE)));
    } catch (IllegalArgumentException e) {
      throw new SutException(
          FailureKind.CONNECTION, "http: option url " + e.getMessage(), "Correct it.");
    } catch (ApiKey.UnusableException e) {
      throw new SutException(FailureKind.AUTHENTICATION, "http: " + e.getMessage(), "Set it.");
    } catch (Trust.UnusableException e) {
      throw new SutException(
          FailureKind.CONNECTION, "http: option ca_file " + e.getMessage(), "Correct it.");
    }
  }
}
