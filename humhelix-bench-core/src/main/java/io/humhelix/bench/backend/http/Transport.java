package io.humhelix.bench.backend.http;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to one server, each once and with a deadline. Redirects are not followed, and what
 * failed is not tried again. Thread-safe.
 */
final class Transport implements AutoCloseable {

  static {
    // Read once, when the JDK's client is first used. What a host has set stays.
    ClientSettings.apply();
  }

  private static final Logger log = LoggerFactory.getLogger(Transport.class);
  private static final int OK = 200;

  private final ServerUrl url;
  private final HttpOptions options;
  private final Optional<ApiKey> key;
  private final CallThreads threads = new CallThreads();
  private final Optional<SSLContext> tls;
  private final TransportFailure failures;
  private final HttpClient client;

  /** Whether the last response said that it was the last of its connection. */
  private volatile boolean closesWhenAsked;

  /** A transport; the trust of {@code tls} is the JDK's own if it is empty. */
  Transport(ServerUrl url, HttpOptions options, Optional<ApiKey> key, Optional<SSLContext> tls) {
    this.url = url;
    this.options = options;
    this.key = key;
    this.tls = tls;
    client = client();
    failures = new TransportFailure(url, this::scrub);
  }

  private HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(options.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(options.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .executor(threads);
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }

  ServerUrl url() {
    return url;
  }

  HttpOptions options() {
    return options;
  }

  /** Returns a text without the key. */
  String scrub(String text) {
    return key.map(k -> k.scrub(text)).orElse(text);
  }

  /** Returns a transcript without the key: a server could send back what it was sent. */
  Transcript scrubbed(Transcript transcript) {
    if (key.isEmpty()) {
      return transcript;
    }
    List<Segment> segments =
        transcript.segments().stream()
            .map(
                s ->
                    new Segment(
                        s.startSeconds(),
                        s.endSeconds(),
                        scrub(s.text()),
                        s.words().stream()
                            .map(w -> new Word(w.startSeconds(), w.endSeconds(), scrub(w.text())))
                            .toList()))
            .toList();
    return new Transcript(
        scrub(transcript.text()),
        segments,
        transcript.phases(),
        transcript.language(),
        transcript.issues());
  }

  TransportFailure failures() {
    return failures;
  }

  /**
   * Sends a request and waits for the response: all of it, or the head if it is streamed.
   *
   * @throws SutException if no response came
   */
  ServerResponse send(ServerRequest request) throws SutException {
    ExchangeTimes times = new ExchangeTimes();
    long deadline = System.nanoTime() + request.deadline().toNanos();
    AtomicReference<ResponseBody> arriving = new AtomicReference<>();
    threads.begin();
    try {
      // Not sendAsync, which ends in one more change of threads: where there are one or two
      // processors, the JDK starts a thread for that, at every call.
      HttpResponse<ResponseBody> response =
          clientForCall()
              .send(request(request, times), head -> body(request, head, times, arriving));
      if (!response.body().streamed()) {
        response.body().await(deadline);
      }
      if (options.newConnections()) {
        closesWhenAsked = isLast(response.headers());
      }
      return new ServerResponse(
          request,
          response.statusCode(),
          response.version(),
          response.headers(),
          response.body(),
          times,
          deadline);
    } catch (HttpConnectTimeoutException e) {
      throw failures.broken(request, times, arrived(arriving), e);
    } catch (HttpTimeoutException | TimeoutException e) {
      giveUp(arriving);
      throw failures.late(request, times, arrived(arriving));
    } catch (IOException e) {
      throw failures.broken(request, times, arrived(arriving), e);
    } catch (ExecutionException e) {
      throw failures.broken(request, times, arrived(arriving), e.getCause());
    } catch (InterruptedException e) {
      giveUp(arriving);
      Thread.currentThread().interrupt();
      throw failures.interrupted(request);
    } finally {
      threads.end();
    }
  }

  /**
   * The client keeps a connection whose server does not say that it closes it, and takes it for the
   * next call, though it may be closed by then. A client that is used once keeps none; it ends when
   * it is no longer referenced.
   */
  private HttpClient clientForCall() {
    return options.newConnections() && !closesWhenAsked ? client() : client;
  }

  /** Whether a server says that it closes the connection: one that was asked to should. */
  private static boolean isLast(HttpHeaders headers) {
    return headers.firstValue("connection").filter("close"::equalsIgnoreCase).isPresent();
  }

  private ResponseBody body(
      ServerRequest request,
      HttpResponse.ResponseInfo head,
      ExchangeTimes times,
      AtomicReference<ResponseBody> arriving) {
    times.answered();
    boolean events =
        request.streamed()
            && head.statusCode() == OK
            && ServerResponse.contentType(head.headers()).equals(ServerResponse.EVENT_STREAM);
    ResponseBody body = new ResponseBody(options.maxResponseBytes(), events, times);
    arriving.set(body);
    return body;
  }

  /**
   * Returns the next part of a streamed response.
   *
   * @return null at its end
   */
  byte[] next(ServerResponse response) throws SutException {
    try {
      return response.body().next(response.deadlineNanos());
    } catch (IOException e) {
      throw failures.broken(response.request(), response.times(), response.body().arrived(), e);
    } catch (TimeoutException e) {
      response.body().cancel();
      throw failures.late(response.request(), response.times(), response.body().arrived());
    } catch (InterruptedException e) {
      response.body().cancel();
      Thread.currentThread().interrupt();
      throw failures.interrupted(response.request());
    }
  }

  private HttpRequest request(ServerRequest request, ExchangeTimes times) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(url.resolve(request.path()))
            .timeout(request.deadline())
            .header("Accept", request.accept());
    if (!request.contentType().isEmpty()) {
      builder.header("Content-Type", request.contentType());
    }
    if (options.newConnections()) {
      builder.header("Connection", "close");
    }
    key.ifPresent(k -> builder.header(k.header(), k.headerValue()));
    // A GET has a body of no bytes, since it is the body that is had only once.
    return builder.method(request.method(), new TimedBody(request.body(), times)).build();
  }

  private static int arrived(AtomicReference<ResponseBody> arriving) {
    ResponseBody body = arriving.get();
    return body == null ? 0 : body.arrived();
  }

  private static void giveUp(AtomicReference<ResponseBody> arriving) {
    ResponseBody body = arriving.get();
    if (body != null) {
      body.cancel();
    }
  }

  /**
   * Ends connections and threads of the client. Before JDK 21 a client cannot be told to: it ends
   * when it is no longer referenced.
   */
  @Override
  public void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (NoSuchMethodException e) {
      log.debug("this JDK ends a client when it is no longer referenced");
    } catch (ReflectiveOperationException e) {
      log.warn("the client could not be ended: {}", e.getClass().getSimpleName());
    }
  }
}
