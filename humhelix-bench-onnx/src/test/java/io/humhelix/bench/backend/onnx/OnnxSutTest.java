package io.humhelix.bench.backend.onnx;

import static io.humhelix.bench.backend.onnx.Requests.call;
import static io.humhelix.bench.backend.onnx.Requests.request;
import static io.humhelix.bench.backend.onnx.Requests.tinyEn;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real engine on real speech. */
class OnnxSutTest {

  private static final List<String> SHORT =
      Requests.texts().keySet().stream().filter(clip -> clip.matches(".*08[89]0.*")).toList();

  private final OnnxRuntimeProvider provider = new OnnxRuntimeProvider();

  @Test
  @Tag("slow")
  void givesTheTextsOfThePythonLoop() throws Exception {
    try (Sut sut = provider.open(request(tinyEn()))) {
      for (Map.Entry<String, String> clip : Requests.texts().entrySet()) {
        float[] samples = Speech.samples(clip.getKey());
        float[] before = samples.clone();
        Requests.Recorder progress = new Requests.Recorder();
        Transcript transcript = sut.transcribe(call(samples), progress);
        assertEquals(clip.getValue(), transcript.text().strip(), clip.getKey());
        assertEquals(transcript.segments(), progress.segments);
        assertEquals("readable", progress.events.get(0));
        assertTrue(Arrays.equals(before, samples), "the samples are shared");
        assertEquals(
            List.of("features", "encode", "decode"),
            transcript.phases().stream().map(Phase::name).toList());
        assertTrue(transcript.phases().stream().allMatch(phase -> phase.nanos() > 0));
      }
    }
  }

  @Test
  void saysWhatItIs() throws SutException {
    SutSpec spec = tinyEn().withComputeType("default").withOption("beam_size", 5);
    try (Sut sut = provider.open(request(spec))) {
      EffectiveSut effective = sut.effective();
      assertEquals("ONNX Runtime", effective.engine());
      assertEquals("1.29.0", effective.engineVersion());
      assertEquals("cpu", effective.device());
      assertTrue(
          effective.executionProvider().matches("CPU \\(\\d{3,} nodes\\)"),
          effective.executionProvider());
      assertEquals("quantized", effective.computeType());
      assertEquals(Optional.of(5L), effective.options().integer("beam_size"));
      assertEquals(Optional.of(5L), effective.options().integer("best_of"));
      assertEquals(Optional.of("all"), effective.options().text("graph_optimization"));
      assertEquals(Optional.of(0.6), effective.options().number("no_speech_threshold"));
      assertTrue(sut.maxConcurrency() >= 4);
    }
  }

  @Test
  @Tag("slow")
  void concurrentCallsGiveTheSameTexts() throws Exception {
    Map<String, Transcript> alone = new LinkedHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Sut sut = provider.open(request(tinyEn()))) {
      for (String clip : List.of("5s.wav", SHORT.get(0), SHORT.get(1))) {
        alone.put(clip, sut.transcribe(call(Speech.samples(clip)), new Requests.Recorder()));
      }
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Map<String, Transcript>>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread;
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  Map<String, Transcript> own = new LinkedHashMap<>();
                  List<String> clips = new ArrayList<>(alone.keySet());
                  Collections.rotate(clips, first);
                  for (String clip : clips) {
                    own.put(
                        clip, sut.transcribe(call(Speech.samples(clip)), new Requests.Recorder()));
                  }
                  return own;
                }));
      }
      start.countDown();
      for (Future<Map<String, Transcript>> result : results) {
        result
            .get(2, TimeUnit.MINUTES)
            .forEach(
                (clip, transcript) ->
                    assertEquals(alone.get(clip).segments(), transcript.segments(), clip));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Tag("slow")
  void acceptsEveryOption() throws Exception {
    SutSpec spec =
        tinyEn()
            .withOption("beam_size", 3)
            .withOption("patience", 1.5)
            .withOption("length_penalty", 0.6)
            .withOption("best_of", 2)
            .withOption("temperature", 0.0)
            .withOption("temperature_increment", 0.5)
            .withOption("compression_ratio_threshold", 0)
            .withOption("log_prob_threshold", -100)
            .withOption("no_speech_threshold", 1.0)
            .withOption("seed", 7)
            .withOption("initial_prompt", "Jane Austen, Sense and Sensibility.")
            .withOption("condition_on_previous_text", false)
            .withOption("timestamps", "on")
            .withOption("max_initial_timestamp", 2.0)
            .withOption("max_new_tokens", 100)
            .withOption("long_audio", "batched")
            .withOption("batch_size", 2)
            .withOption("encoder_compute_type", "quantized")
            .withOption("decoder_file", "decoder_model_merged_quantized.onnx")
            .withOption("threads", 1)
            .withOption("inter_op_threads", 1)
            .withOption("graph_optimization", "extended")
            .withOption("cpu_arena", false)
            .withOption("execution_provider", "cpu")
            .withOption("session_config", Map.of("session.intra_op.allow_spinning", false))
            .withOption("io_binding", "on");
    assertEquals(List.of(), provider.preflight(request(spec)).issues());
    try (Sut sut = provider.open(request(spec))) {
      Transcript transcript =
          sut.transcribe(call(Speech.samples("5s.wav")), new Requests.Recorder());
      assertTrue(transcript.text().toLowerCase(Locale.ROOT).contains("selfish"), transcript.text());
      Segment first = transcript.segments().get(0);
      assertTrue(first.endSeconds() > first.startSeconds() && first.endSeconds() <= 6);
      assertEquals(Optional.of(1.5), sut.effective().options().number("patience"));
    }
  }

  @Test
  @Tag("slow")
  void limitsTheTokensOfAWindow() throws Exception {
    try (Sut sut = provider.open(request(tinyEn().withOption("max_new_tokens", 3)))) {
      String text = sut.transcribe(call(Speech.samples("5s.wav")), new Requests.Recorder()).text();
      assertEquals("Unless to be", text.strip());
    }
  }

  /**
   * {@code long-audio.json} is what numpy gives over the same ONNX files by the rules of OpenAI's
   * {@code transcribe} (release 20250625): log-mel of the whole clip, windows cut out of it and
   * filled up with 0, time rules, seek by the last pair of times. No window falls back. Its least
   * margins are between neighbouring times: hence the tolerance; texts stayed the same where noise
   * of 0.001 was added to the features.
   *
   * <p>With the text before as a condition, the model itself skips four sentences in the second
   * window and begins another with "He had he": the reference gives the same segments.
   */
  @ParameterizedTest
  @CsvSource({"false, independent", "true, conditioned"})
  @Tag("slow")
  void longAudioGivesTheSegmentsOfTheReference(boolean conditioned, String name) throws Exception {
    JsonNode expected;
    try (InputStream stream = OnnxSutTest.class.getResourceAsStream("long-audio.json")) {
      expected = new ObjectMapper().readTree(stream).get(name);
    }
    float[] once = Speech.samples("30s.wav");
    float[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    SutSpec spec = tinyEn().withOption("condition_on_previous_text", conditioned);
    try (Sut sut = provider.open(request(spec))) {
      Requests.Recorder progress = new Requests.Recorder();
      Transcript transcript = sut.transcribe(call(twice), progress);

      List<Segment> segments = transcript.segments();
      assertEquals(
          expected.findValuesAsText("text"), segments.stream().map(Segment::text).toList());
      for (int i = 0; i < segments.size(); i++) {
        Segment segment = segments.get(i);
        assertEquals(expected.get(i).get("start").asDouble(), segment.startSeconds(), 0.1);
        assertEquals(expected.get(i).get("end").asDouble(), segment.endSeconds(), 0.1);
      }
      assertEquals(segments, progress.segments);
      assertEquals(
          String.join("", expected.findValuesAsText("text")).strip(), transcript.text().strip());
    }
  }

  @Test
  @Tag("slow")
  void writesProfilesWhereAsked(@TempDir Path folder) throws Exception {
    SutSpec spec = tinyEn().withOption("profile", folder.resolve("nodes").toString());
    try (Sut sut = provider.open(request(spec))) {
      sut.transcribe(call(new float[16_000]), new Requests.Recorder());
    }
    try (var files = Files.list(folder)) {
      List<Path> profiles = files.toList();
      assertTrue(profiles.size() >= 2, profiles.toString());
      // Sessions that were not used have profiles without a node.
      int used = 0;
      for (Path profile : profiles) {
        used += Files.readString(profile).contains("CPUExecutionProvider") ? 1 : 0;
      }
      assertTrue(used >= 2, used + " of " + profiles);
    }
  }

  @Test
  @Tag("slow")
  void refusesTasksOfACallThatTheModelLacks() throws SutException {
    float[] samples = new float[16_000];
    try (Sut sut = provider.open(request(tinyEn()))) {
      for (TranscriptionTask task :
          List.of(
              TranscriptionTask.transcribe("de"),
              new TranscriptionTask(
                  Optional.empty(), TranscriptionTask.Kind.TRANSLATE, false, false),
              new TranscriptionTask(
                  Optional.empty(), TranscriptionTask.Kind.TRANSCRIBE, true, false))) {
        TranscriptionRequest asked = new TranscriptionRequest("clip", samples, task);
        SutException refusal =
            assertThrows(SutException.class, () -> sut.transcribe(asked, new Requests.Recorder()));
        assertEquals(FailureKind.SUT_ERROR, refusal.kind());
      }
      TranscriptionRequest detect =
          new TranscriptionRequest("clip", samples, TranscriptionTask.DEFAULT);
      assertEquals(Optional.of("en"), sut.transcribe(detect, new Requests.Recorder()).language());
    }
  }

  @Test
  void closesOnceAndForAll() throws SutException {
    Sut sut = provider.open(request(tinyEn()));
    sut.close();
    assertDoesNotThrow(sut::close);
    assertThrows(
        IllegalStateException.class,
        () -> sut.transcribe(call(new float[16_000]), new Requests.Recorder()));
  }

  @Test
  void closeWaitsForTheCallUnderWay() throws Exception {
    Sut sut = provider.open(request(tinyEn()));
    CountDownLatch readable = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Throwable> thrown = new ArrayList<>();
    Requests.Recorder slow =
        new Requests.Recorder() {
          @Override
          public void segmentsReadable() {
            thrown.add(assertThrows(IllegalStateException.class, sut::close, "within a call"));
            readable.countDown();
            assertDoesNotThrow(() -> assertTrue(goOn.await(2, TimeUnit.MINUTES)));
          }
        };
    float[] samples = Speech.samples("5s.wav");
    FutureTask<Transcript> call = new FutureTask<>(() -> sut.transcribe(call(samples), slow));
    new Thread(call).start();
    assertTrue(readable.await(2, TimeUnit.MINUTES));
    FutureTask<Void> close =
        new FutureTask<>(
            () -> {
              sut.close();
              return null;
            });
    Thread closing = new Thread(close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertFalse(close.isDone(), "nothing is freed while a call is under way");
    goOn.countDown();
    assertFalse(call.get(2, TimeUnit.MINUTES).text().isEmpty());
    close.get(2, TimeUnit.MINUTES);
    assertEquals(1, thrown.size());
  }
}
