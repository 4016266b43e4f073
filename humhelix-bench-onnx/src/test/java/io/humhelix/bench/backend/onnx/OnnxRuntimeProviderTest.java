package io.humhelix.bench.backend.onnx;

import static io.humhelix.bench.backend.onnx.Requests.request;
import static io.humhelix.bench.backend.onnx.Requests.tinyEn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.model.ModelFolder;
import io.humhelix.bench.backend.onnx.model.OnnxFile;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeProviderTest {

  private final OnnxRuntimeProvider provider = new OnnxRuntimeProvider();

  @Test
  void isFoundByItsId() {
    assertEquals(
        1,
        ServiceLoader.load(SutProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("onnxruntime"))
            .count());
    assertEquals(SutProvider.SPI_VERSION, provider.spiVersion());
  }

  @Test
  void hasEverythingButVoiceActivityDetection() {
    Set<Capability> features = provider.capabilities().features();
    assertEquals(
        EnumSet.complementOf(EnumSet.of(Capability.VAD, Capability.STREAMING_INPUT)), features);
    assertTrue(
        provider.capabilities().deviceKinds().containsAll(Set.of("cpu", "cuda", "rocm", "coreml")));
    assertTrue(
        provider
            .capabilities()
            .computeTypes()
            .containsAll(
                Set.of("float32", "float16", "int8", "uint8", "q4", "q4f16", "quantized")));
  }

  @Test
  void declaresOptionsThatItsOwnDefaultsSatisfy() {
    Options effective = OnnxOptions.of(Options.empty()).effective();
    for (OptionSpec spec : provider.options()) {
      assertTrue(spec.name().matches("[a-z0-9_]+"), spec.name());
      assertFalse(spec.meaning().isBlank());
      if (effective.get(spec.name()).isPresent() && spec.minimum().isPresent()) {
        double value = effective.number(spec.name()).orElseThrow();
        assertTrue(value >= spec.minimum().getAsDouble(), spec.name());
        assertTrue(value <= spec.maximum().orElseThrow(), spec.name());
      }
      spec.defaultValue()
          .filter(value -> !spec.choices().isEmpty())
          .ifPresent(value -> assertTrue(spec.choices().contains(value), spec.name()));
    }
    assertEquals(
        Optional.of((long) Math.min(4, Runtime.getRuntime().availableProcessors())),
        effective.integer("threads"));
  }

  @Test
  void isAvailableHere() {
    Availability availability = provider.probe();
    assertTrue(availability.available(), availability.detail());
    assertEquals("ONNX Runtime 1.29.0 with CPU", availability.detail());
    assertEquals(availability, provider.probe());
  }

  @Test
  void namesTheBuildThatItsChecksLoad(@TempDir Path folder) throws IOException {
    assertEquals(Optional.of("onnxruntime"), provider.nativeBuild(Options.empty()));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertEquals(
        Optional.of(folder.toRealPath().toString()),
        provider.nativeBuild(Options.empty().with("native_path", link.toString())));
    assertEquals(
        Optional.of("/absent"),
        provider.nativeBuild(Options.empty().with("native_path", "/absent")));
    assertEquals(
        Optional.of("onnxruntime, ep_library a=/a.so, cuda_libraries [/b]"),
        provider.nativeBuild(
            Options.empty().with("ep_library", "a=/a.so").with("cuda_libraries", List.of("/b"))),
        "a process keeps what it loaded first");
  }

  @Test
  void triesADeviceWithoutAModel() {
    Availability cpu = provider.probeDevice(Device.parse("cpu"), Options.empty()).orElseThrow();
    assertTrue(cpu.available(), cpu.detail());
    assertEquals(
        "cpu, one matrix product and one convolution on CPU of ONNX Runtime 1.29.0", cpu.detail());
    Availability cuda = provider.probeDevice(Device.parse("cuda"), Options.empty()).orElseThrow();
    assertFalse(cuda.available());
    assertTrue(cuda.detail().contains("built without CUDA"), cuda.detail());
    assertTrue(cuda.remedy().contains("onnxruntime_gpu"), cuda.remedy());
  }

  @Test
  void refusesAPluginWithoutAName() {
    SutSpec spec = tinyEn().withOption("ep_library", "/opt/lib.so");
    Issue issue = only(spec, "option-unsupported");
    assertTrue(issue.message().contains("option ep_library is '/opt/lib.so'"), issue.message());
    assertTrue(issue.remedy().contains("<name>=<path"), issue.remedy());
  }

  @Test
  void acceptsTheRealModelAndNamesItsFiles() {
    Preflight preflight = provider.preflight(request(tinyEn()));
    assertEquals(List.of(), preflight.issues());
    assertEquals(6, preflight.modelFiles().size());
    assertTrue(preflight.modelFiles().contains(Requests.MODEL.resolve("tokenizer.json")));
    assertTrue(preflight.modelFiles().stream().allMatch(Files::isRegularFile));
  }

  @Test
  void saysWhichComputeTypeDefaultIs() {
    Issue issue = only(tinyEn().withComputeType("default"), "compute-type-default");
    assertEquals(Severity.INFO, issue.severity());
    assertTrue(issue.message().contains("quantized of whisper-tiny.en"), issue.message());
  }

  @Test
  void refusesAComputeTypeThatIsNotThere() {
    List<Issue> issues = provider.preflight(request(tinyEn().withComputeType("float16"))).issues();
    assertEquals(List.of("model-missing", "model-missing"), codes(issues));
    assertTrue(issues.get(0).message().contains("encoder_model_fp16.onnx"));
    assertTrue(issues.get(1).message().contains("decoder_model_merged_fp16.onnx"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "cuda:1", "rocm", "coreml", "directml", "openvino"})
  void refusesDevicesThatTheLibraryWasNotBuiltFor(String device) {
    SutSpec spec = tinyEn().withDevice(device);
    Issue issue = only(spec, "device-unavailable");
    assertTrue(issue.message().contains("'" + device + "'"), issue.message());
    assertTrue(issue.message().contains("(it has: CPU)"), issue.message());
    assertTrue(issue.remedy().contains("native_path"), issue.remedy());
    SutException refusal = assertThrows(SutException.class, () -> provider.open(request(spec)));
    assertEquals(FailureKind.DEVICE, refusal.kind());
    assertEquals(issue.message(), refusal.getMessage());
  }

  @Test
  void refusesTasksThatTheModelLacks() {
    assertEquals("language-unsupported", only(TranscriptionTask.transcribe("de")).code());
    assertEquals(
        "translate-unsupported", only(task(TranscriptionTask.Kind.TRANSLATE, false, false)).code());
    Issue words = only(task(TranscriptionTask.Kind.TRANSCRIBE, true, false));
    assertEquals("task-unsupported", words.code());
    assertTrue(words.message().contains("cross_attentions"), words.message());
    assertEquals(
        "task-unsupported", only(task(TranscriptionTask.Kind.TRANSCRIBE, false, true)).code());
    OpenRequest detect = request(tinyEn(), TranscriptionTask.DEFAULT);
    assertEquals(List.of(), provider.preflight(detect).issues());
  }

  @Test
  void refusesWordTimesWithoutAlignmentHeads(@TempDir Path models) throws IOException {
    OnnxFile decoder = OnnxFile.merged(ModelFolder.TINY);
    for (int layer = 0; layer < 4; layer++) {
      decoder.output("cross_attentions." + layer, OnnxFile.FLOAT, -1, 6, -1, 1500);
    }
    ModelFolder folder =
        ModelFolder.in(models.resolve("tiny")).graph("decoder_model_merged.onnx", decoder);
    OpenRequest request =
        new OpenRequest(
            SutSpec.of("tiny", OnnxRuntimeProvider.ID, "tiny").withComputeType("float32"),
            Options.empty(),
            Optional.of(models),
            task(TranscriptionTask.Kind.TRANSCRIBE, true, false));
    assertEquals(List.of(), provider.preflight(request).issues());
    folder.edit("generation_config.json", json -> json.remove("alignment_heads"));
    List<Issue> issues = provider.preflight(request).issues();
    assertEquals(List.of("task-unsupported"), codes(issues));
    assertTrue(issues.get(0).message().contains("no alignment_heads"));
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    only(tinyEn().withOption("temperature_increment", 1e-9), "option-unsupported");
    only(tinyEn().withOption("patience", 0.1), "option-unsupported");
    only(tinyEn().withOption("arena_limit_mb", 100), "option-unsupported");
    only(tinyEn().withOption("cudnn_conv_algo_search", "heuristic"), "option-unsupported");
    only(tinyEn().withOption("trt_engine_cache", "cache"), "option-unsupported");
    only(tinyEn().withOption("provider_options", Map.of("a", 1)), "option-unsupported");
    only(tinyEn().withOption("execution_provider", "tensorrt"), "option-unsupported");
    only(tinyEn().withDevice("cpu:3"), "device-unavailable");
  }

  @Test
  void warnsOfOptionsThatMislead() {
    assertEquals(
        Severity.WARNING,
        only(tinyEn().withOption("threads", 512), "threads-oversubscribed").severity());
    assertEquals(
        Severity.WARNING, only(tinyEn().withOption("profile", "p"), "profile-on").severity());
  }

  @Test
  void reportsAllProblemsAtOnce(@TempDir Path models) {
    SutSpec spec =
        SutSpec.of("tiny", OnnxRuntimeProvider.ID, "tiny")
            .withComputeType("float16")
            .withDevice("cuda")
            .withOption("temperature_increment", 1e-9)
            .withOption("trt_engine_cache", "cache");
    OpenRequest request =
        new OpenRequest(
            spec,
            Options.of(spec.options().asMap()),
            Optional.of(models),
            TranscriptionTask.transcribe("xx"));
    Preflight preflight = provider.preflight(request);
    assertEquals(
        List.of("option-unsupported", "model-missing", "option-unsupported"),
        codes(preflight.issues()));
    assertTrue(preflight.issues().stream().noneMatch(issue -> issue.remedy().isEmpty()));
    assertTrue(preflight.modelFiles().isEmpty());
  }

  @Test
  void refusesOperatorsThatAreTooNew(@TempDir Path models) throws IOException {
    ModelFolder folder = ModelFolder.in(models.resolve("tiny"));
    folder.graph("encoder_model.onnx", OnnxFile.encoder(ModelFolder.TINY).versions(8, 99));
    folder.graph("decoder_model_merged.onnx", OnnxFile.merged(ModelFolder.TINY).versions(77, 17));
    List<Issue> issues = provider.preflight(inFolder(models)).issues();
    assertEquals(List.of("model-invalid", "model-invalid"), codes(issues));
    assertTrue(
        issues.get(0).message().contains("support for domain ai.onnx is till opset 26"),
        issues.get(0).message());
    assertTrue(issues.get(1).message().contains("max supported IR version: 13"));
  }

  @Test
  void refusesDamagedModelsInPreflightAndWhenOpening(@TempDir Path models) throws IOException {
    ModelFolder folder = ModelFolder.in(models.resolve("tiny"));
    Files.write(folder.onnx("encoder_model.onnx"), new byte[0]);
    List<Issue> issues = provider.preflight(inFolder(models)).issues();
    assertEquals(List.of("model-invalid"), codes(issues));
    SutException refusal = assertThrows(SutException.class, () -> provider.open(inFolder(models)));
    assertEquals(FailureKind.MODEL, refusal.kind());
    assertEquals(issues.get(0).message(), refusal.getMessage());
  }

  @Test
  void survivesAGraphThatOnlyTheEngineFindsWrong(@TempDir Path models) throws IOException {
    ModelFolder.in(models.resolve("tiny"));
    assertEquals(List.of(), provider.preflight(inFolder(models)).issues());
    SutException refusal = assertThrows(SutException.class, () -> provider.open(inFolder(models)));
    assertEquals(FailureKind.MODEL, refusal.kind());
    assertTrue(refusal.getMessage().contains("encoder_model.onnx"), refusal.getMessage());
  }

  @Test
  void noticesThatACheckedModelWasReplaced(@TempDir Path models) throws IOException {
    ModelFolder folder = ModelFolder.in(models.resolve("tiny"));
    assertEquals(List.of(), provider.preflight(inFolder(models)).issues());
    Files.writeString(folder.path().resolve("tokenizer.json"), "{}");
    assertEquals(List.of("model-invalid"), codes(provider.preflight(inFolder(models)).issues()));
  }

  @Test
  void refusesASecondNativeLibrary(@TempDir Path folder) throws IOException {
    assertTrue(provider.probe().available());
    Files.createFile(folder.resolve(System.mapLibraryName("onnxruntime")));
    SutSpec spec = tinyEn().withOption("native_path", folder.toString());
    Issue issue = only(spec, "native-library-unavailable");
    assertTrue(issue.message().contains("a JVM can load only one"), issue.message());
    assertTrue(issue.remedy().contains("-Donnxruntime.native.path"), issue.remedy());
    Issue absent =
        only(tinyEn().withOption("native_path", "/absent"), "native-library-unavailable");
    assertTrue(absent.message().contains("cannot be read"), absent.message());
  }

  private static OpenRequest inFolder(Path models) {
    return new OpenRequest(
        SutSpec.of("tiny", OnnxRuntimeProvider.ID, "tiny").withComputeType("float32"),
        Options.empty(),
        Optional.of(models),
        TranscriptionTask.transcribe("en"));
  }

  private static TranscriptionTask task(
      TranscriptionTask.Kind kind, boolean wordTimestamps, boolean vadFilter) {
    return new TranscriptionTask(Optional.of("en"), kind, wordTimestamps, vadFilter);
  }

  private Issue only(SutSpec spec, String code) {
    List<Issue> issues = provider.preflight(request(spec)).issues();
    assertEquals(List.of(code), codes(issues), issues.toString());
    return issues.get(0);
  }

  private Issue only(TranscriptionTask task) {
    List<Issue> issues = provider.preflight(request(tinyEn(), task)).issues();
    assertEquals(1, issues.size(), issues.toString());
    return issues.get(0);
  }

  private static List<String> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }
}
