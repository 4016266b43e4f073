package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.ChangedClip.Change;
import io.humhelix.bench.harness.Rescoring;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clips changed, and with which texts. */
class ChangedClipsTest {

  private static final List<String> SAID = List.of("one two three", "four five", "six", "seven");

  /** More than what is read of a normalised text without texts. */
  private static final String LONG = "word ".repeat(40) + "end";

  @TempDir Path folder;

  private static RunResult heard(long seed, String... texts) {
    return made(seed, texts).result();
  }

  private static MadeUpRun made(long seed, String... texts) {
    return new MadeUpRun(seed)
        .forks(3)
        .trials(2)
        .texts(SAID.subList(0, texts.length), List.of(texts))
        .system("a", 1);
  }

  private static List<ChangedClip> changed(RunResult old, RunResult now) {
    return compared(old, now).changedClips();
  }

  private static RunConfigComparison compared(RunResult old, RunResult now) {
    return RunComparison.between(old, now, ComparisonPolicy.DEFAULT).pairs().get(0);
  }

  @Test
  void theWorstComeFirstThenOtherTextsThenTheBetterOnes() {
    List<ChangedClip> clips =
        changed(
            heard(1, "one two three", "four", "six", "seventy"),
            heard(2, "one", "four five", "seis", "seventeen"));
    assertEquals(
        "c0.wav WORSE 2.0, c2.wav WORSE 1.0, c3.wav OTHER_TEXT 0.0, c1.wav BETTER -1.0",
        clips.stream()
            .map(clip -> clip.clipId() + " " + clip.change() + " " + clip.moreErrors())
            .collect(Collectors.joining(", ")));
    ChangedClip worst = clips.get(0);
    assertEquals(Optional.of("one two three"), worst.reference());
    assertEquals(3, worst.length());
    assertEquals("one two three", worst.baseline().text());
    assertEquals("one", worst.candidate().text());
    assertEquals(6, worst.candidate().alike());
    assertEquals(List.of(), changed(heard(1, "one", "four"), heard(2, "one", "four")));
  }

  @Test
  void charactersAreCountedWhereTheyDecide() {
    MadeUpRun old = new MadeUpRun(1).language("zh").texts(List.of("今天天气"), List.of("今天天气"));
    MadeUpRun now = new MadeUpRun(2).language("zh").texts(List.of("今天天气"), List.of("明天天汽"));
    ChangedClip clip = changed(old.system("a", 1).result(), now.system("a", 1).result()).get(0);
    assertEquals(ErrorUnit.CHARACTER, clip.unit());
    assertEquals(2, clip.moreErrors());
    assertEquals(4, clip.length());
  }

  @Test
  void ofSeveralTextsTheMostFrequentCounts() {
    MadeUpRun now = new MadeUpRun(2).forks(3).trials(3).changing(true).errors(clip -> 3);
    ChangedClip clip =
        changed(
                new MadeUpRun(1).forks(3).trials(3).system("a", 1).result(),
                now.system("a", 1).result())
            .get(0);
    assertEquals("3 errors", clip.candidate().text());
    assertEquals(6, clip.candidate().alike());
    assertEquals(9, clip.candidate().texts());
    assertEquals(9, clip.baseline().alike());
  }

  @Test
  void nothingIsSaidOfOtherAudioOrRules() {
    String[] texts = {"one", "four"};
    assertFalse(changed(heard(1, "one two", "four"), heard(2, texts)).isEmpty());
    RunResult old = made(1, "one two", "four").audio("cc").result();
    assertEquals(List.of(), changed(old, heard(2, texts)));
    MadeUpRun other = new MadeUpRun(1).forks(3).trials(2).normalizer("english-1");
    RunResult rules =
        other
            .texts(SAID.subList(0, 2), List.of("one two", "four"))
            .normalizer("x-1")
            .system("a", 1)
            .result();
    assertEquals(List.of(), changed(rules, heard(2, texts)));
  }

  private Path stored(long seed, String text) throws Exception {
    return new MadeUpRun(seed)
        .forks(3)
        .trials(2)
        .texts(List.of(LONG), List.of(text))
        .system("a", 1)
        .store(folder.resolve("run" + seed));
  }

  @Test
  void longTextsAreReadFromTheFilesWhereClipsChanged() throws Exception {
    String wrong = LONG.replaceFirst("word", "sword");
    RunResult old = RunReader.readWithoutTexts(stored(1, LONG));
    RunResult now = RunReader.readWithoutTexts(stored(2, wrong));
    ChangedClip clip = changed(old, now).get(0);
    assertEquals(LONG, clip.baseline().text());
    assertEquals(wrong, clip.candidate().text());
    assertEquals(6, clip.candidate().alike());
    assertEquals(
        changed(RunReader.read(old.resultsFile().get()), RunReader.read(now.resultsFile().get())),
        changed(old, now));
  }

  @Test
  void aFileThatIsGoneOrDamagedLeavesTheTextsOut() throws Exception {
    RunResult old = RunReader.readWithoutTexts(stored(1, LONG));
    Path file = stored(2, LONG + " more");
    RunResult now = RunReader.readWithoutTexts(file);
    Files.delete(file);
    ChangedClip clip = changed(old, now).get(0);
    assertTrue(clip.candidate().isHashed());
    assertFalse(clip.candidate().isKnown());
    assertTrue(clip.baseline().isKnown());
    assertEquals(1, clip.moreErrors());

    Files.writeString(file, "nothing", StandardCharsets.UTF_8);
    assertTrue(changed(old, now).get(0).candidate().isHashed());
  }

  @Test
  void aBaselineWithoutTextsHasThemNot() throws Exception {
    Baselines baselines = Baselines.in(folder.resolve("baselines"));
    Path old = stored(1, LONG);
    baselines.set("small", old, false, false);
    baselines.set("whole", old, true, false);
    RunResult now = RunReader.readWithoutTexts(stored(2, LONG + " more"));
    ChangedClip without = changed(RunReader.readWithoutTexts(baselines.find("small")), now).get(0);
    assertTrue(without.baseline().isHashed());
    assertEquals(Optional.of(LONG), without.reference());
    assertEquals(1, without.moreErrors());
    ChangedClip with = changed(RunReader.readWithoutTexts(baselines.find("whole")), now).get(0);
    assertEquals(LONG, with.baseline().text());
  }

  private static MadeUpRun unscored(long seed, String... texts) {
    return new MadeUpRun(seed)
        .forks(3)
        .trials(2)
        .texts(SAID.subList(0, texts.length), List.of(texts))
        .unscored()
        .system("a", 1);
  }

  @Test
  void clipsWithoutAReferenceShowTheirTexts() throws Exception {
    RunResult old = unscored(1, "one", "four").result();
    RunResult now = unscored(2, "one", "for").result();
    ChangedClip clip = changed(old, now).get(0);
    assertEquals("c1.wav", clip.clipId());
    assertEquals(Change.OTHER_TEXT, clip.change());
    assertTrue(clip.candidate().errors().isEmpty());
    assertEquals("four", clip.baseline().text());
    assertEquals("for", clip.candidate().text());
    assertEquals(6, clip.candidate().texts());
    assertEquals(List.of(), changed(old, unscored(3, "one", "four").result()));
    // The same from files that are read without texts.
    assertEquals(
        List.of(clip),
        changed(
            RunReader.readWithoutTexts(unscored(1, "one", "four").store(folder.resolve("o"))),
            RunReader.readWithoutTexts(unscored(2, "one", "for").store(folder.resolve("n")))));
  }

  @Test
  void withoutTextsOfEitherSideThatIsSaidToThoseWhoAsk() throws Exception {
    Baselines baselines = Baselines.in(folder.resolve("baselines"));
    baselines.set("small", unscored(1, "one").store(folder.resolve("o")), false, false);
    RunConfigComparison pair =
        compared(RunReader.readWithoutTexts(baselines.find("small")), unscored(2, "two").result());
    assertEquals(List.of(), pair.changedClips());
    assertEquals(
        List.of(
            "the texts of clips without a reference are not compared: the baseline has none"
                + " stored."),
        pair.notCompared());
    RunResult now = unscored(3, "one").result();
    assertEquals(List.of(), compared(unscored(2, "one").result(), now).notCompared());
  }

  @Test
  void aRescoredCopyIsNoOtherRun() throws Exception {
    Path file = stored(1, LONG);
    Path copy = Rescoring.rescore(file, folder.resolve("again"), Optional.of("english"), Map.of());
    assertEquals(Optional.empty(), RunReader.copyOf(file));
    RunResult old = RunReader.readWithoutTexts(file);
    assertEquals(Optional.of(old.runId()), RunReader.copyOf(copy));
    RunResult again = RunReader.readWithoutTexts(copy);
    assertTrue(RunComparison.isSame(old, again));
    assertTrue(RunComparison.isSame(again, old));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> RunComparison.between(old, again, ComparisonPolicy.DEFAULT))
            .getMessage();
    assertTrue(message.contains("scored otherwise"), message);
    assertFalse(RunComparison.isSame(old, RunReader.readWithoutTexts(stored(2, LONG))));
  }
}
