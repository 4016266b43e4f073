package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real libwhisper on real speech. */
class WhisperCppSutTest {

  /** Options that are no fields of the struct, or need others beside them. */
  private static final Set<String> OTHERS =
      Set.of(
          "library",
          "allow_untested",
          "states",
          "flash_attention",
          "word_times",
          "alignment_heads",
          "vad_model",
          "cuda_libraries",
          "allow_software_device",
          "condition_on_previous_text",
          "temperature");

  private static final TranscriptionTask VAD =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true);

  private static SutSpec withVad(SutSpec spec) {
    return spec.withOption("vad_model", NativeBuilds.sileroModel().toString());
  }

  @Test
  @Tag("slow")
  void transcribesTheFiveSentences() throws SutException {
    int right = 0;
    try (Sut sut = Cpp.open(Cpp.tinyEn())) {
      for (var sentence : TestData.sentences().entrySet()) {
        Cpp.Heard heard = new Cpp.Heard();
        Transcript transcript =
            sut.transcribe(TestData.call(TestData.samples(sentence.getKey())), heard);
        assertEquals(transcript.segments(), heard.segments);
        assertEquals("segment", heard.events.get(0), "segments come while the call runs");
        assertEquals("readable", heard.events.get(heard.events.size() - 1));
        assertEquals(Optional.of("en"), transcript.language());
        String words =
            transcript.text().toLowerCase(Locale.ROOT).replace('-', ' ').replaceAll("[^a-z ]", "");
        String expected = sentence.getValue().replace("mister", "mr");
        right += expected.equals(words.strip().replaceAll(" +", " ")) ? 1 : 0;
      }
      assertTrue(right >= 4, right + " of 5 sentences without an error");
    }
  }

  @Test
  void tellsItsPhasesAndTokens() throws SutException {
    try (Sut sut = Cpp.open(Cpp.quick())) {
      Transcript transcript =
          Cpp.say(sut, TestData.fiveSeconds(), TranscriptionTask.transcribe("en"));
      assertEquals(
          List.of("features", "encode", Phase.DECODE, "sample"),
          transcript.phases().stream().map(Phase::name).toList());
      assertTrue(transcript.phases().stream().allMatch(phase -> phase.nanos() > 0));
      assertTrue(transcript.phases().get(2).count().orElseThrow() > 10);
    }
  }

  @Test
  void saysWhatItIs() throws SutException {
    try (Sut sut = Cpp.open(Cpp.quick())) {
      EffectiveSut effective = sut.effective();
      assertEquals("whisper.cpp", effective.engine());
      assertEquals("1.8.5", effective.engineVersion());
      assertEquals("cpu", effective.device());
      assertEquals("q5_1", effective.computeType());
      Options options = effective.options();
      assertEquals(Optional.of(true), options.flag("flash_attention"), "the library's default");
      assertEquals(Optional.of(300L), options.integer("audio_context"));
      assertEquals(Optional.of("0"), options.text("temperatures"));
      assertTrue(options.text("library_build").orElseThrow().contains("CPU"), options.toString());
      assertEquals(Optional.empty(), options.get("vad_threshold"), "no voice activity detection");
      assertEquals(Optional.empty(), options.get("word_times"));
    }
    try (Sut sut = Cpp.open(Cpp.quick().withOption("flash_attention", false))) {
      assertEquals(Optional.of(false), sut.effective().options().flag("flash_attention"));
    }
  }

  @Test
  void saysWhereWordTimesComeFrom() throws SutException {
    try (Sut sut = Cpp.open(Cpp.quick(), Cpp.words())) {
      assertEquals(Optional.of("token"), sut.effective().options().text("word_times"));
      assertEquals(Optional.of(true), sut.effective().options().flag("flash_attention"));
    }
    try (Sut sut = Cpp.open(Cpp.tinyEn().withOption("word_times", "dtw"), Cpp.words())) {
      assertEquals(Optional.of("dtw"), sut.effective().options().text("word_times"));
      assertEquals(Optional.of(false), sut.effective().options().flag("flash_attention"));
    }
  }

  /** Each option with another value than its default, read back from the library's struct. */
  @Test
  void everyOptionArrivesInTheStruct() throws SutException {
    Map<String, Object> asked = new LinkedHashMap<>();
    for (OptionSpec spec : WhisperCppOptions.SPECS) {
      if (!OTHERS.contains(spec.name())) {
        asked.put(spec.name(), other(spec));
      }
    }
    SutSpec spec = Cpp.tinyEn();
    for (Map.Entry<String, Object> option : asked.entrySet()) {
      spec = spec.withOption(option.getKey(), option.getValue());
    }
    try (Sut sut = Cpp.open(withVad(spec), VAD)) {
      Options effective = sut.effective().options();
      List<String> wrong = new ArrayList<>();
      asked.forEach(
          (name, value) -> {
            if (!effective.get(name).equals(Options.of(Map.of(name, value)).get(name))) {
              wrong.add(name + ": " + value + " became " + effective.get(name));
            }
          });
      assertEquals(List.of(), wrong);
      assertTrue(asked.size() > 25, asked.keySet().toString());
    }
  }

  private static Object other(OptionSpec spec) {
    return switch (spec.type()) {
      case FLAG -> !Boolean.TRUE.equals(spec.defaultValue().orElse(false));
      case INTEGER -> spec.name().equals("threads") ? 1L : 3L;
      case NUMBER -> spec.name().equals("vad_max_speech_duration_s") ? 20.0 : 0.75;
      default -> "b";
    };
  }

  @Test
  void refusesAudioOnWhichTheEngineDoesNoWork() throws SutException {
    try (Sut sut = Cpp.open(Cpp.quick())) {
      SutException refusal =
          assertThrows(
              SutException.class,
              () ->
                  sut.transcribe(
                      TestData.call(new float[ShortAudio.FEWEST_SAMPLES - 1]), new Cpp.Heard()));
      assertEquals(FailureKind.AUDIO, refusal.kind());
      assertTrue(refusal.getMessage().contains("0.1124 s"), refusal.getMessage());
      sut.transcribe(TestData.call(new float[ShortAudio.FEWEST_SAMPLES]), new Cpp.Heard());
    }
  }

  @Test
  void aClipWithoutSpeechHasNoTextAndTheNextHasIts() throws SutException {
    try (Sut sut = Cpp.open(withVad(Cpp.quick()), VAD)) {
      TranscriptionRequest silence = new TranscriptionRequest("silence", new float[80_000], VAD);
      assertEquals(List.of(), sut.transcribe(silence, new Cpp.Heard()).segments());
      assertFalse(Cpp.say(sut, TestData.fiveSeconds(), VAD).text().isBlank());
      assertEquals(Optional.of(true), sut.effective().options().flag("vad_filter"));
      assertEquals(
          Optional.of(250L), sut.effective().options().integer("vad_min_speech_duration_ms"));
    }
  }

  @Test
  void aCallThatWantsMoreThanItWasOpenedForIsRefused() throws SutException {
    try (Sut sut = Cpp.open(Cpp.quick())) {
      SutException refusal =
          assertThrows(SutException.class, () -> Cpp.say(sut, TestData.fiveSeconds(), VAD));
      assertTrue(refusal.getMessage().contains("a call wants vad_filter"), refusal.getMessage());
    }
  }

  @Test
  void twoModelsAndTwoStatesGiveTheSameText() throws Exception {
    TranscriptionTask english = TranscriptionTask.transcribe("en");
    try (Sut one = Cpp.open(Cpp.quick());
        Sut other = Cpp.open(Cpp.quick().withOption("states", 2))) {
      String text = Cpp.say(one, TestData.fiveSeconds(), english).text();
      FutureTask<Transcript> call =
          new FutureTask<>(() -> Cpp.say(other, TestData.fiveSeconds(), english));
      new Thread(call).start();
      Transcript second = Cpp.say(other, TestData.fiveSeconds(), english);
      assertEquals(List.of(text, text), List.of(call.get().text(), second.text()));
      assertEquals(List.of(), second.phases(), "the engine has times for one state alone");
      assertEquals(2, other.maxConcurrency());
    }
  }

  @Test
  void leavesTheSamplesAsTheyWere() throws SutException {
    float[] samples = TestData.samples(TestData.fiveSeconds());
    float[] before = samples.clone();
    try (Sut sut = Cpp.open(Cpp.quick())) {
      sut.transcribe(TestData.call(samples), new Cpp.Heard());
    }
    assertArrayEquals(before, samples);
  }

  /** On one sample less the engine's own assertion ends the process. */
  @Test
  void refusesAudioThatIsTooShortToAlign() throws SutException {
    float[] speech = TestData.samples(TestData.fiveSeconds());
    float[] least = Arrays.copyOfRange(speech, 8_000, 8_000 + ShortAudio.FEWEST_ALIGNED_SAMPLES);
    SutSpec aligned = Cpp.tinyEn().withOption("word_times", "dtw");
    try (Sut sut = Cpp.open(aligned, Cpp.words())) {
      sut.transcribe(new TranscriptionRequest("least", least, Cpp.words()), new Cpp.Heard());
      float[] less = Arrays.copyOf(least, least.length - 1);
      SutException refusal =
          assertThrows(
              SutException.class,
              () ->
                  sut.transcribe(
                      new TranscriptionRequest("less", less, Cpp.words()), new Cpp.Heard()));
      assertEquals(FailureKind.AUDIO, refusal.kind());
      assertTrue(refusal.getMessage().contains("ends the process"), refusal.getMessage());
    }
  }

  @Test
  void aClosedOneSaysSo() throws SutException {
    Sut sut = Cpp.open(Cpp.quick());
    sut.close();
    sut.close();
    IllegalStateException closed =
        assertThrows(
            IllegalStateException.class,
            () -> Cpp.say(sut, TestData.fiveSeconds(), TranscriptionTask.transcribe("en")));
    assertTrue(closed.getMessage().contains("closed"), closed.getMessage());
  }

  @Test
  void anEnglishModelTranslatesNothingAndKnowsNoOtherLanguage() throws SutException {
    try (Sut sut = Cpp.open(Cpp.quick())) {
      assertThrows(
          SutException.class,
          () -> Cpp.say(sut, TestData.fiveSeconds(), TranscriptionTask.transcribe("de")));
    }
  }
}
