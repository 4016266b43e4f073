package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.backend.whisper.WhisperJniProvider;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is measured. */
class WhisperCppPreflightTest {

  private static final TranscriptionTask PLAIN = TranscriptionTask.transcribe("en");
  private static final TranscriptionTask VAD =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true);
  private static final TranscriptionTask BOTH =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, true);

  @TempDir Path folder;

  private static Preflight preflight(SutSpec spec, TranscriptionTask task) {
    return new WhisperCppProvider().preflight(TestData.request(spec, task));
  }

  private static List<Issue> errors(SutSpec spec, TranscriptionTask task) {
    return preflight(spec, task).issues().stream()
        .filter(issue -> issue.severity() == Severity.ERROR)
        .toList();
  }

  private static void refused(SutSpec spec, TranscriptionTask task, String... words) {
    List<Issue> errors = errors(spec, task);
    assertEquals(1, errors.size(), errors.toString());
    for (String word : words) {
      assertTrue(errors.get(0).toString().contains(word), errors.toString());
    }
  }

  @Test
  void findsTheModelThatWhisperJniFinds() {
    Preflight here = preflight(Cpp.tinyEn(), PLAIN);
    assertEquals(List.of(), errors(Cpp.tinyEn(), PLAIN));
    assertEquals(List.of(TestData.MODEL), here.modelFiles());
    assertEquals(
        new WhisperJniProvider().preflight(TestData.request(TestData.tinyEn())).modelFiles(),
        here.modelFiles());
  }

  @Test
  void theModelForVoiceActivityIsAModelFile() {
    Path silero = NativeBuilds.sileroModel();
    SutSpec spec = Cpp.tinyEn().withOption("vad_model", silero.toString());
    assertEquals(List.of(TestData.MODEL, silero), preflight(spec, VAD).modelFiles());
    refused(Cpp.tinyEn(), VAD, "vad-model-missing", "has no ggml-silero-*.bin");
  }

  @Test
  void optionsThatWouldHaveNoEffectAreRefused() throws Exception {
    SutSpec spec = Cpp.tinyEn();
    refused(spec.withOption("carry_initial_prompt", true), PLAIN, "there is no initial_prompt");
    refused(spec.withOption("word_times", "token"), PLAIN, "no word_timestamps are asked for");
    refused(spec.withOption("alignment_heads", "tiny.en"), Cpp.words(), "without word_times: dtw");
    refused(spec.withOption("vad_threshold", 0.4), PLAIN, "vad_filter is off");
    refused(spec.withOption("split_on_word", true), PLAIN, "max_length is 0");
    refused(spec.withOption("initial_prompt", "a\0b"), PLAIN, "has a NUL");
    refused(
        spec.withOption("beam_size", 5).withOption("temperature", 0.2),
        PLAIN,
        "beams at temperature 0 alone");
    refused(
        spec.withOption("initial_prompt", "x").withOption("max_text_context", 0),
        PLAIN,
        "drops it");
  }

  @Test
  void whatTheEngineCannotDoTogetherIsRefused() throws Exception {
    SutSpec spec = Cpp.tinyEn();
    SutSpec dtw = spec.withOption("word_times", "dtw");
    SutSpec vad = spec.withOption("vad_model", NativeBuilds.sileroModel().toString());
    refused(
        dtw.withOption("flash_attention", true), Cpp.words(), "no dynamic time warping with it");
    refused(
        dtw.withOption("audio_context", 384),
        Cpp.words(),
        "option audio_context is 384, and word_times: dtw ends the process");
    refused(spec.withOption("without_timestamps", true), Cpp.words(), "computed from time tokens");
    refused(
        spec.withOption("without_timestamps", true).withOption("max_length", 40),
        PLAIN,
        "max_length is 40",
        "without_timestamps switches off");
    refused(vad.withOption("states", 2), VAD, "with one state alone");
    List<Issue> both = errors(vad.withOption("word_times", "dtw"), BOTH);
    assertEquals(2, both.size(), both.toString());
    assertTrue(both.get(0).message().contains("is dtw, whose times"), both.toString());
    refused(vad, BOTH, "need whisper.cpp 1.9.2");
    refused(dtw.withOption("alignment_heads", "distil"), Cpp.words(), "no model of OpenAI");
    Path unnamed = Files.copy(TestData.MODEL, folder.resolve("mine.bin"));
    SutSpec mine = SutSpec.of("m", "whisper.cpp", unnamed.toString());
    mine =
        mine.withOption("library", NativeBuilds.cpuLibrary().toString())
            .withOption("word_times", "dtw");
    refused(mine, Cpp.words(), "does not tell which of OpenAI's models it is", "small.en");
    assertEquals(List.of(), errors(mine.withOption("alignment_heads", "tiny.en"), Cpp.words()));
    for (String larger : List.of("large-v3", "large-v3-turbo", "base.en")) {
      refused(
          mine.withOption("alignment_heads", larger),
          Cpp.words(),
          "has other sizes: 4 layers of 384");
    }
  }

  /** Each of these ends the process of whisper.cpp with an exception of C++, or is Java's alone. */
  @Test
  void anExpressionThatCppCannotReadIsRefused() {
    for (String wrong :
        List.of("[", "(a", "*a", "a{2", "(?<=a)b", "(?i)a", "a++", "\\p{Alpha}", "\\Qa\\E")) {
      refused(Cpp.tinyEn().withOption("suppress_regex", wrong), PLAIN, "is no regular expression");
    }
    for (String right :
        List.of("[,;]", "(?:a|b)+?", "^\\s*$", "[\\w-]{1,3}", "\\.\\[x\\]", "a(?!b)")) {
      assertEquals(List.of(), errors(Cpp.tinyEn().withOption("suppress_regex", right), PLAIN));
    }
  }

  @Test
  void aDeviceThatTheLibraryLacksIsRefusedWithTheRemedy() {
    refused(
        Cpp.tinyEn().withDevice("vulkan"),
        PLAIN,
        "device 'vulkan' was requested, but the library was built without",
        "-DGGML_VULKAN=1");
    refused(Cpp.tinyEn().withDevice("cuda:1"), PLAIN, "-DGGML_CUDA=1");
  }

  @Test
  void aLibraryThatIsNotThereAndAWrongModelAreToldTogether() {
    SutSpec spec =
        SutSpec.of("x", "whisper.cpp", "no-such-model").withOption("library", "/no/such.so");
    assertEquals(
        List.of("native-library-unavailable", "model-missing"),
        errors(spec, PLAIN).stream().map(Issue::code).toList());
  }
}
