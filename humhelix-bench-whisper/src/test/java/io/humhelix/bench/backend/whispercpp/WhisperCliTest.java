package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.backend.whispercpp.CliComparison.Form;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same texts and times as whisper-cli of the same library with the same options. */
@Tag("slow")
class WhisperCliTest {

  @TempDir Path folder;

  private Transcript same(CliSetting setting, Form form, Path clip) throws Exception {
    return CliComparison.same(folder, setting, form, clip);
  }

  @Test
  void greedyOnAShortClip() throws Exception {
    same(CliSetting.GREEDY, Form.TEXT, TestData.fiveSeconds());
  }

  @Test
  void beamsOnLongAudio() throws Exception {
    same(CliSetting.BEAMS_SHORT, Form.TEXT, Cpp.longClip());
  }

  @Test
  void aCarriedPromptOnLongAudio() throws Exception {
    same(CliSetting.CARRIED_SHORT, Form.TEXT, Cpp.longClip());
  }

  @Test
  void segmentsAreCutAfterSomeCharacters() throws Exception {
    Transcript transcript = same(CliSetting.SHORT_SEGMENTS, Form.TEXT, TestData.fiveSeconds());
    List<String> texts = transcript.segments().stream().map(Segment::text).toList();
    assertTrue(texts.size() > 3, texts.toString());
    assertTrue(texts.stream().allMatch(text -> text.length() <= 25), texts.toString());
  }

  @Test
  void wordsHaveTheTimesOfTheirTokens() throws Exception {
    same(CliSetting.GREEDY, Form.WORDS, halfAMinute());
  }

  @Test
  void wordsByDynamicTimeWarpingBeginWhenTheirTokensAreSpoken() throws Exception {
    same(CliSetting.GREEDY, Form.ALIGNED_WORDS, TestData.fiveSeconds());
  }

  /** Speech, 8 s of silence, speech: the second part keeps its place. */
  @Test
  void silenceIsCutOutAndTimesAreThoseOfTheClip() throws Exception {
    Transcript transcript = same(CliSetting.GREEDY, Form.VOICE_ACTIVITY, withSilence());
    List<Segment> segments = transcript.segments();
    assertTrue(segments.get(segments.size() - 1).startSeconds() > 8, segments.toString());
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> everySettingOnEveryClip() throws Exception {
    List<Path> clips = new ArrayList<>(TestData.sentences().keySet());
    clips.add(halfAMinute());
    clips.add(TestData.fiveSeconds());
    clips.add(Cpp.longClip());
    assertEquals(8, clips.size());
    List<Path> two = clips.subList(6, 8);
    return Stream.of(
            each(Form.TEXT, clips),
            each(Form.WORDS, two),
            each(Form.ALIGNED_WORDS, two),
            each(Form.VOICE_ACTIVITY, List.of(withSilence(), halfAMinute())))
        .flatMap(tests -> tests);
  }

  private Stream<DynamicTest> each(Form form, List<Path> clips) {
    return CliSetting.ALL.stream()
        .filter(form::goesWith)
        .flatMap(
            setting ->
                clips.stream()
                    .map(
                        clip ->
                            DynamicTest.dynamicTest(
                                form + ", " + setting.name() + ": " + clip.getFileName(),
                                () -> same(setting, form, clip))));
  }

  private static Path halfAMinute() {
    return TestData.ROOT.resolve("speech/30s.wav");
  }

  private Path withSilence() throws Exception {
    return Speech.withSilence(folder.resolve("gap.wav"), TestData.fiveSeconds(), 8);
  }
}
