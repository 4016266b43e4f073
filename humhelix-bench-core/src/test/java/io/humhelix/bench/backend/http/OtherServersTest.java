package io.humhelix.bench.backend.http;

import static io.humhelix.bench.backend.http.RawServer.json;
import static io.humhelix.bench.backend.http.RawServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** hum-helix's server, as its notes describe it, and whisper.cpp's. */
class OtherServersTest {

  private static final long LOAD_NANOS = 20_000_000;

  private final RawServer server;
  private final List<String> loaded = new ArrayList<>();
  @TempDir Path folder;

  OtherServersTest() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Everything with status 200, errors too; the first loaded model transcribes. */
  private void beHumHelix() {
    server.check(
        (request, socket) -> {
          String models = loaded.isEmpty() ? "" : "\"" + String.join("\", \"", loaded) + "\"";
          json(request.path().equals("/ping")
                  ? "{\"status\": \"healthy\"}"
                  : "{\"models\": [" + models + "]}")
              .to(request, socket);
        });
    server.answer(
        (request, socket) -> {
          String answer;
          if (request.path().equals("/v1/audio/transcriptions")) {
            answer =
                loaded.isEmpty()
                    ? "{\"error\": \"no model loaded\"}"
                    : "{\"text\": \"by " + loaded.get(0) + "\"}";
          } else {
            JsonNode asked = new ObjectMapper().readTree(request.body());
            String model = asked.get("model").textValue();
            boolean load = request.path().equals("/v1/models/load");
            if (load && loaded.contains(model)) {
              answer = "{\"error\": \"model already loaded\"}";
            } else if (load && model.equals("missing")) {
              answer = "{\"error\": \"load failed\", \"error_message\": \"no such model\"}";
            } else {
              if (load) {
                Pause.nanos(LOAD_NANOS);
                loaded.add(model);
              } else {
                loaded.remove(model);
              }
              answer =
                  "{\"model\": \""
                      + model
                      + "\", \"action\": \""
                      + (load ? "" : "un")
                      + "loaded\"}";
            }
          }
          json(answer).to(request, socket);
        });
  }

  private SutSpec humHelix(String model) {
    beHumHelix();
    return Requests.spec(server.url()).withModel(model).withOption("api", "hum-helix");
  }

  @Test
  void humHelixLoadsTimedTranscribesAndUnloads() throws Exception {
    SutSpec spec =
        humHelix("tiny")
            .withDevice("cuda")
            .withComputeType("fp16")
            .withOption("as_declared", true)
            .withOption("download_root", "/srv/models");
    RunConfigResult result =
        Harness.builder()
            .discovery(false)
            .provider(new HttpProvider())
            .run(
                TestClips.definition(folder, 1)
                    .suts(List.of(spec))
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 2))
                    .build())
            .runConfigs()
            .get(0);

    assertEquals(TrialStatus.OK, result.status());
    assertEquals("by tiny", result.trials().get(0).clips().get(0).text());
    assertTrue(result.trials().get(0).loadNanos() >= LOAD_NANOS, "the load is not in the time");
    assertEquals(
        "loaded", result.effective().orElseThrow().options().text("model_load").orElseThrow());
    assertEquals(List.of(), loaded);
    assertEquals("/ping", server.requests().get(0).path());
    JsonNode asked = new ObjectMapper().readTree(server.calls().get(0).body());
    assertEquals(
        "{\"model\":\"tiny\",\"device\":\"cuda\",\"compute_type\":\"float16\","
            + "\"download_root\":\"/srv/models\"}",
        asked.toString());
  }

  @Test
  void humHelixKeepsAModelThatWasLoadedBefore() throws Exception {
    SutSpec spec = humHelix("tiny");
    loaded.add("tiny");
    try (Sut sut = Requests.open(spec)) {
      assertEquals("by tiny", sut.transcribe(Requests.call(), new Requests.Noted()).text());
      assertEquals("was_loaded", sut.effective().options().text("model_load").orElseThrow());
    }
    assertEquals(List.of("tiny"), loaded);
    JsonNode asked = new ObjectMapper().readTree(server.calls().get(0).body());
    assertEquals("auto", asked.get("device").textValue());
    assertEquals("default", asked.get("compute_type").textValue());
  }

  @Test
  void humHelixMustNotTranscribeWithAnotherModel() throws Exception {
    SutSpec spec = humHelix("tiny");
    loaded.add("large");
    SutException failure = assertThrows(SutException.class, () -> Requests.open(spec));
    assertEquals(FailureKind.MODEL, failure.kind());
    assertTrue(failure.getMessage().contains("which is 'large', not 'tiny'"), failure.getMessage());
    assertEquals(List.of("large"), loaded, "what was loaded for nothing is unloaded");

    loaded.clear();
    SutException none =
        assertThrows(SutException.class, () -> Requests.open(spec.withOption("load_model", false)));
    assertTrue(none.getMessage().contains("which is none"), none.getMessage());
  }

  @Test
  void humHelixSaysWhyAModelCannotBeLoaded() throws Exception {
    SutException failure =
        assertThrows(SutException.class, () -> Requests.open(humHelix("missing")));
    assertEquals(FailureKind.SUT_ERROR, failure.kind());
    assertTrue(failure.getMessage().contains("load failed: no such model"), failure.getMessage());

    server.answer(json("{\"status\": \"ok\"}"));
    SutException unclear =
        assertThrows(
            SutException.class,
            () -> Requests.open(Requests.spec(server.url()).withOption("api", "hum-helix")));
    assertEquals(FailureKind.PROTOCOL, unclear.kind());
  }

  private SutSpec whisperCpp() {
    return Requests.spec(server.url()).withOption("api", "whisper-cpp");
  }

  @Test
  void whisperCppGetsTheTaskAsItsFields() throws Exception {
    TranscriptionTask task =
        new TranscriptionTask(Optional.empty(), TranscriptionTask.Kind.TRANSLATE, false, true);
    try (Sut sut = Requests.open(whisperCpp().withOption("beam_size", 5L), task)) {
      sut.transcribe(Requests.call(task), new Requests.Noted());
    }
    RawServer.Request request = server.calls().get(0);
    assertEquals("/inference", request.path());
    assertTrue(request.has("language", "auto"));
    assertTrue(request.has("translate", "true"));
    assertTrue(request.has("vad", "true"));
    assertTrue(request.has("beam_size", "5"));
    assertTrue(request.has("response_format", "json"));
    assertFalse(request.names("model"));
    assertEquals(1, server.calls().size(), "the model was loaded without being asked to");
  }

  @Test
  void whisperCppSendsTextUnderTheNameOfHtml() throws Exception {
    server.answer(status(200, "text/html; charset=utf-8", " one\n two\n"));
    try (Sut sut = Requests.open(whisperCpp().withOption("response_format", "text"))) {
      assertEquals(" one two", sut.transcribe(Requests.call(), new Requests.Noted()).text());
    }
  }

  /** It ends every segment with a line feed, also where the script has no blanks. */
  @Test
  void whisperCppsLineFeedsAreNoBlanksOfTheText() throws Exception {
    server.answer(json("{\"text\": \"今天天气\\n很好\\n\"}"));
    try (Sut sut = Requests.open(whisperCpp())) {
      assertEquals("今天天气很好", sut.transcribe(Requests.call(), new Requests.Noted()).text());
    }
  }

  @Test
  void whisperCppIsAskedForNothingBesideTheTranscription() throws Exception {
    TranscriptionTask words =
        new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, false);
    server.answer(json(VERBOSE));
    try (Sut sut = Requests.open(whisperCpp(), words)) {
      assertEquals(List.of(), sut.transcribe(Requests.call(words), new Requests.Noted()).issues());
    }
    RawServer.Request request = server.calls().get(0);
    assertTrue(request.has("no_language_probabilities", "true"));
    assertTrue(request.has("split_on_word", "true"));
    assertTrue(request.has("token_timestamps", "true"));
    assertTrue(request.has("vad", "false"), "the server may cut silence out by default");

    server.answer(json("{\"text\": \"a\"}"));
    try (Sut sut =
        Requests.open(
            whisperCpp().withOption("extra_fields", java.util.Map.of("split_on_word", false)))) {
      sut.transcribe(Requests.call(), new Requests.Noted());
      assertEquals(Optional.of(false), sut.effective().options().flag("vad_filter"));
      assertEquals(Optional.empty(), sut.effective().options().get("beam_size"));
    }
    request = server.calls().get(1);
    assertTrue(request.has("split_on_word", "false"));
    assertFalse(request.has("split_on_word", "true"));
    assertTrue(request.has("token_timestamps", "false"), "else lines are cut at 60 characters");
  }

  private static final String VERBOSE =
      "{\"text\":\" a\\n\",\"segments\":[{\"start\":0,\"end\":0.5,\"text\":\" a\",\"words\":"
          + "[{\"word\":\" a\",\"start\":0,\"end\":0.5}]}]}";

  /** v1.7.6 detects the language whatever it is told. */
  @Test
  void whisperCppThatDetectsTheLanguageOnceMoreIsTold() throws Exception {
    TranscriptionTask words =
        new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, true);
    server.answer(
        json(
            VERBOSE.replace(
                "{\"text\":\" a\\n\"", "{\"text\":\" a\\n\",\"language_probabilities\":{}")));
    try (Sut sut = Requests.open(whisperCpp(), words)) {
      var issues = sut.transcribe(Requests.call(words), new Requests.Noted()).issues();
      assertEquals("language-detected-too", issues.get(0).code());
      assertEquals(Optional.empty(), sut.effective().options().get("vad_filter"), "not told");
    }
  }

  @Test
  void whisperCppLoadsAModelWhenAskedTo() throws Exception {
    SutSpec spec = whisperCpp().withModel("models/ggml-tiny.bin").withOption("load_model", true);
    server.answer(status(200, "application/text", "Load was successful!"));
    Requests.open(spec).close();
    assertEquals("/load", server.calls().get(0).path());
    assertTrue(server.calls().get(0).has("model", "models/ggml-tiny.bin"));

    server.answer(json("{\"error\": \"model not found!\"}"));
    SutException failure = assertThrows(SutException.class, () -> Requests.open(spec));
    assertEquals(FailureKind.SUT_ERROR, failure.kind());
    assertTrue(failure.getMessage().contains("model not found!"), failure.getMessage());
  }
}
