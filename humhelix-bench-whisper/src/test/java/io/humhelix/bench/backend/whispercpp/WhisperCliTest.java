package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.Sut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same texts and times as whisper-cli of the same library with the same options. */
@Tag("slow")
class WhisperCliTest {

  private static final List<String> GREEDY = List.of("-bs", "1", "-bo", "5");
  private static final String PROMPT = "Sense and Sensibility, by Jane Austen.";

  /**
   * Options in both languages.
   *
   * @param spec of the definition
   * @param cli of whisper-cli
   */
  private record Setting(UnaryOperator<SutSpec> spec, List<String> cli) {}

  private static Setting setting(UnaryOperator<SutSpec> spec, String... cli) {
    return new Setting(spec, Stream.concat(GREEDY.stream(), Arrays.stream(cli)).toList());
  }

  private static final Map<String, Setting> SETTINGS =
      Map.ofEntries(
          Map.entry("greedy", setting(spec -> spec)),
          Map.entry(
              "carried prompt, short windows",
              setting(
                  spec ->
                      spec.withOption("initial_prompt", PROMPT)
                          .withOption("carry_initial_prompt", true)
                          .withOption("audio_context", 384),
                  "--prompt",
                  PROMPT,
                  "--carry-initial-prompt",
                  "-ac",
                  "384")),
          Map.entry(
              "beams, short windows",
              setting(
                  spec -> spec.withOption("beam_size", 5).withOption("audio_context", 384),
                  "-bs",
                  "5",
                  "-ac",
                  "384")),
          Map.entry("beams", setting(spec -> spec.withOption("beam_size", 5), "-bs", "5")),
          Map.entry(
              "prompt",
              setting(spec -> spec.withOption("initial_prompt", PROMPT), "--prompt", PROMPT)),
          Map.entry(
              "carried prompt",
              setting(
                  spec ->
                      spec.withOption("initial_prompt", PROMPT)
                          .withOption("carry_initial_prompt", true),
                  "--prompt",
                  PROMPT,
                  "--carry-initial-prompt")),
          Map.entry(
              "no previous text",
              setting(spec -> spec.withOption("condition_on_previous_text", false), "-mc", "0")),
          Map.entry(
              "no time tokens",
              setting(spec -> spec.withOption("without_timestamps", true), "-nt")),
          Map.entry(
              "no flash attention",
              setting(spec -> spec.withOption("flash_attention", false), "-nfa")),
          Map.entry(
              "no fallback", setting(spec -> spec.withOption("temperature_increment", 0), "-nf")),
          Map.entry(
              "suppressed",
              setting(
                  spec ->
                      spec.withOption("suppress_non_speech_tokens", true)
                          .withOption("suppress_regex", "[,;]"),
                  "-sns",
                  "--suppress-regex",
                  "[,;]")),
          Map.entry(
              "strict",
              setting(
                  spec ->
                      spec.withOption("entropy_threshold", 2.8)
                          .withOption("log_prob_threshold", -0.2)
                          .withOption("no_speech_threshold", 0.1),
                  "-et",
                  "2.8",
                  "-lpt",
                  "-0.2",
                  "-nth",
                  "0.1")));

  @TempDir Path folder;

  private static List<String> texts(List<WhisperCli.Part> parts) {
    return parts.stream().map(part -> part.begin() + ".." + part.end() + part.text()).toList();
  }

  private static List<String> texts(Transcript transcript) {
    return transcript.segments().stream().map(WhisperCliTest::text).toList();
  }

  private static String text(Segment segment) {
    return Math.round(segment.startSeconds() * 100)
        + ".."
        + Math.round(segment.endSeconds() * 100)
        + segment.text();
  }

  /** Times are cut at the clip's end here; whisper-cli tells those of the padded audio. */
  private static List<WhisperCli.Part> cut(List<WhisperCli.Part> parts, Path clip) {
    long end = Math.round(TestData.samples(clip).length / 160.0);
    return parts.stream()
        .map(
            part ->
                new WhisperCli.Part(
                    Math.min(part.begin(), end),
                    Math.min(part.end(), end),
                    part.text(),
                    part.tokens()))
        .toList();
  }

  private void same(String setting, Path clip) throws Exception {
    Setting both = SETTINGS.get(setting);
    List<WhisperCli.Part> expected = WhisperCli.of(folder, clip, false, both.cli());
    assertFalse(expected.isEmpty());
    try (Sut sut = Cpp.open(both.spec().apply(Cpp.tinyEn()))) {
      Transcript found = Cpp.say(sut, clip, TranscriptionTask.transcribe("en"));
      if (setting.equals("no time tokens")) {
        // whisper-cli tells begins that come from tokens which are not there.
        assertEquals(
            expected.stream().map(WhisperCli.Part::text).toList(),
            found.segments().stream().map(Segment::text).toList());
      } else {
        assertEquals(texts(cut(expected, clip)), texts(found), setting + ", " + clip);
      }
    }
  }

  @Test
  void greedyOnAShortClip() throws Exception {
    same("greedy", TestData.fiveSeconds());
  }

  @Test
  void beamsOnLongAudio() throws Exception {
    same("beams, short windows", Cpp.longClip());
  }

  @Test
  void aCarriedPromptOnLongAudio() throws Exception {
    same("carried prompt, short windows", Cpp.longClip());
  }

  @Test
  @Tag("full")
  void everySettingOnEveryClip() throws Exception {
    List<Path> clips = new ArrayList<>(TestData.sentences().keySet());
    clips.add(TestData.fiveSeconds());
    clips.add(TestData.ROOT.resolve("speech/30s.wav"));
    clips.add(Cpp.longClip());
    for (String setting : SETTINGS.keySet()) {
      for (Path clip : clips) {
        same(setting, clip);
      }
    }
  }

  @Test
  void wordsHaveTheTimesOfTheirTokens() throws Exception {
    Path clip = TestData.ROOT.resolve("speech/30s.wav");
    List<WhisperCli.Part> expected = WhisperCli.of(folder, clip, true, GREEDY);
    try (Sut sut = Cpp.open(Cpp.tinyEn(), Cpp.words())) {
      Transcript found = Cpp.say(sut, clip, Cpp.words());
      assertEquals(texts(cut(expected, clip)), texts(found));
      for (int i = 0; i < expected.size(); i++) {
        sameWords(expected.get(i).tokens(), found.segments().get(i).words());
      }
    }
  }

  /** Each word begins with its first token and ends with its last. */
  private static void sameWords(List<WhisperCli.Token> tokens, List<Word> words) {
    assertEquals(
        String.join("", tokens.stream().map(WhisperCli.Token::text).toList()),
        String.join("", words.stream().map(Word::text).toList()));
    int token = 0;
    for (Word word : words) {
      assertEquals(tokens.get(token).begin(), Math.round(word.startSeconds() * 100), word.text());
      for (int left = word.text().length(); left > 0; token++) {
        left -= tokens.get(token).text().length();
      }
      assertEquals(tokens.get(token - 1).end(), Math.round(word.endSeconds() * 100), word.text());
    }
    assertEquals(tokens.size(), token);
  }

  @Test
  void wordsByDynamicTimeWarpingBeginWhenTheirTokensAreSpoken() throws Exception {
    Path clip = TestData.fiveSeconds();
    List<String> options = new ArrayList<>(GREEDY);
    options.addAll(List.of("-dtw", "tiny.en", "-nfa"));
    List<WhisperCli.Token> tokens = WhisperCli.of(folder, clip, true, options).get(0).tokens();
    try (Sut sut = Cpp.open(Cpp.tinyEn().withOption("word_times", "dtw"), Cpp.words())) {
      List<Word> words = Cpp.say(sut, clip, Cpp.words()).segments().get(0).words();
      List<Long> begins =
          tokens.stream()
              .filter(token -> token.text().startsWith(" "))
              .map(WhisperCli.Token::aligned)
              .toList();
      assertTrue(begins.stream().allMatch(begin -> begin >= 0), begins.toString());
      assertEquals(
          begins, words.stream().map(word -> Math.round(word.startSeconds() * 100)).toList());
      assertEquals(false, sut.effective().options().flag("flash_attention").orElseThrow());
      assertEquals("dtw", sut.effective().options().text("word_times").orElseThrow());
    }
  }

  /** Speech, 8 s of silence, speech: the second part keeps its place. */
  @Test
  void silenceIsCutOutAndTimesAreThoseOfTheClip() throws Exception {
    Path clip = Speech.withSilence(folder.resolve("gap.wav"), TestData.fiveSeconds(), 8);
    Path silero = NativeBuilds.sileroModel();
    List<String> options = new ArrayList<>(GREEDY);
    options.addAll(List.of("--vad", "-vm", silero.toString(), "-vsd", "200"));
    List<WhisperCli.Part> expected = WhisperCli.of(folder, clip, false, options);
    TranscriptionTask task =
        new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true);
    SutSpec spec =
        Cpp.tinyEn()
            .withOption("vad_model", silero.toString())
            .withOption("vad_min_silence_duration_ms", 200);
    try (Sut sut = Cpp.open(spec, task)) {
      Transcript found = Cpp.say(sut, clip, task);
      assertEquals(texts(cut(expected, clip)), texts(found));
      assertTrue(
          found.segments().get(found.segments().size() - 1).startSeconds() > 8, found.toString());
      assertEquals(200, sut.effective().options().integer("vad_min_silence_duration_ms").get());
      assertEquals(0.5, sut.effective().options().number("vad_threshold").get());
      assertEquals(Optional.of(true), sut.effective().options().flag("vad_filter"));
    }
    assertTrue(Files.size(clip) > 0);
  }
}
