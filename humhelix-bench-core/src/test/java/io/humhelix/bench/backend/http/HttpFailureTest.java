package io.humhelix.bench.backend.http;

import static io.humhelix.bench.backend.http.RawServer.json;
import static io.humhelix.bench.backend.http.RawServer.status;
import static io.humhelix.bench.backend.http.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers do wrong: each ends in one classified failure, and the next call works. */
@Tag("slow")
class HttpFailureTest {

  private static final int FIFTY_MILLION = 50_000_000;

  /** Opened when a test ends, for servers that hang. */
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final RawServer server;
  @TempDir Path folder;

  HttpFailureTest() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** A way to fail, and what is to be said of it. */
  record Fault(String name, FailureKind kind, String message, RawServer.Answer answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static RawServer.Answer bytes(String bytes) {
    return (request, socket) -> {
      write(socket, bytes);
      socket.close();
    };
  }

  private static RawServer.Answer reset(String bytes) {
    return (request, socket) -> {
      write(socket, bytes);
      // Closing with data unsent and no patience sends RST.
      socket.setSoLinger(true, 0);
      socket.close();
    };
  }

  private static String head(int length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static void trickle(Socket socket, String head, String more) throws Exception {
    write(socket, head);
    while (!NEVER.await(10, TimeUnit.MILLISECONDS)) {
      write(socket, more);
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "resets before an answer",
            FailureKind.CONNECTION,
            "after the request was sent, before a response began",
            reset("")),
        new Fault(
            "closes without an answer",
            FailureKind.CONNECTION,
            "after the request was sent, before a response began",
            bytes("")),
        new Fault(
            "resets within the body",
            FailureKind.CONNECTION,
            "in the middle of the response",
            reset(head(1000) + "{\"text\": \"a")),
        new Fault(
            "closes within the body",
            FailureKind.CONNECTION,
            "in the middle of the response, after 11 bytes of its body",
            bytes(head(1000) + "{\"text\": \"a")),
        new Fault(
            "cuts chunks off",
            FailureKind.CONNECTION,
            "in the middle of the response",
            bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"text\": \"a")),
        new Fault(
            "trickles its body",
            FailureKind.TIMEOUT,
            "in the middle of the response",
            (request, socket) -> trickle(socket, head(1_000_000), " ")),
        new Fault(
            "trickles its head",
            FailureKind.TIMEOUT,
            "before a response began",
            (request, socket) -> trickle(socket, "HTTP/1.1 200 OK\r\n", "X: y\r\n")),
        new Fault(
            "never answers",
            FailureKind.TIMEOUT,
            "after the request was sent, before a response began",
            (request, socket) -> NEVER.await()),
        new Fault(
            "sends what is no HTTP",
            FailureKind.CONNECTION,
            "before a response began",
            bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
        new Fault(
            "answers 200 with an error",
            FailureKind.SUT_ERROR,
            "the server reports an error: no model loaded: load one",
            json("{\"error\": \"no model loaded\", \"error_message\": \"load one\"}")),
        new Fault(
            "answers 200 with an error object",
            FailureKind.SUT_ERROR,
            "the server reports an error: out of cheese",
            json("{\"error\": {\"message\": \"out of cheese\", \"code\": 7}, \"text\": \"x\"}")),
        new Fault(
            "answers 401",
            FailureKind.AUTHENTICATION,
            "status 401: no key",
            status(401, "application/json", "{\"error\": {\"message\": \"no key\"}}")),
        new Fault(
            "answers 403",
            FailureKind.AUTHENTICATION,
            "status 403: not yours",
            status(403, "text/plain", "not yours")),
        new Fault(
            "answers 404",
            FailureKind.PROTOCOL,
            "status 404: Not Found",
            status(404, "application/json", "{\"error\": \"Not Found\"}")),
        new Fault("answers 413", FailureKind.AUDIO, "status 413", status(413, "text/plain", "")),
        new Fault(
            "answers 422",
            FailureKind.PROTOCOL,
            "status 422",
            status(422, "application/json", "{\"detail\": [{\"loc\": [\"body\", \"model\"]}]}")),
        new Fault(
            "answers 429",
            FailureKind.RATE_LIMIT,
            "status 429: slow down, retry after: 7",
            status(429, "text/plain", "slow down", "Retry-After: 7")),
        new Fault(
            "answers 500",
            FailureKind.SUT_ERROR,
            "status 500: the decoder stopped",
            status(500, "application/json", "{\"error\": \"the decoder stopped\"}")),
        new Fault(
            "answers 503 with a page",
            FailureKind.SUT_ERROR,
            "status 503: <html> <b>Bad</b> </html>",
            status(503, "text/html", "<html>\n<b>Bad</b>\n</html>")),
        new Fault(
            "answers 204",
            FailureKind.PROTOCOL,
            "status 204",
            // The connection stays: one that closes unannounced can meet the next call.
            (request, socket) -> write(socket, "HTTP/1.1 204 No Content\r\n\r\n")),
        new Fault(
            "sends another content type",
            FailureKind.PROTOCOL,
            "content type 'text/html', not application/json: <p>Log in</p>",
            status(200, "text/html; charset=utf-8", "<p>Log in</p>")),
        new Fault(
            "sends no content type",
            FailureKind.PROTOCOL,
            "content type ''",
            (request, socket) -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
        new Fault(
            "sends half of JSON",
            FailureKind.PROTOCOL,
            "not valid JSON",
            json("{\"text\": \"a te")),
        new Fault(
            "sends JSON twice",
            FailureKind.PROTOCOL,
            "not valid JSON",
            json("{\"text\": \"a\"}{\"text\": \"b\"}")),
        new Fault(
            "sends deep JSON", FailureKind.PROTOCOL, "not valid JSON", json("[".repeat(100_000))),
        new Fault("sends nothing", FailureKind.PROTOCOL, "not a JSON object", json("")),
        new Fault("sends a list", FailureKind.PROTOCOL, "not a JSON object: []", json("[]")),
        new Fault(
            "sends no text", FailureKind.PROTOCOL, "no text 'text': {\"a\":1}", json("{\"a\": 1}")),
        new Fault(
            "sends null for a text",
            FailureKind.PROTOCOL,
            "no text 'text'",
            json("{\"text\": null}")),
        new Fault(
            "sends 50 MB of text",
            FailureKind.PROTOCOL,
            "too large",
            (request, socket) -> {
              write(socket, head(FIFTY_MILLION) + "{\"text\": \"");
              byte[] block = "all work and no play ".repeat(5_000).getBytes();
              for (int sent = 0; sent < FIFTY_MILLION; sent += block.length) {
                socket.getOutputStream().write(block);
              }
            }),
        new Fault(
            "redirects without saying where",
            FailureKind.PROTOCOL,
            "status 302",
            status(302, "text/plain", "")));
  }

  private SutSpec spec() {
    return Requests.spec(server.url()).withOption("response_timeout_s", 0.5);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void failsOnceAndTheNextCallWorks(Fault fault) throws Exception {
    try (Sut sut = Requests.open(spec().withOption("response_timeout_s", deadline(fault)))) {
      server.answer(fault.answer());
      SutException failure = transcribeFails(sut);

      assertEquals(fault.kind(), failure.kind(), failure.getMessage());
      assertTrue(failure.getMessage().contains(fault.message()), failure.getMessage());
      assertTrue(failure.getMessage().length() < 700, failure.getMessage());
      assertFalse(failure.remedy().isEmpty());
      assertEquals(1, server.calls().size(), "the request was sent again");

      server.answer(RawServer.GOOD);
      assertEquals("a text", sut.transcribe(Requests.call(), new Requests.Noted()).text());
    }
  }

  /** Only what hangs has to wait for its deadline; the others must not run into it. */
  private static double deadline(Fault fault) {
    return fault.kind() == FailureKind.TIMEOUT ? 0.3 : 30;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theRunGoesOnAndARecordIsStored(Fault fault) throws Exception {
    server.answer(fault.answer());
    FakeProvider other = new FakeProvider();
    BenchmarkDefinition definition =
        TestClips.definition(folder, 1)
            .suts(
                List.of(
                    spec().withOption("response_timeout_s", deadline(fault)),
                    SutSpec.of("other", "fake", "model")))
            .trials(
                TrialPolicy.DEFAULT
                    .withCounts(0, 1)
                    .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60)))
            .build();
    RunResult result =
        Harness.builder()
            .discovery(false)
            .provider(new HttpProvider())
            .provider(other)
            .output(folder.resolve("results"))
            .run(definition);

    RunConfigResult bad = result.runConfigs().get(0);
    boolean late = fault.kind() == FailureKind.TIMEOUT;
    assertEquals(late ? TrialStatus.TIMEOUT : TrialStatus.FAILED, bad.status());
    Failure failure = bad.trials().get(0).failure().orElseThrow();
    assertEquals(fault.kind(), failure.kind());
    assertTrue(failure.message().startsWith("clip 'c0.wav'"), failure.message());
    assertTrue(failure.message().contains(fault.message()), failure.message());
    assertEquals(TrialStatus.OK, result.runConfigs().get(1).status());
    String stored = Files.readString(result.resultsFile().orElseThrow());
    assertTrue(stored.contains("\"kind\": \"" + fault.kind() + "\""));
  }

  @Test
  void aServerThatIsGoneRefusesAndIsBackForTheNextCall() throws Exception {
    try (Sut sut = Requests.open(spec())) {
      server.stop();
      SutException failure = transcribeFails(sut);
      assertEquals(FailureKind.CONNECTION, failure.kind());
      assertTrue(failure.getMessage().contains("no connection: "), failure.getMessage());

      server.restart();
      assertEquals("a text", sut.transcribe(Requests.call(), new Requests.Noted()).text());
    }
  }

  @Test
  void doesNotFollowARedirectToAnotherHost() throws Exception {
    try (RawServer other = new RawServer();
        Sut sut = Requests.open(spec())) {
      server.answer(
          status(307, "text/plain", "", "Location: http://localhost:" + other.port() + "/steal"));
      SutException failure = transcribeFails(sut);
      assertEquals(FailureKind.PROTOCOL, failure.kind());
      assertTrue(
          failure
              .getMessage()
              .contains("status 307 redirects to host 'localhost:" + other.port() + "'"),
          failure.getMessage());
      assertEquals(0, other.connections());
    }
  }

  @Test
  void givesUpTheConnectionOfALateAnswer() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    server.answer(
        (request, socket) -> {
          try {
            trickle(socket, head(1_000_000), " ");
          } finally {
            gone.countDown();
          }
        });
    try (Sut sut = Requests.open(spec())) {
      assertEquals(FailureKind.TIMEOUT, transcribeFails(sut).kind());
      assertTrue(gone.await(30, TimeUnit.SECONDS), "the server can still write");
    }
  }

  @Test
  void failsOverHttp2WhereTheServerGoesAway() throws Exception {
    server.answer(H2Server.goAway());
    try (Sut sut = Requests.open(spec().withOption("http_version", "http/2"))) {
      SutException failure = transcribeFails(sut);
      assertEquals(FailureKind.CONNECTION, failure.kind(), failure.getMessage());
      assertEquals(1, server.calls().size(), "the request was sent again");

      server.answer(H2Server.json("{\"text\": \"a text\"}"));
      assertEquals("a text", sut.transcribe(Requests.call(), new Requests.Noted()).text());
    }
  }

  @Test
  void failsWhereTheServerHasNotTheVersionAskedFor() throws Exception {
    try (Sut sut = Requests.open(spec().withOption("http_version", "http/2"))) {
      SutException failure = transcribeFails(sut);
      assertEquals(FailureKind.PROTOCOL, failure.kind());
      assertTrue(failure.getMessage().contains("speaks http/1.1"), failure.getMessage());
    }
  }

  @Test
  void failsWhereTlsIsAskedOfAPlainServer() throws Exception {
    String address = server.url().replace("http:", "https:");
    server.answer(bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
    try (Sut sut = Requests.open(Requests.spec(address).withOption("response_timeout_s", 10))) {
      SutException failure = transcribeFails(sut);
      assertEquals(FailureKind.CONNECTION, failure.kind(), failure.getMessage());
    }
  }

  @Test
  void interruptingTheCallerEndsTheCall() throws Exception {
    server.answer((request, socket) -> NEVER.await());
    try (Sut sut = Requests.open(spec().withOption("response_timeout_s", 600))) {
      Thread.currentThread().interrupt();
      SutException failure = transcribeFails(sut);
      assertTrue(Thread.interrupted());
      assertTrue(failure.getMessage().contains("interrupted"), failure.getMessage());
    }
  }

  private static SutException transcribeFails(Sut sut) {
    return assertThrows(
        SutException.class, () -> sut.transcribe(Requests.call(), new Requests.Noted()));
  }
}
