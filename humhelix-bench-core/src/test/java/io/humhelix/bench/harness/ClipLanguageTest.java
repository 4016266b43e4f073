package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of each clip reaches the calls, and chooses the normaliser. */
class ClipLanguageTest {

  private static final String PAID = "I paid twenty-one dollars and don't regret it";
  private static final String WRITTEN = "I paid $21 and do not regret it.";

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();
  private Path wav;

  @BeforeEach
  void sound() throws Exception {
    wav = TestClips.wav(folder.resolve("long.wav"), 3, 0.5);
  }

  private RunConfigResult run(BenchmarkDefinition.Builder definition) throws Exception {
    return Harness.builder()
        .discovery(false)
        .provider(fake)
        .run(definition.build())
        .runConfigs()
        .get(0);
  }

  private BenchmarkDefinition.Builder of(TranscriptionTask task, AudioClip... clips)
      throws Exception {
    return TestClips.definition(folder, 1)
        .workloads(List.of(new Workload("w", List.of(clips), task)))
        .trials(TrialPolicy.DEFAULT.withCounts(0, 2).withSeed(7));
  }

  private RunConfigResult paid(AccuracyPolicy policy) throws Exception {
    return run(of(TranscriptionTask.DEFAULT, AudioClip.of(wav, PAID)).accuracy(policy));
  }

  private static List<String> codes(RunConfigResult result) {
    return result.issues().stream().map(Issue::code).toList();
  }

  private static double wer(RunConfigResult result) {
    return result.validTrials().get(0).metric(Metrics.WER_PERCENT).orElseThrow();
  }

  /** A model of one language, and no language in the workload. */
  @Test
  void theLanguageThatWasDecodedChoosesTheNormaliser() throws Exception {
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN).withLanguage("en");
    RunConfigResult result = paid(AccuracyPolicy.DEFAULT.withMaxWerPercent(1));
    assertEquals(TrialStatus.OK, result.status(), result.issues().toString());
    assertEquals(0, wer(result));
    assertEquals("english-1", result.normalizer());
    assertTrue(!codes(result).contains("language-unknown"), codes(result).toString());
  }

  @Test
  void soDoesTheOnlyLanguageOfABackend() throws Exception {
    fake.languages = Set.of("en");
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN);
    RunConfigResult result = paid(AccuracyPolicy.DEFAULT.withMaxWerPercent(1));
    assertEquals(0, wer(result));
    assertEquals("english-1", result.normalizer());
    assertEquals(
        Optional.of("en"),
        result.validTrials().get(0).clips().get(0).transcript().language(),
        "whoever reads the result knows it too");
    assertTrue(!codes(result).contains("language-unknown"), codes(result).toString());
  }

  /** Of several it may have been any. */
  @Test
  void severalLanguagesOfABackendSayNothing() throws Exception {
    fake.languages = Set.of("en", "de");
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN);
    RunConfigResult result = paid(AccuracyPolicy.DEFAULT);
    assertEquals("multilingual-1", result.normalizer());
    assertEquals(1, codes(result).stream().filter("language-unknown"::equals).count());
  }

  @Test
  void nobodyTellsTheLanguage() throws Exception {
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN);
    RunConfigResult result = paid(AccuracyPolicy.DEFAULT);
    assertTrue(wer(result) > 0);
    assertEquals(
        List.of(
            Issue.info(
                "language-unknown",
                "no language is declared, and the engine does not tell which one it decoded: texts"
                    + " are normalised by 'multilingual-1'. Set the workload's language, or"
                    + " accuracy.normalizer.")),
        result.issues().stream().filter(i -> i.code().equals("language-unknown")).toList());
  }

  @Test
  void itNeedNotBeToldIfTheNormaliserIsNamedOrNothingIsScored() throws Exception {
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN);
    RunConfigResult named = paid(AccuracyPolicy.DEFAULT.withNormalizer("basic"));
    assertEquals("basic-1", named.normalizer());
    assertTrue(!codes(named).contains("language-unknown"), codes(named).toString());
    RunConfigResult unscored = run(of(TranscriptionTask.DEFAULT, AudioClip.of(wav)));
    assertTrue(!codes(unscored).contains("language-unknown"), codes(unscored).toString());
  }

  /** A failed call tells no language: its clip is read as the others are. */
  @Test
  void aCallThatFailedIsInTheLanguageOfTheOthers() throws Exception {
    fake.call =
        (n, request, progress) -> {
          if (n > 1 && request.clipId().equals("b")) {
            throw new SutException(FailureKind.SUT_ERROR, "no", "");
          }
          return Transcript.ofText(WRITTEN).withLanguage("en");
        };
    RunConfigResult result =
        run(
            of(
                    TranscriptionTask.DEFAULT,
                    AudioClip.of(wav, PAID).withId("a"),
                    AudioClip.of(wav, PAID).withId("b"))
                .accuracy(AccuracyPolicy.DEFAULT.withMaxErrorPercent(50)));
    TrialResult trial = result.validTrials().get(0);
    assertEquals("english-1", trial.failedCalls().clips().get(0).score().normalizer());
    assertEquals("english-1", result.normalizer());
    assertEquals(50, wer(result));
  }

  @Test
  void theDeclaredLanguageWins() throws Exception {
    fake.features = Set.of(Capability.LANGUAGE);
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN).withLanguage("en");
    RunConfigResult result = run(of(TranscriptionTask.transcribe("de"), AudioClip.of(wav, PAID)));
    assertEquals("basic-1", result.normalizer());
  }

  private RunConfigResult decoded(String asked, String decoded) throws Exception {
    fake.features = Set.of(Capability.LANGUAGE);
    fake.call = (n, request, progress) -> Transcript.ofText(WRITTEN).withLanguage(decoded);
    return run(of(TranscriptionTask.transcribe(asked), AudioClip.of(wav, PAID)));
  }

  private static List<Issue> ofLanguage(RunConfigResult result) {
    return result.trials().get(0).issues().stream()
        .filter(issue -> issue.code().equals("language-differs"))
        .toList();
  }

  @Test
  void anEngineThatDecodedAnotherLanguageThanAskedForIsTold() throws Exception {
    List<Issue> issues = ofLanguage(decoded("de", "en"));
    assertEquals(1, issues.size());
    assertEquals(
        "clip 'long.wav': asked for the language 'de', but the engine says it decoded 'en'.",
        issues.get(0).message());
  }

  @ParameterizedTest
  @CsvSource({"en, en", "pt, pt-BR", "jv, jw", "no, nb", "he, iw", "yue, zh"})
  void theSameLanguageByAnotherNameIsNoOther(String asked, String decoded) throws Exception {
    assertEquals(List.of(), ofLanguage(decoded(asked, decoded)));
  }

  /** The same text in another language is another score. */
  @Test
  void aDetectionThatChangesIsScoredAnew() throws Exception {
    fake.call =
        (n, request, progress) -> Transcript.ofText(WRITTEN).withLanguage(n % 2 == 0 ? "en" : "de");
    RunConfigResult result = paid(AccuracyPolicy.DEFAULT);
    assertEquals("basic-1, english-1", result.normalizer());
    for (TrialResult trial : result.trials()) {
      for (ClipResult clip : trial.clips()) {
        boolean english = clip.transcript().language().equals(Optional.of("en"));
        assertEquals(english ? "english-1" : "basic-1", clip.score().orElseThrow().normalizer());
        assertEquals(english, clip.score().get().words().rate() == 0);
      }
    }
  }

  /** Clips of three languages, the last in that of the workload; two are parts of one file. */
  private Workload mixed() {
    return new Workload(
        "mixed",
        List.of(
            AudioClip.of(wav, "de 16000")
                .withLanguage("de")
                .part(1, OptionalDouble.of(1))
                .withId("one"),
            AudioClip.of(wav, "hi 8000")
                .withLanguage("hi")
                .part(2.5, OptionalDouble.empty())
                .withId("two"),
            AudioClip.of(wav, "en 48000").withId("whole")),
        TranscriptionTask.transcribe("en"));
  }

  private RunResult hear(Isolation isolation) throws Exception {
    return Harness.builder()
        .output(folder.resolve(isolation.name()))
        .run(
            BenchmarkDefinition.builder("languages")
                .workload(mixed())
                .sut(SutSpec.of("ear", "hearing", "model"))
                .isolation(isolation)
                .worker(ShortLives.with())
                .trials(TrialPolicy.DEFAULT.withCounts(1, 2).withForks(1).withSeed(7))
                .build());
  }

  /** The texts say which language was asked for and how many samples were heard. */
  private void assertHeard(RunResult run) throws Exception {
    RunConfigResult result = run.runConfigs().get(0);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(2, result.validTrials().size());
    for (TrialResult trial : result.validTrials()) {
      List<String> heard = new ArrayList<>();
      for (ClipResult clip : trial.clips()) {
        heard.add(
            clip.clipId()
                + ": "
                + clip.transcript().text()
                + ", "
                + clip.score().orElseThrow().normalizer());
      }
      assertEquals(
          List.of(
              "one: de 16000, basic-1",
              "two: hi 8000, multilingual-1",
              "whole: en 48000, english-1"),
          heard);
    }
    assertEquals(Optional.of(0.0), result.validTrials().get(0).metric(Metrics.WER_PERCENT));
    assertEquals("basic-1, english-1, multilingual-1", result.normalizer());
    RunResult read = RunReader.read(run.resultsFile().orElseThrow());
    assertEquals(run.definition(), read.definition());
    assertEquals(run.provenance(), read.provenance());
    assertEquals(run.runConfigs(), read.runConfigs());
  }

  @Test
  void everyCallIsInTheLanguageOfItsClip() throws Exception {
    assertHeard(hear(Isolation.IN_PROCESS));
  }

  @Test
  @Tag("slow")
  void alsoInAProcessOfItsOwn() throws Exception {
    assertHeard(hear(Isolation.PROCESS));
  }

  @Test
  void partsOfOneFileDoNotLookAlike() throws Exception {
    List<Provenance.AudioFingerprint> audio = hear(Isolation.IN_PROCESS).provenance().audio();
    assertEquals(
        List.of("one 1.0", "two 0.5", "whole 3.0"),
        audio.stream().map(print -> print.clipId() + " " + print.seconds()).toList());
    Set<String> samples = new TreeSet<>();
    audio.forEach(print -> samples.add(print.samplesSha256()));
    assertEquals(3, samples.size());
    assertEquals(1, audio.stream().map(Provenance.AudioFingerprint::file).distinct().count());
  }

  /** The speed of a part is that of its own length. */
  @Test
  void aPartIsAsLongAsItIs() throws Exception {
    RunConfigResult result = hear(Isolation.IN_PROCESS).runConfigs().get(0);
    TrialResult trial = result.validTrials().get(0);
    double seconds = 0;
    for (int row = 0; row < trial.calls().size(); row++) {
      seconds += trial.calls().at(row).audioSeconds();
    }
    assertEquals(4.5, seconds, 1e-9);
  }
}
