package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server as a system under test. As many calls at once as the option {@code concurrency} allows;
 * more throw {@link IllegalStateException}.
 */
final class HttpSut implements Sut {

  private final SutSpec spec;
  private final HttpOptions options;
  private final ServerApi api;
  private final Transport transport;
  private final ResponseCheck check;
  private final TranscriptReader reader;
  private final String format;
  private final Options known;
  private final ServerApi.Load load;
  private final PreparedCalls calls;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile String server = "unknown";

  private HttpSut(
      OpenRequest request,
      ServerApi api,
      Transport transport,
      ResponseCheck check,
      ServerApi.Load load) {
    this.spec = request.spec();
    this.options = transport.options();
    this.api = api;
    this.transport = transport;
    this.check = check;
    this.load = load;
    calls = new PreparedCalls((form, task) -> api.fill(form, spec.model(), task));
    format = CommonFields.format(options, request.task());
    known = api.known(request.task());
    reader = new TranscriptReader(check, format, api);
  }

  /** Opens a server: has it load the model, if it can. */
  static HttpSut open(OpenRequest request, Transport transport) throws SutException {
    ServerApi api = ServerApi.of(transport.options());
    ResponseCheck check = new ResponseCheck(transport);
    return new HttpSut(request, api, transport, check, api.load(request, transport, check));
  }

  @Override
  public EffectiveSut effective() {
    Options told = options.all();
    for (Map.Entry<String, Object> one : known.asMap().entrySet()) {
      told = told.with(one.getKey(), one.getValue());
    }
    return new EffectiveSut(
        options.api().word() + " server",
        server,
        spec.device().toString(),
        RemoteDevice.KIND.equals(spec.device().kind()) ? "HTTP" : "HTTP, device as declared",
        spec.computeType().canonical(),
        told.with(HttpOptions.URL, transport.url().toString())
            .with(HttpOptions.RESPONSE_FORMAT, format)
            .with("model_load", load.name().toLowerCase(Locale.ROOT)));
  }

  /** Encodes the audio as the file that is sent, once for a clip. */
  @Override
  public void prepare(TranscriptionRequest request) {
    calls.of(request);
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    if (underWay.incrementAndGet() > options.concurrency()) {
      underWay.decrementAndGet();
      throw new IllegalStateException(
          options.concurrency() + " calls are under way, as many as concurrency allows");
    }
    try {
      return call(request, progress);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private Transcript call(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    boolean streamed = options.flag(HttpOptions.STREAM);
    ServerResponse response =
        transport.send(
            new ServerRequest(
                "POST",
                api.path(request.task()),
                streamed ? ServerResponse.EVENT_STREAM : "*/*",
                calls.contentType(),
                calls.of(request),
                options.responseTimeout(request.seconds()),
                streamed));
    server = response.headers().firstValue("server").map(this::plain).orElse(server);
    check.requireOk(response);
    requireVersion(response);
    Transcript transcript;
    if (streamed) {
      if (!response.body().streamed()) {
        // An error that came in one piece says more than its content type.
        if (response.contentType().equals("application/json")) {
          check.object(response);
        }
        throw check.failed(
            FailureKind.PROTOCOL,
            response,
            "stream: true was requested, but the response came in one piece, with the content type '"
                + plain(response.contentType())
                + "'",
            "Set stream to false: this server or model sends no events.");
      }
      transcript =
          new EventReader(transport, check, reader, progress, format.equals(HttpOptions.TEXT))
              .read(response);
    } else {
      transcript = reader.read(response, request.task());
    }
    return transport.scrubbed(transcript).withPhases(phases(response));
  }

  private void requireVersion(ServerResponse response) throws SutException {
    if (options.http2() && response.version() != HttpClient.Version.HTTP_2) {
      throw check.failed(
          FailureKind.PROTOCOL,
          response,
          "http/2 was requested, but the server speaks http/1.1",
          "Set http_version to http/1.1, or use a server that has HTTP/2.");
    }
  }

  private List<Phase> phases(ServerResponse response) {
    List<Phase> phases = new ArrayList<>(response.times().phases());
    phases.addAll(ServerTimes.of(response.headers(), transport::scrub));
    return phases;
  }

  private String plain(String text) {
    return Quoted.start(transport.scrub(text));
  }

  @Override
  public List<InetSocketAddress> servers() {
    return List.of(transport.url().address());
  }

  @Override
  public int maxConcurrency() {
    return options.concurrency();
  }

  @Override
  public void close() throws SutException {
    try {
      if (load == ServerApi.Load.LOADED) {
        api.unload(spec.model(), transport, check);
      }
    } finally {
      transport.close();
    }
  }
}
