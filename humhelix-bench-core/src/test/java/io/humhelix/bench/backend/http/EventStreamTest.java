package io.humhelix.bench.backend.http;

import static io.humhelix.bench.backend.http.RawServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that arrive as events. */
class EventStreamTest {

  private final RawServer server;
  private final Requests.Noted noted = new Requests.Noted();
  @TempDir Path folder;

  EventStreamTest() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static void begin(Socket socket) throws Exception {
    write(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n");
  }

  private static void chunk(Socket socket, String text) throws Exception {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    write(socket, Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  private static void end(Socket socket) throws Exception {
    write(socket, "0\r\n\r\n");
  }

  /** Answers with these events, each in a chunk of its own. */
  private static RawServer.Answer events(String... data) {
    return (request, socket) -> {
      begin(socket);
      for (String one : data) {
        chunk(socket, "data: " + one + "\n\n");
      }
      end(socket);
    };
  }

  private SutSpec spec() {
    return Requests.spec(server.url()).withOption("stream", true);
  }

  private Transcript transcribe(SutSpec spec) throws Exception {
    try (Sut sut = Requests.open(spec)) {
      return sut.transcribe(Requests.call(), noted);
    }
  }

  @Test
  void readsOpenAisDeltas() throws Exception {
    server.answer(
        events(
            "{\"type\": \"transcript.text.delta\", \"delta\": \" He\"}",
            "{\"type\": \"transcript.text.delta\", \"delta\": \"llo\"}",
            "{\"type\": \"something.new\", \"delta\": 1}",
            "{\"type\": \"transcript.text.done\", \"text\": \"Hello\"}"));
    Transcript transcript = transcribe(spec());

    assertEquals("Hello", transcript.text());
    assertEquals(
        List.of("readable", "partial  He", "readable", "partial llo", "readable"), noted.moments);
    assertTrue(server.calls().get(0).has("stream", "true"));
    assertEquals("text/event-stream", server.calls().get(0).headers().get("Accept"));
  }

  @Test
  void readsSegmentsWithTimes() throws Exception {
    server.answer(
        events(
            "{\"type\":\"transcript.text.segment\",\"start\":0,\"end\":1.5,\"text\":\" One\"}",
            "{\"type\":\"transcript.text.segment\",\"start\":1.5,\"end\":2,\"text\":\" two\"}",
            "{\"type\":\"transcript.text.done\",\"text\":\"One two\"}"));
    Transcript transcript = transcribe(spec());

    assertEquals("One two", transcript.text());
    assertEquals(1.5, transcript.segments().get(1).startSeconds());
    assertTrue(noted.moments.contains("segment  One"), noted.moments.toString());
  }

  @Test
  void readsChunksOfVllm() throws Exception {
    server.answer(
        events(
            "{\"object\":\"transcription.chunk\",\"choices\":[{\"delta\":{\"content\":\"a \"}}]}",
            "{\"object\":\"transcription.chunk\",\"choices\":[{\"delta\":{\"content\":\"text\"},"
                + "\"finish_reason\":\"stop\"}]}",
            "{\"object\":\"transcription.chunk\",\"choices\":[],\"usage\":{}}",
            "[DONE]"));
    assertEquals("a text", transcribe(spec()).text());
    assertEquals("partial a ", noted.moments.get(1));
  }

  @Test
  void readsPlainEventsOfASegmentEach() throws Exception {
    server.answer(events("{\"text\": \" a\"}", "{\"text\": \" text\"}"));
    assertEquals(" a text", transcribe(spec()).text());

    server.answer(
        events("{\"text\": \"x\", \"segments\": [{\"start\": 0, \"end\": 1, \"text\": \" a\"}]}"));
    Transcript verbose = transcribe(spec().withOption("response_format", "verbose_json"));
    assertEquals(" a", verbose.segments().get(0).text());

    server.answer(events(" a", " text"));
    assertEquals("a text", transcribe(spec().withOption("response_format", "text")).text().strip());
  }

  /** speaches 0.6 to 0.8 strip the text of each segment. */
  @Test
  void segmentsWithoutBlanksAreNotGlued() throws Exception {
    server.answer(
        events("{\"text\":\"prudently in\"}", "{\"text\":\"his power\"}", "{\"text\":\", he\"}"));
    assertEquals("prudently in his power, he", transcribe(spec()).text());

    server.answer(events("{\"text\":\"今天天气\"}", "{\"text\":\"很好\"}", "{\"text\":\"、OK\"}"));
    assertEquals("今天天气很好、OK", transcribe(spec()).text());

    server.answer(events("prudently in", "his power"));
    assertEquals(
        "prudently in his power", transcribe(spec().withOption("response_format", "text")).text());

    server.answer(
        events(
            "{\"text\": \"x\", \"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"in\"}]}",
            "{\"text\": \"x\", \"segments\": [{\"start\": 1, \"end\": 2, \"text\": \"his\"}]}"));
    assertEquals("in his", transcribe(spec().withOption("response_format", "verbose_json")).text());
  }

  @Test
  void piecesOfAWordStayTogether() throws Exception {
    server.answer(
        events(
            "{\"type\":\"transcript.text.delta\",\"delta\":\"He\"}",
            "{\"type\":\"transcript.text.delta\",\"delta\":\"llo\"}",
            "{\"type\":\"transcript.text.done\",\"text\":\"\"}"));
    assertEquals("Hello", transcribe(spec()).text(), "speaches 0.9 ends with an empty text");
  }

  @Test
  void aFinalTextWins() throws Exception {
    server.answer(
        events(
            "{\"type\":\"transcript.text.segment\",\"start\":0,\"end\":1,\"text\":\"ill-\"}",
            "{\"type\":\"transcript.text.segment\",\"start\":1,\"end\":2,\"text\":\"he went\"}",
            "{\"type\":\"transcript.text.done\",\"text\":\"ill- he went\"}"));
    assertEquals("ill- he went", transcribe(spec()).text());
  }

  @Test
  void whatToDoAboutACutTextHangsOnItsReason() throws Exception {
    server.answer(events(chunkOf("Hello", "content_filter"), "[DONE]"));
    assertTrue(transcribe(spec()).issues().get(0).remedy().contains("filter off"));
    server.answer(events(chunkOf("Hello", "length"), "[DONE]"));
    assertTrue(transcribe(spec()).issues().get(0).remedy().contains("max_tokens"));
  }

  private static String chunkOf(String text, String reason) {
    return "{\"choices\":[{\"delta\":{\"content\":\""
        + text
        + "\"}"
        + (reason.isEmpty() ? "" : ",\"finish_reason\":\"" + reason + "\"")
        + "}]}";
  }

  /** vLLM decodes windows of 30 s one by one; each ends with a reason of its own. */
  @Test
  void windowsOfVllmAreNotGlued() throws Exception {
    server.answer(
        events(
            chunkOf("Hel", ""),
            chunkOf("lo", ""),
            chunkOf("", "stop"),
            chunkOf("yo", ""),
            chunkOf("u", "stop"),
            "[DONE]"));
    Transcript transcript = transcribe(spec());
    assertEquals("Hello you", transcript.text());
    assertEquals(List.of(), transcript.issues());
  }

  @Test
  void aTextThatWasCutIsTold() throws Exception {
    server.answer(events(chunkOf("Hello", "length"), chunkOf("you", "stop"), "[DONE]"));
    Transcript transcript = transcribe(spec());
    assertEquals("Hello you", transcript.text());
    assertEquals(List.of("text-cut"), transcript.issues().stream().map(Issue::code).toList());
    assertTrue(
        transcript.issues().get(0).message().contains("it says finish_reason length"),
        transcript.toString());
  }

  @Test
  void joinsEventsThatArriveInPieces() throws Exception {
    String stream =
        ": hello\r\nevent: x\r\ndata: {\"type\": \"transcript.text.delta\",\r\n"
            + "data:  \"delta\": \"Grüße\"}\r\n\r\nid: 7\r\n\r\n"
            + "data: {\"type\": \"transcript.text.done\", \"text\": \"Grüße 𝄞\"}\r\n\r\n";
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    server.answer(
        (request, socket) -> {
          begin(socket);
          for (byte b : bytes) {
            socket.getOutputStream().write(new byte[] {'1', '\r', '\n', b, '\r', '\n'});
          }
          end(socket);
        });
    assertEquals("Grüße 𝄞", transcribe(spec()).text());
  }

  @Test
  void theFirstTextIsSeenWhileTheServerStillWorks() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    server.answer(
        (request, socket) -> {
          begin(socket);
          chunk(socket, "data: {\"type\": \"transcript.text.delta\", \"delta\": \"a\"}\n\n");
          if (seen.await(30, TimeUnit.SECONDS)) {
            chunk(socket, "data: {\"type\": \"transcript.text.done\", \"text\": \"a b\"}\n\n");
          }
          end(socket);
        });
    try (Sut sut = Requests.open(spec())) {
      Transcript transcript =
          sut.transcribe(
              Requests.call(),
              new TranscriptionProgress() {
                @Override
                public void segmentsReadable() {}

                @Override
                public void segment(Segment segment) {}

                @Override
                public void partialText(String text) {
                  seen.countDown();
                }
              });
      assertEquals("a b", transcript.text());
    }
  }

  @Test
  void theHarnessTakesTheFirstSegmentLatency() throws Exception {
    long pause = 20_000_000;
    server.answer(
        (request, socket) -> {
          begin(socket);
          chunk(socket, "data: {\"type\": \"transcript.text.delta\", \"delta\": \"a text\"}\n\n");
          Pause.nanos(pause);
          chunk(socket, "data: {\"type\": \"transcript.text.done\", \"text\": \"a text\"}\n\n");
          end(socket);
        });
    RunResult result =
        Harness.builder()
            .discovery(false)
            .provider(new HttpProvider())
            .run(
                TestClips.definition(folder, 1)
                    .suts(List.of(spec()))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
                    .build());
    assertEquals(TrialStatus.OK, result.runConfigs().get(0).status());
    ClipResult clip = result.runConfigs().get(0).validTrials().get(0).clips().get(0);
    long first = clip.firstSegmentNanos().orElseThrow();
    assertTrue(first <= clip.totalNanos() - pause / 2, first + " of " + clip.totalNanos());
    assertTrue(clip.call().transcriptionNanos() >= pause / 2, "reading took no time");
  }

  @Test
  void aCutTextIsAnIssueOfTheTrialThatNamesTheClip() throws Exception {
    server.answer(events(chunkOf("a text", "length"), "[DONE]"));
    RunResult result =
        Harness.builder()
            .discovery(false)
            .provider(new HttpProvider())
            .run(
                TestClips.definition(folder, 2)
                    .suts(List.of(spec()))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
                    .build());
    List<Issue> issues = result.runConfigs().get(0).validTrials().get(0).issues();
    List<String> cut =
        issues.stream().filter(i -> i.code().equals("text-cut")).map(Issue::message).toList();
    assertEquals(2, cut.size(), issues.toString());
    assertTrue(cut.stream().anyMatch(m -> m.startsWith("clip 'c0.wav': ")), cut.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {\"type\": \"transcript.text.delta\", \"delta\": \"a\"}|ended before|PROTOCOL",
        "data: {\"choices\": [{\"delta\": {\"content\": \"a\"}}]}|ended before|PROTOCOL",
        "data: {\"text\": \"a|not valid JSON|PROTOCOL",
        "data: {\"type\": \"transcript.text.delta\"}|no text 'delta'|PROTOCOL",
        "data: {\"error\": {\"message\": \"boom\"}}|the server reports an error: boom|SUT_ERROR",
        ": nothing|ended before|PROTOCOL",
      })
  void failsWhereTheStreamIsNotWhole(String event, String message, FailureKind kind)
      throws Exception {
    server.answer(
        (request, socket) -> {
          begin(socket);
          chunk(socket, event + "\n\n");
          end(socket);
        });
    try (Sut sut = Requests.open(spec())) {
      SutException failure =
          assertThrows(SutException.class, () -> sut.transcribe(Requests.call(), noted));
      assertEquals(kind, failure.kind());
      assertTrue(failure.getMessage().contains(message), failure.getMessage());
      server.answer(events("{\"text\": \"a\"}"));
      assertEquals("a", sut.transcribe(Requests.call(), noted).text());
    }
  }

  @Test
  void failsWhereAnEventIsCutOff() throws Exception {
    server.answer(
        (request, socket) -> {
          begin(socket);
          chunk(socket, "data: {\"text\": \"a\"}\n\ndata: {\"text\": \"b\"}");
          end(socket);
        });
    SutException failure = assertThrows(SutException.class, () -> transcribe(spec()));
    assertEquals(FailureKind.PROTOCOL, failure.kind());
  }

  @Test
  void failsWhereTheConnectionBreaksOrStalls() throws Exception {
    server.answer(
        (request, socket) -> {
          begin(socket);
          chunk(socket, "data: {\"text\": \"a\"}\n\n");
          socket.setSoLinger(true, 0);
          socket.close();
        });
    SutException broken = assertThrows(SutException.class, () -> transcribe(spec()));
    assertEquals(FailureKind.CONNECTION, broken.kind());

    CountDownLatch never = new CountDownLatch(1);
    server.answer(
        (request, socket) -> {
          begin(socket);
          chunk(socket, "data: {\"text\": \"a\"}\n\n");
          never.await();
        });
    SutException stalled =
        assertThrows(
            SutException.class, () -> transcribe(spec().withOption("response_timeout_s", 0.3)));
    assertEquals(FailureKind.TIMEOUT, stalled.kind());
    assertTrue(stalled.getMessage().contains("after 21 bytes"), stalled.getMessage());
  }

  @Test
  void failsWhereTheServerDoesNotStream() throws Exception {
    SutException failure = assertThrows(SutException.class, () -> transcribe(spec()));
    assertEquals(FailureKind.PROTOCOL, failure.kind());
    assertTrue(failure.getMessage().contains("came in one piece"), failure.getMessage());

    server.answer(RawServer.json("{\"error\": \"busy\"}"));
    SutException error = assertThrows(SutException.class, () -> transcribe(spec()));
    assertEquals(FailureKind.SUT_ERROR, error.kind());
  }

  @Test
  void failsWhereEventsNeverEnd() throws Exception {
    server.answer(
        (request, socket) -> {
          begin(socket);
          while (!socket.isClosed()) {
            chunk(socket, "data: {\"text\": \"" + "la ".repeat(1000) + "\"}\n\n");
          }
        });
    SutException failure =
        assertThrows(
            SutException.class,
            () -> transcribe(spec().withOption("max_response_bytes", 1_000_000L)));
    assertEquals(FailureKind.PROTOCOL, failure.kind());
    assertTrue(failure.getMessage().contains("too large"), failure.getMessage());
  }
}
