package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real engine on real speech. */
class WhisperSutTest {

  private static final double LARGEST_WER = 0.10;

  private final WhisperJniProvider provider = new WhisperJniProvider();

  @Test
  @Tag("slow")
  void transcribesTheFiveSentences() throws SutException {
    int errors = 0;
    int words = 0;
    try (Sut sut = open(TestData.tinyEn())) {
      for (var sentence : TestData.sentences().entrySet()) {
        float[] samples = TestData.samples(sentence.getKey());
        Recorder progress = new Recorder();
        Transcript transcript = sut.transcribe(TestData.call(samples), progress);
        List<String> reference = words(sentence.getValue());
        errors += distance(reference, words(transcript.text()));
        words += reference.size();
        assertEquals("readable", progress.events.get(0));
        assertEquals(transcript.segments(), progress.segments);
        Segment last = transcript.segments().get(transcript.segments().size() - 1);
        double seconds = samples.length / 16_000.0;
        assertTrue(last.startSeconds() < last.endSeconds(), last.toString());
        assertEquals(seconds, last.endSeconds(), 1.5);
      }
    }
    assertTrue(errors <= LARGEST_WER * words, errors + " errors in " + words + " words");
  }

  @Test
  @Tag("slow")
  void givesTheSameTextForTheSameAudioAgain() throws SutException {
    float[] samples = TestData.samples(TestData.fiveSeconds());
    try (Sut sut = open(TestData.quick())) {
      Transcript first = sut.transcribe(TestData.call(samples), new Recorder());
      Transcript second = sut.transcribe(TestData.call(samples), new Recorder());
      assertEquals(first.segments(), second.segments());
    }
  }

  @Test
  void theModelsLoadBeginsWhenTheLibraryIsThereAndTheFileIsChecked() throws SutException {
    List<String> told = new ArrayList<>();
    SutSpec missing = SutSpec.of("x", WhisperJniProvider.ID, "no-such-model");
    assertThrows(
        SutException.class,
        () -> provider.open(TestData.request(missing), () -> told.add("too early")));
    assertEquals(List.of(), told, "a model that is not there is never loaded");
    try (Sut sut =
        provider.open(TestData.request(TestData.quick()), () -> told.add("load begins"))) {
      told.add(sut.effective().device());
    }
    assertEquals(List.of("load begins", "cpu"), told);
    SutSpec elsewhere = TestData.quick().withOption("library_path", "/no/such/folder");
    assertThrows(
        SutException.class,
        () -> provider.open(TestData.request(elsewhere), () -> told.add("too early")));
    assertFalse(told.contains("too early"), "a library that is not there is no matter of the load");
  }

  @Test
  void saysWhatItIs() throws SutException {
    SutSpec spec =
        SutSpec.of("tiny.en", WhisperJniProvider.ID, "tiny.en").withOption("beam_size", 5);
    try (Sut sut = open(spec)) {
      EffectiveSut effective = sut.effective();
      assertEquals("whisper.cpp", effective.engine());
      assertEquals("whisper-jni 1.7.1", effective.engineVersion());
      assertEquals("cpu", effective.device());
      assertEquals("CPU", effective.executionProvider());
      assertEquals("q5_1", effective.computeType());
      assertEquals(Optional.of(5L), effective.options().integer("beam_size"));
      assertEquals(Optional.of(1L), effective.options().integer("best_of"));
      assertEquals(Optional.of(true), effective.options().flag("no_context"));
      assertEquals(
          Optional.of(Math.min(4L, Runtime.getRuntime().availableProcessors())),
          effective.options().integer("threads"));
      assertEquals(1, sut.maxConcurrency());
    }
  }

  @Test
  @Tag("slow")
  void acceptsEveryOption() throws SutException {
    float[] samples = TestData.samples(TestData.fiveSeconds());
    SutSpec spec =
        TestData.tinyEn()
            .withOption("beam_size", 5)
            .withOption("threads", 2)
            .withOption("temperature", 0.0)
            .withOption("temperature_increment", 0)
            .withOption("entropy_threshold", 2.8)
            .withOption("log_prob_threshold", -1.5)
            .withOption("length_penalty", 1.0)
            .withOption("initial_prompt", "Jane Austen, Sense and Sensibility.")
            .withOption("max_text_context", 64)
            .withOption("audio_context", 768)
            .withOption("single_segment", true)
            .withOption("without_timestamps", true)
            .withOption("max_initial_timestamp", 2.0)
            .withOption("suppress_blank", false)
            .withOption("suppress_non_speech_tokens", true);
    assertTrue(provider.preflight(TestData.request(spec)).issues().isEmpty());
    try (Sut sut = open(spec)) {
      String text = sut.transcribe(TestData.call(samples), new Recorder()).text();
      assertTrue(text.toLowerCase(Locale.ROOT).contains("selfish"), text);
      assertEquals(2L, sut.effective().options().integer("threads").orElseThrow());
    }
  }

  @Test
  @Tag("slow")
  void fallsBackToHigherTemperatures() throws SutException {
    float[] samples = TestData.samples(TestData.fiveSeconds());
    // No attempt can pass this threshold, so every temperature is tried.
    SutSpec spec = TestData.quick().withOption("log_prob_threshold", 0.0).withOption("best_of", 2);
    try (Sut sut = open(spec.withOption("temperature_increment", 0.5))) {
      assertFalse(sut.transcribe(TestData.call(samples), new Recorder()).text().isEmpty());
    }
  }

  @Test
  @Tag("slow")
  void aPromptChangesTheSpelling() throws SutException {
    float[] samples = TestData.samples(TestData.sentences().keySet().iterator().next());
    String plain;
    String prompted;
    try (Sut sut = open(TestData.quick().withOption("audio_context", 400))) {
      plain = sut.transcribe(TestData.call(samples), new Recorder()).text();
    }
    String prompt = "all text is written in lower case without punctuation mister dashwood said";
    try (Sut sut =
        open(
            TestData.quick()
                .withOption("audio_context", 400)
                .withOption("initial_prompt", prompt))) {
      prompted = sut.transcribe(TestData.call(samples), new Recorder()).text();
    }
    assertFalse(plain.equals(prompted), plain);
  }

  @Test
  @Tag("slow")
  void silenceGivesATranscriptWithoutFailing() throws SutException {
    try (Sut sut = open(TestData.tinyEn())) {
      Transcript transcript = sut.transcribe(TestData.call(new float[5 * 16_000]), new Recorder());
      assertTrue(transcript.text().length() < 40, transcript.text());
    }
  }

  @Test
  void refusesAudioThatTheEngineWouldSkip() throws SutException {
    try (Sut sut = open(TestData.quick())) {
      for (int length : new int[] {0, 1, 1600, WhisperSut.FEWEST_SAMPLES - 1}) {
        SutException refusal =
            assertThrows(
                SutException.class,
                () -> sut.transcribe(TestData.call(new float[length]), new Recorder()));
        assertEquals(FailureKind.AUDIO, refusal.kind());
        assertTrue(refusal.getMessage().contains("1.0125 s"), refusal.getMessage());
      }
      float[] speech = TestData.samples(TestData.fiveSeconds());
      float[] shortest = Arrays.copyOf(speech, WhisperSut.FEWEST_SAMPLES);
      assertFalse(sut.transcribe(TestData.call(shortest), new Recorder()).segments().isEmpty());
    }
  }

  @Test
  void refusesTasksOfACallThatTheModelLacks() throws SutException {
    float[] samples = new float[16_000 * 2];
    try (Sut sut = open(TestData.quick())) {
      for (TranscriptionTask task :
          List.of(
              TranscriptionTask.transcribe("de"),
              new TranscriptionTask(
                  Optional.empty(), TranscriptionTask.Kind.TRANSLATE, false, false),
              new TranscriptionTask(
                  Optional.empty(), TranscriptionTask.Kind.TRANSCRIBE, true, false))) {
        TranscriptionRequest call = new TranscriptionRequest("clip", samples, task);
        assertThrows(SutException.class, () -> sut.transcribe(call, new Recorder()));
      }
      TranscriptionRequest detect =
          new TranscriptionRequest("clip", samples, TranscriptionTask.DEFAULT);
      assertEquals(Optional.of("en"), sut.transcribe(detect, new Recorder()).language());
    }
  }

  @Test
  void closesOnceAndForAll() throws SutException {
    Sut sut = open(TestData.quick());
    sut.close();
    assertDoesNotThrow(sut::close);
    assertThrows(
        IllegalStateException.class,
        () -> sut.transcribe(TestData.call(new float[32_000]), new Recorder()));
  }

  @Test
  @Tag("slow")
  void closeWaitsForTheCallUnderWay() throws Exception {
    Sut sut = open(TestData.quick());
    CountDownLatch readable = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Recorder slow =
        new Recorder() {
          @Override
          public void segmentsReadable() {
            readable.countDown();
            await(goOn);
          }
        };
    FutureTask<Transcript> call =
        new FutureTask<>(
            () -> sut.transcribe(TestData.call(TestData.samples(TestData.fiveSeconds())), slow));
    new Thread(call).start();
    await(readable);
    assertThrows(
        IllegalStateException.class,
        () -> sut.transcribe(TestData.call(new float[32_000]), new Recorder()),
        "a second call at the same time");
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
    assertFalse(call.get().text().isEmpty(), "the call under way reads its segments");
    close.get();
    assertThrows(
        IllegalStateException.class,
        () -> sut.transcribe(TestData.call(new float[32_000]), new Recorder()));
  }

  @Test
  void refusesToCloseFromWithinACall() throws SutException {
    try (Sut sut = open(TestData.quick())) {
      List<Throwable> thrown = new ArrayList<>();
      Recorder closing =
          new Recorder() {
            @Override
            public void segmentsReadable() {
              thrown.add(assertThrows(IllegalStateException.class, sut::close));
            }
          };
      sut.transcribe(TestData.call(TestData.samples(TestData.fiveSeconds())), closing);
      assertEquals(1, thrown.size());
    }
  }

  @Test
  @Tag("slow")
  void opensTwoModelsAtOnce() throws SutException {
    float[] samples = TestData.samples(TestData.fiveSeconds());
    try (Sut first = open(TestData.quick());
        Sut second = open(TestData.quick())) {
      assertEquals(
          first.transcribe(TestData.call(samples), new Recorder()).text(),
          second.transcribe(TestData.call(samples), new Recorder()).text());
    }
  }

  @Test
  @Tag("slow")
  void leavesTheSamplesAsTheyWere() throws SutException {
    float[] samples = TestData.samples(TestData.fiveSeconds());
    float[] before = samples.clone();
    TranscriptionRequest call = TestData.call(samples);
    assertSame(samples, call.samples());
    try (Sut sut = open(TestData.quick())) {
      sut.transcribe(call, new Recorder());
    }
    assertArrayEquals(before, samples);
  }

  private Sut open(SutSpec spec) throws SutException {
    return provider.open(TestData.request(spec));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> words(String text) {
    return List.of(
        text.toLowerCase(Locale.ROOT)
            .replace("mr.", "mister")
            .replaceAll("[^a-z ]", " ")
            .strip()
            .split(" +"));
  }

  /** Words to insert, delete and replace (Levenshtein). */
  private static int distance(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.size(); j++) {
        int replace = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.size()];
  }

  private static class Recorder implements TranscriptionProgress {

    private final List<String> events = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    @Override
    public void segmentsReadable() {
      events.add("readable");
    }

    @Override
    public void segment(Segment segment) {
      events.add("segment");
      segments.add(segment);
    }
  }
}
