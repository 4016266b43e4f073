package io.humhelix.bench.harness;

import static io.humhelix.bench.harness.FakeProvider.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether texts are good enough for the speed of a trial to count. */
class TextGatesTest {

  private static final AccuracyPolicy NO_GATE = AccuracyPolicy.DEFAULT;
  private static final String SAID = "宋朝末年年间定居粉岭围";
  private static final String ONE_WRONG = "宋朝末年年间定居粉岭某";
  private static final String ALL_WRONG = "完全错误的一句话啊啊啊啊";

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();
  private final List<AudioClip> clips = new ArrayList<>();
  private Scenario scenario = Scenario.SINGLE_STREAM;
  private String language = "en";

  TextGatesTest() {
    fake.features = EnumSet.of(Capability.LANGUAGE);
    fake.concurrency = 2;
    fake.batch = 2;
  }

  private void clip(double amplitude, String reference) throws IOException {
    Path file = TestClips.wav(folder.resolve("c" + clips.size() + ".wav"), 0.1, amplitude);
    clips.add(reference == null ? AudioClip.of(file) : AudioClip.of(file, reference));
  }

  private void answer(String text) {
    fake.call = (number, request, progress) -> says(text);
  }

  private RunResult run(AccuracyPolicy accuracy) throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("texts")
            .workload(new Workload("w", clips, TranscriptionTask.transcribe(language)))
            .suts(List.of(SutSpec.of("sut", "fake", "model")))
            .accuracy(accuracy)
            .scenario(scenario)
            .isolation(Isolation.IN_PROCESS)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1))
            .build();
    return Harness.builder().discovery(false).provider(fake).run(definition);
  }

  private RunConfigResult one(AccuracyPolicy accuracy) throws Exception {
    return run(accuracy).runConfigs().get(0);
  }

  /** The codes of a trial's issues that are about its texts. */
  private static List<String> codes(RunConfigResult result) {
    List<String> mine =
        Arrays.asList(
            "no-text",
            "wer-gate-missed",
            "cer-gate-missed",
            "text-all-wrong",
            "clips-without-text",
            "same-text",
            "wer-gate-without-words");
    return Stream.concat(
            result.issues().stream(), result.trials().stream().flatMap(t -> t.issues().stream()))
        .map(Issue::code)
        .filter(mine::contains)
        .distinct()
        .toList();
  }

  private static String message(RunConfigResult result, String code) {
    return Stream.concat(
            result.issues().stream(), result.trials().stream().flatMap(t -> t.issues().stream()))
        .filter(issue -> issue.code().equals(code))
        .findFirst()
        .orElseThrow()
        .message();
  }

  /** Fault 01. */
  @Test
  void aGateForCharactersTellsAGoodChineseTextFromABadOne() throws Exception {
    language = "zh";
    clip(0.5, SAID);
    AccuracyPolicy gate = NO_GATE.withMaxCerPercent(20);
    answer(ONE_WRONG);
    RunConfigResult good = one(gate);
    assertEquals(TrialStatus.OK, good.status());
    assertEquals(List.of(), codes(good));
    answer(ALL_WRONG);
    RunConfigResult bad = one(gate);
    assertEquals(TrialStatus.INVALID, bad.status());
    assertEquals(List.of("cer-gate-missed"), codes(bad));
    assertTrue(
        message(bad, "cer-gate-missed")
            .matches(
                "the character error rate is 1\\d\\d\\.\\d\\d % \\(normaliser multilingual-1\\);"
                    + " the gate is 20\\.0 %\\."),
        message(bad, "cer-gate-missed"));
  }

  @Test
  void aGateForCharactersHoldsForAllLanguages() throws Exception {
    clip(0.5, "good morning to you");
    answer("good morning two you");
    assertEquals(TrialStatus.OK, one(NO_GATE.withMaxCerPercent(20)).status());
    assertEquals(List.of("cer-gate-missed"), codes(one(NO_GATE.withMaxCerPercent(1))));
    assertEquals(
        List.of("wer-gate-missed", "cer-gate-missed"),
        codes(one(NO_GATE.withMaxCerPercent(1).withMaxWerPercent(1))));
  }

  @Test
  void aGateForWordsIsNotForAWritingWithoutThem() throws Exception {
    language = "zh";
    clip(0.5, SAID);
    answer(ONE_WRONG);
    RunConfigResult words = one(NO_GATE.withMaxWerPercent(20));
    assertEquals(List.of("wer-gate-without-words", "wer-gate-missed"), codes(words));
    assertEquals(TrialStatus.INVALID, words.status());
    RunConfigResult both = one(NO_GATE.withMaxWerPercent(20).withMaxCerPercent(20));
    assertEquals(TrialStatus.OK, both.status());
    assertEquals(List.of("wer-gate-without-words"), codes(both));
    assertEquals(
        "workload 'w' has texts whose writing does not separate words: accuracy.max_cer_percent is"
            + " held, max_wer_percent is not.",
        message(both, "wer-gate-without-words"));
  }

  static List<Scenario> scenarios() {
    Extent extent = Extent.atLeast(Duration.ZERO, 4);
    return List.of(
        Scenario.SINGLE_STREAM,
        new Scenario.MultiStream(2, extent),
        new Scenario.Offline(OptionalInt.empty(), extent),
        new Scenario.Server(500, extent));
  }

  /** Fault 30. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void noTextAtAllIsInvalid(Scenario any) throws Exception {
    scenario = any;
    clip(0.5, "good morning");
    clip(0.5, "good night");
    for (String text : List.of("", " ", "...")) {
      answer(text);
      RunConfigResult result = one(NO_GATE);
      assertEquals(TrialStatus.INVALID, result.status());
      assertEquals(List.of("no-text"), codes(result));
      assertEquals(
          "the system answered no text for any clip with speech (2 clips).",
          message(result, "no-text"));
    }
  }

  @Test
  void noTextIsInvalidWithoutReferencesToo() throws Exception {
    clip(0.5, null);
    answer("");
    assertEquals(List.of("no-text"), codes(one(NO_GATE)));
    answer("–");
    assertEquals(List.of("no-text"), codes(one(NO_GATE)));
    answer("a");
    assertEquals(TrialStatus.OK, one(NO_GATE).status());
  }

  @Test
  void nothingIsSaidInSilenceAndUnderAnEmptyReference() throws Exception {
    clip(0, null);
    clip(0.5, "");
    clip(0.5, "(cough)");
    answer("");
    RunConfigResult result = one(NO_GATE.withNormalizer("english"));
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(List.of(), codes(result));
  }

  @Test
  void textOnSilenceAloneIsNone() throws Exception {
    clip(0.5, "good morning");
    clip(0, "");
    fake.call = (number, request, progress) -> says(request.clipId().equals("c1.wav") ? "you" : "");
    assertEquals(List.of("no-text"), codes(one(NO_GATE)));
  }

  @Test
  void someClipsWithoutTextAreNamed() throws Exception {
    clip(0.5, "good morning");
    clip(0.25, "good night");
    fake.call =
        (number, request, progress) ->
            says(request.clipId().equals("c0.wav") ? "good morning" : "");
    RunConfigResult result = one(NO_GATE);
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(List.of("clips-without-text"), codes(result));
    assertEquals(
        "no text for 1 of 2 clips with speech: c1.wav.", message(result, "clips-without-text"));
  }

  @Test
  void allWrongIsWarnedOf() throws Exception {
    clip(0.5, "good morning");
    answer("bad night");
    RunConfigResult result = one(NO_GATE);
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(List.of("text-all-wrong"), codes(result));
    assertEquals(
        "the word error rate is 100.00 %: as many errors as there are words, or more.",
        message(result, "text-all-wrong"));
    answer("good night");
    assertEquals(List.of(), codes(one(NO_GATE)));
  }

  /** In words all is wrong; characters decide. */
  @Test
  void allWrongIsMeantInTheUnitThatDecides() throws Exception {
    language = "zh";
    clip(0.5, SAID);
    answer(ONE_WRONG);
    assertEquals(List.of(), codes(one(NO_GATE)));
    answer(ALL_WRONG);
    assertEquals(List.of("text-all-wrong"), codes(one(NO_GATE)));
  }

  @Test
  void oneTextForAllClipsIsWarnedOf() throws Exception {
    clip(0.5, "good morning to all");
    clip(0.5, "good night");
    clip(0.5, "good bye");
    answer("good morning");
    assertEquals(List.of("same-text"), codes(one(NO_GATE)));
    clips.remove(2);
    assertEquals(List.of(), codes(one(NO_GATE)));
  }

  /** Fault 07. */
  @Test
  void wordsUnderAnEmptyReferenceMissAnyGate() throws Exception {
    clip(0.5, "");
    answer("thank you");
    for (AccuracyPolicy gate :
        List.of(NO_GATE.withMaxWerPercent(0), NO_GATE.withMaxWerPercent(1000))) {
      RunConfigResult result = one(gate);
      assertEquals(TrialStatus.INVALID, result.status());
      assertEquals(
          "the references are empty, but the texts have 2 words: any word error rate is exceeded.",
          message(result, "wer-gate-missed"));
    }
    assertEquals(List.of("cer-gate-missed"), codes(one(NO_GATE.withMaxCerPercent(100))));
    answer("");
    assertEquals(TrialStatus.OK, one(NO_GATE.withMaxWerPercent(0).withMaxCerPercent(0)).status());
  }

  @Test
  void theyCountInThePooledRate() throws Exception {
    clip(0.5, "");
    clip(0.25, "good morning to you");
    fake.call =
        (number, request, progress) ->
            says(request.clipId().equals("c0.wav") ? "you" : "good morning to you");
    RunConfigResult result = one(NO_GATE.withMaxWerPercent(20));
    assertEquals(
        "the word error rate is 25.00 % (normaliser english-1); the gate is 20.0 %.",
        message(result, "wer-gate-missed"));
    assertEquals(TrialStatus.OK, one(NO_GATE.withMaxWerPercent(25)).status());
  }

  /** Two clips are answered; the third never, unless it is the first call of all. */
  private void failThird(String language, String said) throws IOException {
    this.language = language;
    clip(0.5, said);
    clip(0.5, said);
    clip(0.5, said);
    fake.call =
        (number, request, progress) -> {
          if (number > 1 && request.clipId().equals("c2.wav")) {
            throw new SutException(FailureKind.SUT_ERROR, "no", "");
          }
          return says(said);
        };
  }

  @Test
  void aFailedCallCountsForBothGates() throws Exception {
    AccuracyPolicy some = NO_GATE.withMaxErrorPercent(50);
    failThird("zh", SAID);
    assertEquals(
        "the character error rate is 33.33 % (normaliser multilingual-1); the gate is 33.0 %.",
        message(one(some.withMaxCerPercent(33)), "cer-gate-missed"));
    assertEquals(TrialStatus.OK, one(some.withMaxCerPercent(34)).status());
    clips.clear();
    failThird("en", "good morning to you");
    assertEquals(
        "the word error rate is 33.33 % (normaliser english-1); the gate is 33.0 %.",
        message(one(some.withMaxWerPercent(33)), "wer-gate-missed"));
    assertEquals(TrialStatus.OK, one(some.withMaxWerPercent(34)).status());
  }

  @Test
  void theTableShowsThem() throws Exception {
    clip(0.5, "");
    answer("thank you");
    String report =
        new RunReport(run(NO_GATE), Symbols.ASCII, new TableView(80, true, List.of())).toString();
    assertTrue(report.contains("0/0/2"), report);
    assertTrue(
        report.contains("no WER: the references have no words, but the texts have 2"), report);
    answer("");
    String clean =
        new RunReport(run(NO_GATE), Symbols.ASCII, new TableView(80, true, List.of())).toString();
    assertTrue(clean.contains("0/0/0"), clean);
    assertTrue(clean.contains("no WER: the references have no words\n"), clean);
  }
}
