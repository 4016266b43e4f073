package io.humhelix.bench.backend.http;

import static io.humhelix.bench.backend.http.RawServer.json;
import static io.humhelix.bench.backend.http.RawServer.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.audio.AudioReader;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of an OpenAI-compatible server, and what its answers become. */
class OpenAiServerTest {

  private static final TranscriptionTask WORDS =
      new TranscriptionTask(Optional.of("de"), TranscriptionTask.Kind.TRANSCRIBE, true, false);

  private final RawServer server;
  @TempDir Path folder;

  OpenAiServerTest() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private SutSpec spec() {
    return Requests.spec(server.url());
  }

  private Transcript transcribe(SutSpec spec, TranscriptionTask task) throws Exception {
    try (Sut sut = Requests.open(spec, task)) {
      return sut.transcribe(Requests.call(task), new Requests.Noted());
    }
  }

  private RawServer.Request received() {
    assertEquals(1, server.calls().size());
    return server.calls().get(0);
  }

  @Test
  void sendsTheClipAsAFileAndTheModelsName() throws Exception {
    assertEquals("a text", transcribe(spec(), TranscriptionTask.DEFAULT).text());

    RawServer.Request request = received();
    assertEquals("/v1/audio/transcriptions", request.path());
    assertTrue(request.headers().get("Content-Type").startsWith("multipart/form-data; boundary="));
    assertTrue(request.has("model", "whisper-1"));
    assertTrue(request.has("response_format", "json"));
    for (String field : List.of("language", "prompt", "temperature", "stream", "timestamp")) {
      assertFalse(request.names(field), field);
    }
    assertFalse(request.headers().containsKey("Authorization"));
  }

  @Test
  void theFileIsTheSamplesToTheBit() throws Exception {
    transcribe(spec(), TranscriptionTask.DEFAULT);

    String form = received().form();
    int start =
        form.indexOf("Content-Type: audio/wav\r\n\r\n")
            + "Content-Type: audio/wav\r\n\r\n".length();
    int end = form.lastIndexOf("\r\n--", form.length() - 5);
    Path wav = folder.resolve("sent.wav");
    Files.write(wav, form.substring(start, end).getBytes(StandardCharsets.ISO_8859_1));
    assertArrayEquals(Requests.call().samples(), new AudioReader().read(wav).samples());
  }

  @Test
  void clipsSamplesThatAFileCannotHold() {
    byte[] wav = WavFile.of(new float[] {2f, 1f, -1f, -2f});
    assertArrayEquals(
        new byte[] {-1, 127, -1, 127, 0, -128, 0, -128}, Arrays.copyOfRange(wav, 44, 52));
  }

  @Test
  void makesTheBodyOfAClipOnce() {
    PreparedCalls calls = new PreparedCalls((form, task) -> form.field("task", task.toString()));
    TranscriptionRequest request = Requests.call();
    byte[] body = calls.of(request);
    assertSame(body, calls.of(request));
    TranscriptionRequest other =
        new TranscriptionRequest("c1", request.samples().clone(), request.task());
    assertNotSame(body, calls.of(other));
    TranscriptionRequest german =
        new TranscriptionRequest("c0", request.samples(), TranscriptionTask.transcribe("de"));
    assertTrue(
        new String(calls.of(german), StandardCharsets.ISO_8859_1).contains("Optional[de]"),
        "another task got the fields of the first");
  }

  /** Some servers tell the language in their shortest answer too. */
  @Test
  void theLanguageOfAPlainAnswerIsTold() throws Exception {
    server.answer(json("{\"text\": \"x\", \"language\": \"english\"}"));
    assertEquals(Optional.of("en"), transcribe(spec(), TranscriptionTask.DEFAULT).language());
    server.answer(json("{\"text\": \"x\"}"));
    assertEquals(Optional.empty(), transcribe(spec(), TranscriptionTask.DEFAULT).language());
  }

  @Test
  void sendsEveryOptionAsItsField() throws Exception {
    SutSpec spec =
        spec()
            .withOption("prompt", "Grüße,\r\n\"x\"")
            .withOption("temperature", 0.2)
            .withOption("response_format", "verbose_json")
            .withOption("extra_fields", Map.of("vad_filter", true, "hotwords", "Rhön"));
    server.answer(
        json(
            "{\"text\": \"x\", \"words\": [{\"word\": \"x\", \"start\": 0, \"end\": 0.1}],"
                + " \"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"x\"}]}"));
    transcribe(spec, WORDS);

    RawServer.Request request = received();
    assertTrue(request.has("language", "de"));
    assertTrue(request.has("prompt", "Grüße,\r\n\"x\""));
    assertTrue(request.has("temperature", "0.2"));
    assertTrue(request.has("response_format", "verbose_json"));
    assertTrue(request.has("timestamp_granularities[]", "word"));
    assertTrue(request.has("timestamp_granularities[]", "segment"));
    assertTrue(request.has("vad_filter", "true"));
    assertTrue(request.has("hotwords", "Rhön"));
  }

  @Test
  void translatesAtTheOtherEndPoint() throws Exception {
    transcribe(
        spec(),
        new TranscriptionTask(Optional.empty(), TranscriptionTask.Kind.TRANSLATE, false, false));
    assertEquals("/v1/audio/translations", received().path());
  }

  @Test
  void doesNotDoubleTheVersionOfTheAddress() throws Exception {
    transcribe(Requests.spec(server.url() + "/proxy/v1/"), TranscriptionTask.DEFAULT);
    assertEquals("/proxy/v1/audio/transcriptions", received().path());
  }

  @Test
  void readsSegmentsAndTheWordsBesideThem() throws Exception {
    server.answer(
        json(
            """
            {"task": "transcribe", "text": "one two three", "error": null,
             "segments": [{"id": 0, "start": 0.0, "end": 1.0, "text": " one two"},
                          {"id": 1, "start": 1.0, "end": 2.5, "text": " three"}],
             "words": [{"word": "one", "start": 0.1, "end": 0.4},
                       {"word": "two", "start": 0.5, "end": 1.0},
                       {"word": "three", "start": 1.2, "end": 2.6}]}\
            """));
    Transcript transcript = transcribe(spec(), WORDS);

    assertEquals("one two three", transcript.text());
    assertEquals(2, transcript.segments().size());
    assertEquals(" one two", transcript.segments().get(0).text());
    assertEquals(2.5, transcript.segments().get(1).endSeconds());
    assertEquals(
        List.of(new Word(0.1, 0.4, "one"), new Word(0.5, 1.0, "two")),
        transcript.segments().get(0).words());
    assertEquals(List.of(new Word(1.2, 2.6, "three")), transcript.segments().get(1).words());
    assertTrue(received().has("response_format", "verbose_json"));
  }

  @Test
  void readsWordsWithoutSegmentsAndWordsWithinThem() throws Exception {
    server.answer(
        json("{\"text\": \"a b\", \"words\": [{\"word\": \"a b\", \"start\": 1, \"end\": 2}]}"));
    Transcript alone = transcribe(spec(), WORDS);
    assertEquals(1.0, alone.segments().get(0).startSeconds());

    server.answer(
        json(
            "{\"text\": \"a\", \"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"a\","
                + " \"words\": [{\"word\": \"a\", \"start\": 0, \"end\": 1}, {\"word\": \"b\"}]}]}"));
    Transcript within = transcribe(spec(), WORDS);
    assertEquals(List.of(new Word(0, 1, "a")), within.segments().get(0).words());
  }

  @Test
  void failsWhereTimesOfWordsAreMissing() throws Exception {
    server.answer(json("{\"text\": \"a\", \"segments\": []}"));
    SutException failure = assertThrows(SutException.class, () -> transcribe(spec(), WORDS));
    assertEquals(FailureKind.PROTOCOL, failure.kind());
    assertTrue(failure.getMessage().contains("word timestamps"), failure.getMessage());
  }

  @Test
  void takesTextAsItIs() throws Exception {
    server.answer(status(200, "text/plain; charset=utf-8", " Grüße\n"));
    assertEquals(
        " Grüße\n",
        transcribe(spec().withOption("response_format", "text"), TranscriptionTask.DEFAULT).text());
    server.answer(json("{\"error\": \"no\"}"));
    SutException failure =
        assertThrows(
            SutException.class,
            () ->
                transcribe(
                    spec().withOption("response_format", "text"), TranscriptionTask.DEFAULT));
    assertEquals(FailureKind.SUT_ERROR, failure.kind());
  }

  @Test
  void tellsThePartsOfACallApart() throws Exception {
    server.answer(
        status(
            200,
            "application/json",
            "{\"text\": \"\"}",
            "Server-Timing: queue;dur=12.5, model;desc=\"x\";dur=3",
            "openai-processing-ms: 21"));
    try (Sut sut = Requests.open(spec())) {
      long start = System.nanoTime();
      Transcript transcript = sut.transcribe(Requests.call(), new Requests.Noted());
      long total = System.nanoTime() - start;

      List<Phase> phases = transcript.phases();
      assertEquals(
          List.of("connect", "upload", "wait", "receive", "server", "server-queue", "server-model"),
          phases.stream().map(Phase::name).toList());
      long sum = phases.stream().limit(4).mapToLong(Phase::nanos).sum();
      assertTrue(sum > 0 && sum <= total, sum + " of " + total);
      assertEquals(21_000_000, phases.get(4).nanos());
      assertEquals(12_500_000, phases.get(5).nanos());
      assertEquals(3_000_000, phases.get(6).nanos());
    }
  }

  @Test
  void uploadEndsBeforeTheServerHasDoneAnything() throws Exception {
    server.answer(
        (request, socket) -> {
          Pause.nanos(30_000_000);
          RawServer.GOOD.to(request, socket);
        });
    try (Sut sut = Requests.open(spec())) {
      Transcript transcript = sut.transcribe(Requests.call(), new Requests.Noted());
      Map<String, Long> phases = new HashMap<>();
      transcript.phases().forEach(p -> phases.put(p.name(), p.nanos()));
      assertTrue(phases.get("wait") >= 25_000_000, phases.toString());
      assertTrue(phases.get("wait") > phases.get("upload"), phases.toString());
    }
  }

  @Test
  void connectionsAreKeptOrMadeAnewAsAsked() throws Exception {
    try (Sut sut = Requests.open(spec())) {
      for (int i = 0; i < 5; i++) {
        sut.transcribe(Requests.call(), new Requests.Noted());
      }
    }
    assertEquals(1, server.connections());

    server.answer(
        (request, socket) -> {
          RawServer.GOOD.to(request, socket);
          if ("close".equals(request.headers().get("Connection"))) {
            socket.close();
          }
        });
    try (Sut sut = Requests.open(spec().withOption("connection", "new"))) {
      for (int i = 0; i < 5; i++) {
        sut.transcribe(Requests.call(), new Requests.Noted());
      }
    }
    assertEquals(6, server.connections());
  }

  /** Servers do not have to say that they close, or may not close although they were asked to. */
  @ParameterizedTest
  @ValueSource(strings = {"closes and says so", "closes", "does neither"})
  void aNewConnectionIsOneWhateverTheServerDoes(String what) throws Exception {
    server.answer(
        (request, socket) -> {
          if (what.contains("says so")) {
            status(200, "application/json", "{\"text\": \"\"}", "Connection: close")
                .to(request, socket);
          } else {
            RawServer.GOOD.to(request, socket);
          }
          if (what.startsWith("closes")) {
            socket.close();
          }
        });
    try (Sut sut = Requests.open(spec().withOption("connection", "new"))) {
      for (int i = 0; i < 40; i++) {
        sut.transcribe(Requests.call(), new Requests.Noted());
      }
    }
    assertEquals(40, server.connections());

    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Sut sut =
        Requests.open(spec().withOption("connection", "new").withOption("concurrency", 4))) {
      List<Future<Transcript>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(threads.submit(() -> sut.transcribe(Requests.call(), new Requests.Noted())));
      }
      for (Future<Transcript> call : calls) {
        call.get(1, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(80, server.connections());
  }

  @Test
  void saysWhatItIs() throws Exception {
    server.answer(
        status(200, "application/json", "{\"text\": \"\"}", "Server: uvicorn\u0001 0.30"));
    SutSpec declared =
        spec().withDevice("cuda:1").withComputeType("fp16").withOption("as_declared", true);
    try (Sut sut = Requests.open(declared)) {
      assertEquals("unknown", sut.effective().engineVersion());
    }
    server.answer(status(200, "application/json", "{\"text\": \"\"}", "Server: uvicorn 0.30"));
    try (Sut sut = Requests.open(declared)) {
      sut.transcribe(Requests.call(), new Requests.Noted());
      EffectiveSut effective = sut.effective();
      assertEquals("openai server", effective.engine());
      assertEquals("uvicorn 0.30", effective.engineVersion());
      assertEquals("cuda:1", effective.device());
      assertEquals("HTTP, device as declared", effective.executionProvider());
      assertEquals("float16", effective.computeType());
      assertEquals("json", effective.options().text("response_format").orElseThrow());
      assertEquals("reuse", effective.options().text("connection").orElseThrow());
      assertEquals("http/1.1", effective.options().text("http_version").orElseThrow());
      assertEquals("not_asked", effective.options().text("model_load").orElseThrow());
      assertEquals(true, effective.options().flag("as_declared").orElseThrow());
    }
    try (Sut sut = Requests.open(spec())) {
      assertEquals("remote", sut.effective().device());
    }
  }

  @Test
  void refusesMoreCallsAtOnceThanDeclared() throws Exception {
    try (Sut sut = Requests.open(spec().withOption("concurrency", 1L))) {
      assertEquals(1, sut.maxConcurrency());
      TranscriptionRequest call = Requests.call();
      server.answer(
          (request, socket) -> {
            assertThrows(
                IllegalStateException.class, () -> sut.transcribe(call, new Requests.Noted()));
            RawServer.GOOD.to(request, socket);
          });
      assertEquals("a text", sut.transcribe(call, new Requests.Noted()).text());
      assertEquals("a text", sut.transcribe(call, new Requests.Noted()).text());
    }
  }
}
