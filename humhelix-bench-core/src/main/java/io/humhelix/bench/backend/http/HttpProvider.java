package io.humhelix.bench.backend.http;

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
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The backend {@code http}: a server that transcribes, over HTTP/1.1 or HTTP/2.
 *
 * <p>The option {@code api} says what it speaks: {@code openai} for {@code POST
 * /v1/audio/transcriptions} (and {@code /translations}) as OpenAI, vLLM, speaches and others have
 * it; {@code hum-helix} for hum-helix's server; {@code whisper-cpp} for whisper.cpp's. The address
 * is the option {@code url}, the model is the server's name for it. Audio goes out as 16-bit WAV,
 * encoded before the call is timed.
 *
 * <p>A call is one request: redirects are not followed, nothing is retried, and one that gets no
 * good answer within its deadline fails with a reason. The phases of a call are {@code connect},
 * {@code upload}, {@code wait}, {@code receive}, and {@code server} where the server tells.
 *
 * <p>A server cannot prove where it computes, so the device is {@code remote}, unless {@code
 * as_declared: true} takes device and compute type from the definition and has the results say so.
 *
 * <p>The key comes from an environment variable or a file. It is sent to the server of {@code url}
 * and goes nowhere else: no message, result or log has it, not even where the server quotes it.
 *
 * <p>The first use sets the system properties {@code jdk.httpclient.disableRetryConnect} and {@code
 * jdk.httpclient.allowRestrictedHeaders}, unless the host has set them; they concern the JDK's HTTP
 * clients of the whole JVM.
 *
 * <p>Thread-safe.
 */
public final class HttpProvider implements SutProvider {

  /** The id by which definitions choose this backend. */
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
        "client of JDK "
            + Runtime.version().feature()
            + "; whether a server answers is asked for each run config");
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
          "http: this JVM does not allow to end a connection by its header, as connection: new does",
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
