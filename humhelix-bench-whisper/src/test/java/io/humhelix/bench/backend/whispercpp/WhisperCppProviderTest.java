package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
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
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperCppProviderTest {

  private final WhisperCppProvider provider = new WhisperCppProvider();

  private static Options library(Path file) {
    return Options.empty().with("library", file.toString());
  }

  private Issue only(SutSpec spec, String code) {
    List<Issue> issues = provider.preflight(TestData.request(spec)).issues();
    assertEquals(List.of(code), issues.stream().map(Issue::code).toList(), issues.toString());
    return issues.get(0);
  }

  private SutException refused(SutSpec spec, FailureKind kind) {
    List<String> told = new ArrayList<>();
    SutException refusal =
        assertThrows(
            SutException.class,
            () -> provider.open(TestData.request(spec), () -> told.add("load begins")));
    assertEquals(kind, refusal.kind(), refusal.getMessage());
    assertFalse(refusal.remedy().isBlank(), refusal.getMessage());
    assertEquals(List.of(), told, "nothing was loaded");
    return refusal;
  }

  @Test
  void isFoundByItsId() {
    assertEquals(
        1,
        ServiceLoader.load(SutProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.id().equals("whisper.cpp"))
            .count());
    assertEquals(SutProvider.SPI_VERSION, provider.spiVersion());
  }

  @Test
  void hasWhatWhisperJniLacks() {
    assertTrue(
        provider
            .capabilities()
            .features()
            .containsAll(
                Set.of(
                    Capability.WORD_TIMESTAMPS,
                    Capability.VAD,
                    Capability.DEVICE_INDEX,
                    Capability.PARTIAL_RESULTS)));
    assertTrue(
        provider
            .capabilities()
            .deviceKinds()
            .containsAll(Set.of("cpu", "cuda", "rocm", "vulkan", "metal", "sycl")));
  }

  @Test
  void declaresOptionsThatTheirOwnDefaultsSatisfy() {
    Options effective = WhisperCppOptions.of(Options.empty()).effective();
    List<String> names = provider.options().stream().map(OptionSpec::name).toList();
    assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
    for (OptionSpec spec : provider.options()) {
      assertTrue(spec.name().matches("[a-z_]+"), spec.name());
      assertFalse(spec.meaning().isBlank());
      if (spec.minimum().isPresent()) {
        double least = spec.minimum().getAsDouble();
        double most = spec.maximum().orElseThrow();
        effective
            .number(spec.name())
            .ifPresent(value -> assertTrue(value >= least && value <= most, spec.name()));
      }
    }
    assertEquals(Optional.of(5L), effective.integer("best_of"));
  }

  @Test
  void isAvailableWithALibraryAndSaysItsVersionDevicesAndBuild() {
    Availability here = provider.probe(library(NativeBuilds.cpuLibrary()));
    assertTrue(here.available(), here.detail());
    assertTrue(
        here.detail().matches("whisper\\.cpp 1\\.8\\.5 on cpu \\(.+\\): .*CPU.*"), here.detail());
    assertEquals(here, provider.probe(library(NativeBuilds.cpuLibrary())));
  }

  @Test
  void triesADeviceWithAModelOfOneLayer() {
    Options options = library(NativeBuilds.cpuLibrary());
    Availability cpu = provider.probeDevice(Device.CPU, options).orElseThrow();
    assertTrue(cpu.available(), cpu.detail());
    assertTrue(cpu.detail().contains("one word by a model of one layer"), cpu.detail());
    Availability cuda = provider.probeDevice(Device.parse("cuda"), options).orElseThrow();
    assertFalse(cuda.available(), cuda.detail());
    assertTrue(cuda.remedy().contains("-DGGML_CUDA=1"), cuda.remedy());
  }

  @Test
  void aLibraryIsTheSameByItsFileItsLinkAndItsFolder() throws Exception {
    Path file = NativeBuilds.cpuLibrary();
    String real = file.toRealPath().toString();
    assertEquals(Optional.of(real), provider.nativeBuild(library(file)));
    assertEquals(Optional.of(real), provider.nativeBuild(library(file.getParent())));
    assertEquals(Optional.of(real), provider.nativeBuild(library(file.getParent().getParent())));
    assertEquals(
        Optional.of(real + " with [/opt/cuda]"),
        provider.nativeBuild(library(file).with("cuda_libraries", List.of("/opt/cuda"))));
    assertEquals(Optional.of("/no/such.so"), provider.nativeBuild(library(Path.of("/no/such.so"))));
  }

  @Test
  void saysWhichComputeTypeDefaultIs() {
    Issue issue = only(Cpp.tinyEn().withComputeType("default"), "compute-type-default");
    assertEquals(Severity.INFO, issue.severity());
    assertTrue(issue.message().contains("q5_1"), issue.message());
    SutSpec other = Cpp.tinyEn().withModel(TestData.MODEL.toString()).withComputeType("q8_0");
    only(other, "compute-type-mismatch");
  }

  @Test
  void refusesLanguagesAndTranslationThatTheModelLacks() {
    for (TranscriptionTask task :
        List.of(
            TranscriptionTask.transcribe("de"),
            TranscriptionTask.transcribe("xx"),
            new TranscriptionTask(
                Optional.of("en"), TranscriptionTask.Kind.TRANSLATE, false, false))) {
      List<String> codes =
          provider.preflight(TestData.request(Cpp.tinyEn(), task)).issues().stream()
              .map(Issue::code)
              .toList();
      assertEquals(
          List.of(
              task.kind() == TranscriptionTask.Kind.TRANSLATE
                  ? "translate-unsupported"
                  : "language-unsupported"),
          codes);
    }
    assertEquals(
        List.of(),
        provider.preflight(TestData.request(Cpp.tinyEn(), TranscriptionTask.DEFAULT)).issues());
  }

  @Test
  void refusesOptionsThatTheEngineWouldNotFollow() {
    only(Cpp.tinyEn().withOption("temperature_increment", 1e-9), "option-unsupported");
    SutSpec prompted = Cpp.tinyEn().withOption("initial_prompt", "x");
    only(prompted.withOption("condition_on_previous_text", false), "option-unsupported");
    only(prompted.withOption("temperature", 0.5), "option-unsupported");
  }

  @Test
  void warnsOfOptionsThatMislead() {
    assertEquals(
        Severity.WARNING,
        only(Cpp.tinyEn().withOption("no_context", false), "calls-dependent").severity());
    assertEquals(
        Severity.WARNING,
        only(Cpp.tinyEn().withOption("threads", 512), "threads-oversubscribed").severity());
  }

  @Test
  void reportsAllProblemsAtOnce(@TempDir Path models) {
    SutSpec spec =
        SutSpec.of("tiny", "whisper.cpp", "tiny")
            .withComputeType("float16")
            .withDevice("cuda")
            .withOption("library", NativeBuilds.cpuLibrary().toString())
            .withOption("split_on_word", true)
            .withOption("suppress_regex", "[");
    OpenRequest request =
        new OpenRequest(
            spec,
            spec.options(),
            Optional.of(models),
            new TranscriptionTask(
                Optional.of("xx"), TranscriptionTask.Kind.TRANSCRIBE, false, true));
    List<Issue> issues = provider.preflight(request).issues();
    assertEquals(
        List.of(
            "device-unavailable",
            "model-missing",
            "language-unsupported",
            "option-unsupported",
            "option-unsupported",
            "vad-model-missing"),
        issues.stream().map(Issue::code).toList());
    assertTrue(issues.stream().noneMatch(issue -> issue.remedy().isEmpty()), issues.toString());
  }

  /** What is refused before anything is measured is refused again by who opens it. */
  @Test
  void opensNothingThatIsNotThereOrDamaged(@TempDir Path models) throws Exception {
    refused(Cpp.tinyEn().withModel("no-such-model"), FailureKind.MODEL);
    refused(Cpp.with(models.resolve("none.so")), FailureKind.NATIVE_LIBRARY);
    refused(Cpp.tinyEn().withDevice("vulkan:1"), FailureKind.DEVICE);
    Path file = Files.copy(TestData.MODEL, models.resolve("ggml-tiny.en-q5_1.bin"));
    SutSpec spec = Cpp.tinyEn().withModel(file.toString());
    assertEquals(List.of(), provider.preflight(TestData.request(spec)).issues());
    Files.writeString(file, "lmgg");
    assertTrue(refused(spec, FailureKind.MODEL).getMessage().contains(file.toString()));
    assertEquals("model-invalid", only(spec, "model-invalid").code());
  }

  @Test
  void opensNoDamagedModelForVoiceActivity(@TempDir Path models) throws Exception {
    byte[] silero = Files.readAllBytes(NativeBuilds.sileroModel());
    Path cut = Files.write(models.resolve("silero.bin"), Arrays.copyOf(silero, 5000));
    SutSpec spec = Cpp.tinyEn().withOption("vad_model", cut.toString());
    TranscriptionTask task =
        new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, false, true);
    SutException refusal =
        assertThrows(SutException.class, () -> provider.open(TestData.request(spec, task)));
    assertEquals(FailureKind.MODEL, refusal.kind());
    assertTrue(refusal.getMessage().contains(cut + " ends after 5000 bytes"), refusal.getMessage());
  }

  @Test
  void theModelsLoadBeginsWhenTheLibraryIsThereAndTheFileIsChecked() throws SutException {
    List<String> told = new ArrayList<>();
    try (Sut sut = provider.open(TestData.request(Cpp.quick()), () -> told.add("load begins"))) {
      told.add(sut.effective().device());
    }
    assertEquals(List.of("load begins", "cpu"), told);
  }
}
