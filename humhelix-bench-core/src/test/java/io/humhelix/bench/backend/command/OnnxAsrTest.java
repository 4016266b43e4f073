package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Word;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/command/onnx-asr.py} over the real package, with models that need no weights.
 * Needs a Python that has {@code onnx-asr}, and {@code onnx}, which makes the models.
 */
class OnnxAsrTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "command").toAbsolutePath();
  private static final Path SPEECH = Path.of("..", "examples", "data", "speech").toAbsolutePath();
  private static final TranscriptionTask ENGLISH = TranscriptionTask.transcribe("en");
  private static final TranscriptionTask WORDS =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, false);
  private static final TranscriptionTask VAD =
      new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, true);

  /** As the package's own page has it. Arguments: type, folder, quantization, clip. */
  private static final String PLAIN =
      """
      import sys, onnx_asr
      kind, folder, quantization, clip = sys.argv[1:]
      model = onnx_asr.load_model(kind, folder, quantization=quantization or None)
      print(model.recognize(clip), end="")
      """;

  private static final String PLAIN_VAD =
      """
      import sys, onnx_asr
      model = onnx_asr.load_model("nemo-conformer-ctc", sys.argv[1])
      vad = onnx_asr.load_vad("silero", sys.argv[2])
      for s in model.with_vad(vad, max_speech_duration_s=5).recognize(sys.argv[3]):
          print(f"{s.start:.3f} {s.end:.3f} {s.text}")
      """;

  @TempDir static Path models;

  @TempDir Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    if (python("-c", "import onnx_asr, onnxruntime, onnx").isEmpty()) {
      RequiredProgram.missing(
          python()
              + " has not both onnx-asr and onnx (pip install 'onnx-asr[cpu,hub]' onnx); name one"
              + " that has by -Dhumhelix.test.python");
    }
    Path script = models.resolve("tiny-onnx-models.py");
    try (InputStream in = OnnxAsrTest.class.getResourceAsStream("tiny-onnx-models.py")) {
      Files.copy(in, script);
    }
    assertTrue(python(script.toString(), models.toString()).isPresent(), "see models/err");
  }

  private static String python() {
    return System.getProperty("humhelix.test.python", "python3");
  }

  /** What it prints, or empty if it ends with another code than 0. */
  private static Optional<String> python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(python()));
    command.addAll(List.of(arguments));
    Path out = models.resolve("out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(models.resolve("err").toFile())
              .start();
      assertTrue(process.waitFor(3, TimeUnit.MINUTES));
      return process.exitValue() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SutSpec sut(String model) {
    return SutSpec.of("onnx-asr", CommandProvider.ID, models.resolve(model).toString())
        .withOption("directory", EXAMPLES.toString())
        .withOption("command", List.of(python(), "onnx-asr.py"))
        .withDevice("cpu");
  }

  private static SutSpec with(SutSpec sut, Map<String, ?> settings) {
    return sut.withOption("settings", settings);
  }

  private static RunConfigResult run(SutSpec sut, TranscriptionTask task, String clip)
      throws Exception {
    return run(sut, new Workload("w", List.of(AudioClip.of(SPEECH.resolve(clip), "unless")), task));
  }

  private static RunConfigResult run(SutSpec sut, Workload workload) throws Exception {
    return Harness.builder()
        .discovery(false)
        .provider(new CommandProvider())
        .run(
            BenchmarkDefinition.builder("test")
                .workload(workload)
                .sut(sut)
                .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
                .build())
        .runConfigs()
        .get(0);
  }

  private static RunConfigResult valid(SutSpec sut, TranscriptionTask task, String clip)
      throws Exception {
    RunConfigResult result = run(sut, task, clip);
    assertEquals(TrialStatus.OK, result.status(), result.toString());
    return result;
  }

  private static ClipResult clip(RunConfigResult result) {
    return result.validTrials().get(0).clips().get(0);
  }

  private static Failure failure(SutSpec sut, TranscriptionTask task) throws Exception {
    RunConfigResult result = run(sut, task, "5s.wav");
    assertEquals(TrialStatus.FAILED, result.status(), result.toString());
    return result.failure().orElseThrow();
  }

  private static void assertSays(Failure failure, FailureKind kind, String text, String remedy) {
    assertEquals(kind, failure.kind(), failure.toString());
    assertTrue(failure.message().contains(text), failure.toString());
    assertTrue(failure.remedy().contains(remedy), failure.toString());
  }

  @Test
  void givesTheTextOfAPlainScriptAndSaysWhatRan() throws Exception {
    RunConfigResult result = valid(sut("ctc"), ENGLISH, "5s.wav");

    assertEquals(plain("nemo-conformer-ctc", "ctc", ""), clip(result).text());
    assertTrue(clip(result).text().length() > 20, clip(result).text());
    EffectiveSut effective = result.effective().orElseThrow();
    assertEquals("onnx-asr", effective.engine());
    assertTrue(effective.engineVersion().matches("[0-9.]+ \\(ONNX Runtime [0-9.]+\\)"));
    assertEquals("cpu", effective.device());
    assertEquals("CPUExecutionProvider", effective.executionProvider());
    assertEquals(Optional.of("NemoConformerCtc"), effective.options().text("model_type"));
    assertEquals(Optional.of("none"), effective.options().text("quantization"));
    assertEquals(Optional.of("the whole clip"), effective.options().text("audio_window"));
    assertEquals(
        tellsNodes(),
        effective.options().text("nodes").orElse("").startsWith("CPUExecutionProvider "),
        effective.toString());
  }

  @Test
  void theComputeTypeChoosesTheFile() throws Exception {
    RunConfigResult int8 = valid(sut("ctc").withComputeType("int8"), ENGLISH, "5s.wav");
    assertEquals(plain("nemo-conformer-ctc", "ctc", "int8"), clip(int8).text());
    assertNotEquals(plain("nemo-conformer-ctc", "ctc", ""), clip(int8).text());
    assertEquals("int8", int8.effective().orElseThrow().computeType());

    SutSpec setting = with(sut("ctc"), Map.of("quantization", "int8", "threads", 2));
    RunConfigResult same = valid(setting, ENGLISH, "5s.wav");
    assertEquals(clip(int8).text(), clip(same).text());
    assertEquals(Optional.of(2L), same.effective().orElseThrow().options().integer("threads"));

    assertSays(
        failure(sut("ctc").withComputeType("int4"), ENGLISH),
        FailureKind.MODEL,
        "'model?int4.onnx' not found",
        "another quantization");
  }

  @Test
  void givesWordsWithTheirTimes() throws Exception {
    Segment segment = clip(valid(sut("ctc"), WORDS, "5s.wav")).segments().get(0);
    String text = plain("nemo-conformer-ctc", "ctc", "");
    List<Word> words = segment.words();

    assertEquals(
        List.of(text.split(" ")), words.stream().map(word -> word.text().strip()).toList());
    assertEquals(0, words.get(0).startSeconds());
    assertEquals(0.08, words.get(1).startSeconds(), 1e-9, "one step of the encoder");
    for (int i = 1; i < words.size(); i++) {
      assertEquals(words.get(i).startSeconds(), words.get(i - 1).endSeconds());
    }
    assertEquals(segment.endSeconds(), words.get(words.size() - 1).endSeconds());
  }

  @Test
  void theVadCutsLongAudioIntoSegmentsAsThePackageDoes() throws Exception {
    Map<String, ?> settings =
        Map.of(
            "vad_path",
            models.resolve("vad").toString(),
            "vad_options",
            Map.of("max_speech_duration_s", 5));
    RunConfigResult result = valid(with(sut("ctc"), settings), VAD, "30s.wav");
    String expected =
        python(
                "-c",
                PLAIN_VAD,
                models.resolve("ctc").toString(),
                models.resolve("vad").toString(),
                SPEECH.resolve("30s.wav").toString())
            .orElseThrow();

    List<Segment> segments = clip(result).segments();
    assertEquals(
        expected.strip(),
        segments.stream()
            .map(s -> "%.3f %.3f %s".formatted(s.startSeconds(), s.endSeconds(), s.text()))
            .collect(Collectors.joining("\n")));
    assertTrue(segments.size() > 5, segments.toString());
    Segment second = segments.get(1);
    assertEquals(second.startSeconds(), second.words().get(0).startSeconds(), "of the clip");
    assertTrue(clip(result).firstSegmentNanos().isPresent());
    var told = result.effective().orElseThrow().options();
    assertEquals(Optional.of(true), told.flag("vad_filter"));
    assertEquals(Optional.of("batched by 8"), told.text("long_audio"));
    assertEquals(Optional.of("silero"), told.text("vad"));
    assertEquals(Optional.of(5L), told.integer("vad_max_speech_duration_s"));
  }

  @Test
  @Tag("slow")
  void canaryIsToldTheLanguage() throws Exception {
    assertEquals("hello", clip(valid(sut("canary"), TranscriptionTask.DEFAULT, "5s.wav")).text());
    RunConfigResult german = valid(sut("canary"), TranscriptionTask.transcribe("de"), "5s.wav");
    assertEquals("hallo", clip(german).text());
    assertEquals(
        Optional.of("told to the model"),
        german.effective().orElseThrow().options().text("language"));
    assertEquals(
        "hallo",
        clip(valid(
                with(sut("canary"), Map.of("pnc", false)),
                new TranscriptionTask(
                    Optional.of("de"), TranscriptionTask.Kind.TRANSLATE, false, false),
                "5s.wav"))
            .text());
    assertSays(
        failure(sut("canary"), WORDS), FailureKind.MODEL, "no times for NemoConformerAED", "Leave");
  }

  /** The package would cut the clip without a word. */
  @Test
  void refusesWhisperMoreThanItsWindow() throws Exception {
    RunConfigResult whole = valid(sut("whisper"), ENGLISH, "30s.wav");
    assertEquals("hi", clip(whole).text());
    assertEquals(
        Optional.of("padded to 30 s"),
        whole.effective().orElseThrow().options().text("audio_window"));

    RunConfigResult cut = run(sut("whisper"), ENGLISH, "60s.wav");
    assertEquals(TrialStatus.FAILED, cut.status());
    assertSays(
        cut.trials().get(0).failure().orElseThrow(),
        FailureKind.AUDIO,
        "the first 30 s of a clip only",
        "vad_filter: true");

    TranscriptionTask cutByVad =
        new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true);
    Map<String, ?> vad =
        Map.of(
            "vad_path", models.resolve("vad").toString(), "vad_options", Map.of("batch_size", 1));
    assertEquals("hi hi hi", clip(valid(with(sut("whisper"), vad), cutByVad, "60s.wav")).text());
  }

  @Test
  @Tag("slow")
  void refusesWhatAModelWouldSilentlyNotDo() throws Exception {
    Path english = folder.resolve("nemo-parakeet-tdt-0.6b-v2");
    copy("ctc", english);
    assertSays(
        failure(sut("ctc").withModel(english.toString()), TranscriptionTask.transcribe("de")),
        FailureKind.MODEL,
        "the model knows en, not de",
        "another model");
    assertSays(
        failure(
            sut("ctc"),
            new TranscriptionTask(
                Optional.of("de"), TranscriptionTask.Kind.TRANSLATE, false, false)),
        FailureKind.MODEL,
        "only Canary translates",
        "task: transcribe");
    assertSays(
        failure(with(sut("ctc"), Map.of("pnc", true)), ENGLISH),
        FailureKind.MODEL,
        "pnc is for Canary",
        "Leave it out");
    assertSays(
        failure(sut("ctc").withOption("beam_size", 5), ENGLISH),
        FailureKind.SUT_ERROR,
        "no beam search",
        "beam_size");
    assertSays(
        failure(with(sut("ctc"), Map.of("treads", 2, "vat", "silero")), ENGLISH),
        FailureKind.SUT_ERROR,
        "unknown setting treads, vat",
        "Allowed: model_type, pnc,");
  }

  @Test
  void refusesADeviceThatTheRuntimeDoesNotHave() throws Exception {
    RunConfigResult result = run(sut("ctc").withDevice("cuda"), ENGLISH, "5s.wav");
    assertEquals(TrialStatus.REFUSED, result.status());
    assertTrue(
        result.issues().get(0).message().contains("the program's devices are cpu"),
        result.issues().toString());

    assertSays(
        failure(with(sut("ctc"), Map.of("provider", "CUDAExecutionProvider")), ENGLISH),
        FailureKind.DEVICE,
        "CUDAExecutionProvider runs on cuda, but device cpu",
        "device: cuda");
    assertSays(
        failure(with(sut("ctc"), Map.of("provider", "XnnpackExecutionProvider")), ENGLISH),
        FailureKind.DEVICE,
        "has no XnnpackExecutionProvider; it has ",
        "onnx-asr[gpu,hub]");
  }

  /** A build for CUDA lists it without a card too, and its sessions then are on the processor. */
  @Test
  void refusesTheProcessorInPlaceOfTheCard() throws Exception {
    Files.writeString(
        folder.resolve("sitecustomize.py"),
        """
        import onnxruntime
        real = onnxruntime.get_available_providers()
        onnxruntime.get_available_providers = lambda: ["CUDAExecutionProvider", *real]
        """);
    SutSpec built = sut("ctc").withOption("environment", Map.of("PYTHONPATH", folder.toString()));
    assertEquals(
        "cpu", valid(built, ENGLISH, "5s.wav").effective().orElseThrow().device().toString());
    assertSays(
        failure(built.withDevice("cuda"), ENGLISH),
        FailureKind.DEVICE,
        "gave the model (model) CPUExecutionProvider instead of CUDAExecutionProvider",
        "The log says why");
  }

  /** ONNX Runtime tells from version 1.24 on which provider has which node. */
  private static boolean tellsNodes() throws Exception {
    return python(
            "-c",
            "import onnxruntime;"
                + " onnxruntime.InferenceSession.get_provider_graph_assignment_info")
        .isPresent();
  }

  /** The Azure provider of the usual package takes no node of any such model. */
  @Test
  void refusesAProviderThatRunsNothing() throws Exception {
    SutSpec azure = with(sut("ctc"), Map.of("provider", "AzureExecutionProvider"));
    if (!tellsNodes()) {
      var effective = valid(azure, ENGLISH, "5s.wav").effective().orElseThrow();
      assertEquals(Optional.empty(), effective.options().get("nodes"), "it is left open");
      return;
    }
    assertSays(
        failure(azure, ENGLISH),
        FailureKind.DEVICE,
        "no node of the model is known to run on AzureExecutionProvider; nodes: CPUExecution",
        "another provider");
  }

  @Test
  void saysHowToGetThePackage() throws Exception {
    RunConfigResult result =
        run(
            sut("ctc").withOption("command", List.of(python(), "-S", "onnx-asr.py")),
            ENGLISH,
            "5s.wav");
    assertEquals(TrialStatus.REFUSED, result.status(), result.toString());
    Issue issue = result.issues().get(0);
    assertTrue(issue.message().contains("cannot import onnx-asr"), issue.message());
    assertTrue(issue.remedy().contains("pip install 'onnx-asr[cpu,hub]'"), issue.remedy());
  }

  @Test
  @Tag("slow")
  void saysHowToGetAModelAndDownloadsNothing() throws Exception {
    SutSpec named =
        sut("ctc")
            .withModel("nemo-parakeet-tdt-0.6b-v3")
            .withOption("environment", Map.of("HF_HOME", folder.toString()));
    assertSays(
        failure(named, ENGLISH),
        FailureKind.MODEL,
        "nemo-parakeet-tdt-0.6b-v3 is not here: not in the cache of Hugging Face",
        "\"import onnx_asr; onnx_asr.load_model('nemo-parakeet-tdt-0.6b-v3')\"");
    assertFalse(Files.exists(folder.resolve("hub")), "nothing was fetched");

    Files.writeString(
        folder.resolve("huggingface_hub.py"), "raise ImportError('no huggingface_hub')");
    assertSays(
        failure(named.withOption("environment", Map.of("PYTHONPATH", folder.toString())), ENGLISH),
        FailureKind.NATIVE_LIBRARY,
        "no model by its name: no huggingface_hub",
        "pip install 'onnx-asr[hub]'");
    assertSays(
        failure(named.withModel("parakeet"), ENGLISH),
        FailureKind.MODEL,
        "Model 'parakeet' not supported",
        "Name a model that onnx-asr lists");
    assertSays(
        failure(sut("no-such-folder"), ENGLISH),
        FailureKind.MODEL,
        "there is no folder ",
        "Correct model");
  }

  @Test
  @Tag("slow")
  void saysWhatIsWrongWithAFolder() throws Exception {
    Path model = folder.resolve("model");
    copy("ctc", model);
    Files.delete(model.resolve("vocab.txt"));
    SutSpec sut = sut("ctc").withModel(model.toString());
    assertSays(
        failure(sut, ENGLISH), FailureKind.MODEL, "'vocab.txt' not found", "Put the file there");

    copy("ctc", model);
    Files.delete(model.resolve("config.json"));
    assertSays(
        failure(sut, ENGLISH), FailureKind.MODEL, "Model 'model' not supported", "set model_type");
    valid(with(sut, Map.of("model_type", "nemo-conformer-ctc")), ENGLISH, "5s.wav");

    Files.writeString(model.resolve("model.onnx"), "no such thing");
    assertSays(
        failure(with(sut, Map.of("model_type", "nemo-conformer-ctc")), ENGLISH),
        FailureKind.MODEL,
        "InvalidProtobuf",
        "");
  }

  @Test
  void aCallThatRaisesIsOneFailureWithWhatTheRuntimeSaid() throws Exception {
    RunConfigResult result = run(sut("fails"), ENGLISH, "5s.wav");
    assertEquals(TrialStatus.FAILED, result.status());
    Failure failure = result.trials().get(0).failure().orElseThrow();
    assertSays(failure, FailureKind.SUT_ERROR, "while running Reshape node", "");
    assertTrue(failure.message().contains("transcribing clip 5s.wav"), failure.message());
  }

  private static void copy(String from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(models.resolve(from))) {
      for (Path file : files.toList()) {
        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  private static String plain(String type, String model, String quantization) throws Exception {
    return python(
            "-c",
            PLAIN,
            type,
            models.resolve(model).toString(),
            quantization,
            SPEECH.resolve("5s.wav").toString())
        .orElseThrow();
  }
}
