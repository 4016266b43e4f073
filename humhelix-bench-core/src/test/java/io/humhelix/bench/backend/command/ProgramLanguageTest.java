package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The languages of a program: those of its hello, and the one that it decoded. */
class ProgramLanguageTest {

  @TempDir Path folder;

  private RunConfigResult run(ShellProgram program, TranscriptionTask task) throws Exception {
    SutSpec sut = program.sut("program", folder);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(TestClips.workload(folder, 1).withTask(task))
            .sut(sut)
            .trials(
                TrialPolicy.DEFAULT
                    .withCounts(0, 1)
                    .withSeed(1)
                    .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)))
            .build();
    return Harness.builder()
        .discovery(false)
        .provider(new CommandProvider())
        .run(definition)
        .runConfigs()
        .get(0);
  }

  private static ShellProgram saying(String more) {
    return ShellProgram.ordinary()
        .hello("say '{\"type\":\"hello\",\"protocol\":1,\"engine\":\"shell\"" + more + "}'");
  }

  private static ShellProgram decoding(ShellProgram program, String language) {
    return program.transcribe(
        "say '{\"type\":\"done\",\"id\":'$id',\"text\":\"a text\",\"language\":" + language + "}'");
  }

  /** The language of the text, and the normaliser. */
  private static String scored(RunConfigResult result) {
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    return result.validTrials().get(0).clips().get(0).transcript().language().orElse("not told")
        + ", "
        + result.normalizer();
  }

  @Test
  void ofOneLanguageItsTextsAreInThat() throws Exception {
    assertEquals(
        "en, english-1", scored(run(saying(",\"languages\":[\"en\"]"), TranscriptionTask.DEFAULT)));
  }

  @Test
  void ofSeveralItSaysItOrDoesNot() throws Exception {
    ShellProgram several = saying(",\"languages\":[\"en\",\"de\"]");
    assertEquals("not told, multilingual-1", scored(run(several, TranscriptionTask.DEFAULT)));
    assertEquals(
        "de, basic-1", scored(run(decoding(several, "\"de\""), TranscriptionTask.DEFAULT)));
    assertEquals(
        "not told, multilingual-1",
        scored(run(decoding(several, "null"), TranscriptionTask.DEFAULT)));
  }

  /** It cannot be told, and need not: it has no other. */
  @Test
  void thatItHasAnywayMayBeAskedFor() throws Exception {
    assertEquals(
        "en, english-1",
        scored(
            run(
                saying(",\"capabilities\":[],\"languages\":[\"en\"]"),
                TranscriptionTask.transcribe("en"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"capabilities\":[\"language\"]", ",\"capabilities\":[]"})
  void thatItDoesNotHaveIsRefused(String capabilities) throws Exception {
    RunConfigResult result =
        run(
            saying(capabilities + ",\"languages\":[\"en\",\"fr\"]"),
            TranscriptionTask.transcribe("de"));
    assertEquals(TrialStatus.REFUSED, result.status());
    assertEquals(
        List.of(
            Issue.error(
                "command-refuses",
                "command: language 'de' was requested, but the program's languages are en, fr.",
                "Use one of these, or another program.")),
        result.issues().stream().filter(i -> i.code().equals("command-refuses")).toList());
  }

  @Test
  void withoutLanguagesItMustBePossibleToSetOne() throws Exception {
    assertEquals(
        TrialStatus.REFUSED,
        run(saying(",\"capabilities\":[]"), TranscriptionTask.transcribe("de")).status());
    assertEquals(TrialStatus.OK, run(saying(""), TranscriptionTask.transcribe("de")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"English\"]",
        "[\"en-US\"]",
        "[\"EN\"]",
        "[\"eng\"]",
        "[\"xx\"]",
        "[1]",
        "\"en\""
      })
  void whatIsNoListOfCodesBreaksTheProtocol(String languages) throws Exception {
    assertEquals(
        TrialStatus.REFUSED,
        run(saying(",\"languages\":" + languages), TranscriptionTask.DEFAULT).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"English\"", "\"en-US\"", "\"eng\"", "\"xx\"", "\"\"", "5", "[\"en\"]"})
  void whatIsNoCodeBreaksTheProtocol(String language) throws Exception {
    RunConfigResult result = run(decoding(saying(""), language), TranscriptionTask.DEFAULT);
    Failure failure =
        result.trials().stream()
            .map(TrialResult::failure)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    assertEquals(FailureKind.PROTOCOL, failure.kind());
    assertEquals(
        true,
        failure
            .message()
            .contains(
                "the language of done is "
                    + language
                    + "; expected: the ISO 639-1 code of the language that was decoded, such as en"),
        failure.message());
  }
}
