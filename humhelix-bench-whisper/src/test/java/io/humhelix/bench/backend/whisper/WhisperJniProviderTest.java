package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.GgmlType;
import io.humhelix.bench.backend.ggml.ModelHeader;
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
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperJniProviderTest {

  private final WhisperJniProvider provider = new WhisperJniProvider();

  @Test
  void isFoundByItsId() {
    assertEquals(
        1,
        ServiceLoader.load(SutProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("whisper-jni"))
            .count());
    assertEquals(SutProvider.SPI_VERSION, provider.spiVersion());
  }

  @Test
  void hasNothingThatWhisperJniLacks() {
    assertEquals(
        Set.of(Capability.LANGUAGE, Capability.TRANSLATE), provider.capabilities().features());
    assertEquals(Set.of("cpu", "cuda", "metal", "vulkan"), provider.capabilities().deviceKinds());
    assertTrue(provider.capabilities().computeTypes().containsAll(Set.of("float16", "q5_1")));
  }

  @Test
  void declaresOptionsThatItsOwnDefaultsSatisfy() {
    Options effective = WhisperOptions.of(Options.empty()).effective();
    for (OptionSpec spec : provider.options()) {
      assertTrue(spec.name().matches("[a-z_]+"), spec.name());
      assertFalse(spec.meaning().isBlank());
      spec.minimum()
          .ifPresent(
              least -> {
                double value = effective.number(spec.name()).orElseThrow();
                assertTrue(value >= least && value <= spec.maximum().orElseThrow(), spec.name());
              });
    }
    assertEquals(Optional.of(5L), effective.integer("best_of"), "when greedy");
  }

  @Test
  void isAvailableHere() {
    Availability availability = provider.probe();
    assertTrue(availability.available(), availability.detail());
    assertTrue(availability.detail().contains("whisper-jni 1.7.1"), availability.detail());
    assertTrue(availability.detail().contains("CUDA = 0"), availability.detail());
    assertEquals(availability, provider.probe());
  }

  @Test
  void acceptsTheRealModelAndNamesItsFile() {
    assertEquals(
        Preflight.ok(List.of(TestData.MODEL)), provider.preflight(request(TestData.tinyEn())));
  }

  @Test
  void saysWhichComputeTypeDefaultIs() {
    Issue issue = only(TestData.tinyEn().withComputeType("default"), "compute-type-default");
    assertEquals(Severity.INFO, issue.severity());
    assertTrue(issue.message().contains("q5_1"), issue.message());
  }

  @Test
  void refusesCudaOnACpuBuildInPreflightAndWhenOpening() {
    SutSpec spec = TestData.tinyEn().withDevice("cuda");
    Issue issue = only(spec, "device-unavailable");
    assertTrue(issue.message().contains("built without CUDA"), issue.message());
    assertTrue(issue.remedy().contains("library_path"), issue.remedy());
    SutException refusal =
        assertThrows(SutException.class, () -> provider.open(request(spec)), "not on the CPU");
    assertEquals(FailureKind.DEVICE, refusal.kind());
    assertTrue(refusal.getMessage().contains("runs on 'cpu'"), refusal.getMessage());
    assertTrue(refusal.remedy().contains("library_path"), refusal.remedy());
  }

  @Test
  void refusesMetalAndVulkanOnACpuBuild() {
    only(TestData.tinyEn().withDevice("metal"), "device-unavailable");
    only(TestData.tinyEn().withDevice("vulkan"), "device-unavailable");
  }

  @Test
  void refusesLanguagesAndTranslationThatTheModelLacks() {
    assertEquals("language-unsupported", only(TranscriptionTask.transcribe("de")).code());
    assertEquals(
        "translate-unsupported",
        only(new TranscriptionTask(
                Optional.of("en"), TranscriptionTask.Kind.TRANSLATE, false, false))
            .code());
    assertEquals(
        "task-unsupported",
        only(new TranscriptionTask(
                Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, true))
            .code());
    OpenRequest detect = TestData.request(TestData.tinyEn(), TranscriptionTask.DEFAULT);
    assertEquals(List.of(), provider.preflight(detect).issues());
  }

  @Test
  void refusesAComputeTypeThatTheHeaderContradicts() {
    SutSpec spec = TestData.tinyEn().withModel(TestData.MODEL.toString()).withComputeType("q8_0");
    Issue issue = only(spec, "compute-type-mismatch");
    assertTrue(issue.message().contains("q5_1"), issue.message());
  }

  @Test
  void refusesOptionsWithoutEffect() {
    only(TestData.tinyEn().withOption("patience", 2.0), "option-unsupported");
    only(TestData.tinyEn().withOption("no_speech_threshold", 0.5), "option-unsupported");
    only(
        TestData.tinyEn().withOption("beam_size", 5).withOption("best_of", 5),
        "option-unsupported");
    only(TestData.tinyEn().withOption("temperature_increment", 1e-9), "option-unsupported");
    only(TestData.tinyEn().withOption("initial_prompt", "\ud83d\ude00"), "option-unsupported");
    only(
        TestData.tinyEn().withOption("cuda_libraries", "/usr/local/cuda/lib64"),
        "option-unsupported");
  }

  @Test
  void warnsOfOptionsThatMislead() {
    assertEquals(
        Severity.WARNING,
        only(TestData.tinyEn().withOption("no_context", false), "calls-dependent").severity());
    assertEquals(
        Severity.WARNING,
        only(TestData.tinyEn().withOption("threads", 512), "threads-oversubscribed").severity());
  }

  @Test
  void reportsAllProblemsAtOnce(@TempDir Path models) {
    SutSpec spec =
        SutSpec.of("tiny", "whisper-jni", "tiny")
            .withComputeType("float16")
            .withDevice("cuda")
            .withOption("patience", 1.0);
    OpenRequest request =
        new OpenRequest(
            spec, Options.empty(), Optional.of(models), TranscriptionTask.transcribe("xx"));
    Preflight preflight = provider.preflight(request);
    assertEquals(
        List.of(
            "device-unavailable", "model-missing", "language-unsupported", "option-unsupported"),
        preflight.issues().stream().map(Issue::code).toList());
    assertTrue(preflight.issues().stream().noneMatch(issue -> issue.remedy().isEmpty()));
    assertTrue(preflight.modelFiles().isEmpty());
  }

  @Test
  void refusesDamagedModelsInPreflightAndWhenOpening(@TempDir Path models) throws IOException {
    Files.writeString(models.resolve("ggml-tiny.bin"), "lmgg");
    SutSpec spec = SutSpec.of("tiny", "whisper-jni", "tiny").withComputeType("float16");
    OpenRequest request =
        new OpenRequest(
            spec, Options.empty(), Optional.of(models), TranscriptionTask.transcribe("en"));
    Issue issue = provider.preflight(request).issues().get(0);
    assertEquals("model-invalid", issue.code());
    assertTrue(issue.message().contains("4 bytes"), issue.message());
    SutException refusal = assertThrows(SutException.class, () -> provider.open(request));
    assertEquals(FailureKind.MODEL, refusal.kind());
  }

  @Test
  void noticesThatACheckedModelWasReplaced(@TempDir Path models) throws IOException {
    Path file = models.resolve("ggml-tiny.en-q5_1.bin");
    Files.copy(TestData.MODEL, file);
    OpenRequest request =
        new OpenRequest(
            TestData.tinyEn(), Options.empty(), Optional.of(models), TranscriptionTask.DEFAULT);
    assertEquals(List.of(), provider.preflight(request).issues());
    Files.writeString(file, "lmgg");
    assertThrows(SutException.class, () -> provider.open(request));
  }

  @Test
  void refusesASecondNativeLibrary(@TempDir Path folder) throws IOException {
    assertTrue(provider.probe().available());
    Files.createFile(folder.resolve(System.mapLibraryName("whisper-jni")));
    SutSpec spec = TestData.tinyEn().withOption("library_path", folder.toString());
    Issue issue = only(spec, "native-library-unavailable");
    assertTrue(issue.message().contains("a JVM can load only one"), issue.message());
    assertTrue(issue.remedy().contains("libdir"), issue.remedy());
  }

  private Issue only(SutSpec spec, String code) {
    List<Issue> issues = provider.preflight(request(spec)).issues();
    assertEquals(List.of(code), issues.stream().map(Issue::code).toList());
    return issues.get(0);
  }

  private Issue only(TranscriptionTask task) {
    List<Issue> issues = provider.preflight(TestData.request(TestData.tinyEn(), task)).issues();
    assertEquals(1, issues.size(), issues.toString());
    return issues.get(0);
  }

  private static OpenRequest request(SutSpec spec) {
    return TestData.request(spec);
  }

  @Test
  void theEngineSwitchesTimesOffForTheFirstDistilledModels() {
    ModelHeader usual = new ModelHeader(51_864, 384, 4, 4, 80, GgmlType.F16);
    ModelHeader distilled = new ModelHeader(51_864, 768, 12, 2, 80, GgmlType.F16);
    ModelHeader later = new ModelHeader(51_866, 1280, 32, 2, 128, GgmlType.F16);
    EngineOptions options = WhisperOptions.of(Options.empty());
    assertEquals(
        List.of(false, true, false),
        Stream.of(usual, distilled, later)
            .map(model -> options.with(model).flag("without_timestamps"))
            .toList());
  }
}
