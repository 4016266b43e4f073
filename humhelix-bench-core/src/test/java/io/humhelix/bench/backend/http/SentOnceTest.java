package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The JDK's client tries again on its own in some cases; the server sees one request all the same.
 */
class SentOnceTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final RawServer server;

  SentOnceTest() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private SutSpec spec(String version) {
    return Requests.spec(server.url())
        .withOption("http_version", version)
        .withOption("response_timeout_s", 30);
  }

  private Transport transport(String version) {
    HttpOptions options = HttpOptions.of(Requests.of(spec(version)).options());
    return new Transport(ServerUrl.of(server.url()), options, Optional.empty(), Optional.empty());
  }

  private static void lost(SutException failure) {
    assertEquals(FailureKind.CONNECTION, failure.kind(), failure.getMessage());
    assertTrue(failure.getMessage().contains("not sent again"), failure.getMessage());
  }

  @Test
  void aQuestionIsSentOnceWhereAReusedConnectionIsClosed() throws Exception {
    try (Transport transport = transport("http/1.1")) {
      ServerRequest request = ServerRequest.get("/ping", "*/*", DEADLINE);
      transport.send(request);
      server.check((ignored, socket) -> socket.close());
      lost(assertThrows(SutException.class, () -> transport.send(request)));
      assertEquals(2, server.requests().size(), "the second question was sent again");
      server.check(RawServer.GOOD);
      assertEquals(200, transport.send(request).status());
    }
  }

  @Test
  void aQuestionIsSentOnceWhereTheServerGoesAway() throws Exception {
    try (Transport transport = transport("http/2")) {
      server.check(H2Server.goAway());
      ServerRequest request = ServerRequest.get("/ping", "*/*", DEADLINE);
      SutException failure = assertThrows(SutException.class, () -> transport.send(request));
      assertEquals(FailureKind.CONNECTION, failure.kind(), failure.getMessage());
      assertEquals(1, server.requests().size(), "the question was sent again");
    }
  }

  @Test
  void aCallIsSentOnceWhereItsStreamIsRefused() throws Exception {
    H2Server.Refusing refusing = new H2Server.Refusing("{\"text\": \"a text\"}");
    server.answer(refusing);
    try (Sut sut = Requests.open(spec("http/2"))) {
      assertEquals("a text", sut.transcribe(Requests.call(), new Requests.Noted()).text());
      for (int call = 1; call <= 3; call++) {
        SutException failure =
            assertThrows(
                SutException.class, () -> sut.transcribe(Requests.call(), new Requests.Noted()));
        assertEquals(FailureKind.CONNECTION, failure.kind(), failure.getMessage());
        // An attempt that was hidden would have been refused before the call ended.
        assertEquals(call, refusing.refused(), "the call was sent again");
      }
    }
    assertEquals(1, server.calls().size(), "the call was sent again over a new connection");
  }

  @Test
  void aBodyIsHadOnce() {
    BodyPublisher body = new TimedBody(new byte[0], new ExchangeTimes());
    assertEquals(0, body.contentLength());
    assertThrows(TimedBody.SentTwiceException.class, body::contentLength);
    assertEquals("complete", end(body));
    assertEquals(TimedBody.SentTwiceException.class.getSimpleName(), end(body));
  }

  private static String end(BodyPublisher body) {
    AtomicReference<String> end = new AtomicReference<>("none");
    body.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
          }

          @Override
          public void onNext(ByteBuffer slice) {
            end.set("a slice");
          }

          @Override
          public void onError(Throwable thrown) {
            end.set(thrown.getClass().getSimpleName());
          }

          @Override
          public void onComplete() {
            end.set("complete");
          }
        });
    return end.get();
  }
}
