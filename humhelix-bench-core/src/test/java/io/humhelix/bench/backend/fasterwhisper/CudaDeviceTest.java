package io.humhelix.bench.backend.fasterwhisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.internal.provider.Failures;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a card, on a made-up one: each reason with the first thing to do. */
class CudaDeviceTest {

  private static final String TOO_OLD =
      "CUDA failed with error CUDA driver version is insufficient for CUDA runtime version";

  private static final TranscriptionProgress IGNORED =
      new TranscriptionProgress() {
        @Override
        public void segmentsReadable() {}

        @Override
        public void segment(Segment segment) {}
      };

  @TempDir Path folder;

  private final FasterWhisperProvider provider = new FasterWhisperProvider();

  /** Links out of the folder are not for its deletion to follow. */
  @AfterEach
  void deleteLinks() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  private static OpenRequest request(FakeCuda fake, String device, Options options) {
    return new OpenRequest(
        SutSpec.of("s", FasterWhisperProvider.ID, fake.model().toString()).withDevice(device),
        options,
        Optional.empty(),
        TranscriptionTask.DEFAULT);
  }

  private Issue refusal(FakeCuda fake, Options options) {
    return refusal(fake, "cuda", options);
  }

  /** The one message, which the probe of the device has too. */
  private Issue refusal(FakeCuda fake, String device, Options options) {
    List<Issue> issues = provider.preflight(request(fake, device, options)).issues();
    assertEquals(1, issues.size(), issues.toString());
    assertTrue(
        issues.get(0).message().startsWith("faster-whisper: device '" + device + "'"),
        issues.get(0).message());
    Availability tried = provider.probeDevice(Device.parse(device), options).orElseThrow();
    assertFalse(tried.available());
    assertEquals(issues.get(0).remedy(), tried.remedy());
    return issues.get(0);
  }

  private static void says(Issue issue, String message, String remedy) {
    assertTrue(issue.message().contains(message), issue.message());
    assertTrue(issue.remedy().contains(remedy), issue.remedy());
  }

  @Test
  void thereIsNoDriver() throws Exception {
    assumeTrue(LibraryFolders.here().find("libcuda.so.1").isEmpty(), "no driver here");
    FakeCuda fake = FakeCuda.in(folder).state("{'count_error':'" + TOO_OLD + "'}");
    says(
        refusal(fake, fake.options()),
        "was requested: missing: NVIDIA's driver (libcuda.so.1) (faster-whisper 1.2.1",
        "use device: cpu.");
  }

  @Test
  void theDriverIsTooOld() throws Exception {
    FakeCuda fake = FakeCuda.in(folder).state("{'count_error':'" + TOO_OLD + "'}");
    Path driver = fake.driver(0).getParent();
    says(
        refusal(fake, fake.options().with("cuda_libraries", List.of(driver.toString()))),
        "too old for the CUDA of this engine (" + TOO_OLD + ")",
        "Install a newer driver (CUDA 12 needs driver 525");
  }

  @Test
  void thereIsNoCard() throws Exception {
    FakeCuda fake =
        FakeCuda.in(folder)
            .state("{'count_error':'CUDA failed with error no CUDA-capable device is detected'}");
    Path driver = fake.driver(0).getParent();
    says(
        refusal(fake, fake.options().with("cuda_libraries", driver.toString())),
        "CUDA sees no card",
        "nvidia-smi must list the card");
  }

  @Test
  void theBuildHasNoCuda() throws Exception {
    FakeCuda fake = FakeCuda.in(folder).state("{'no_cuda':true}");
    says(
        refusal(fake, fake.options()),
        "the engine was built without CUDA (This CTranslate2 package was not compiled",
        "Install a build with CUDA");
  }

  @Test
  void theIndexIsNotThere() throws Exception {
    FakeCuda fake = FakeCuda.in(folder).state("{'count':2}");
    fake.pipCublas();
    says(
        refusal(fake, "cuda:2", fake.options()),
        "CTranslate2 sees cuda:0 to cuda:1",
        "nvidia-smi -L");
  }

  @Test
  void cublasIsMissing() throws Exception {
    FakeCuda fake = FakeCuda.in(folder).state("{'count':1}");
    says(
        refusal(fake, fake.options()),
        "missing: cuBLAS for CUDA 12 (libcublas.so.12)",
        "pip install nvidia-cublas-cu12, or set cuda_libraries");
  }

  @Test
  void whatCublasNeedsIsMissing() throws Exception {
    FakeCuda fake = FakeCuda.in(folder).state("{'count':1}");
    Files.delete(fake.pipCublas().resolve("libcublasLt.so.12"));
    says(
        refusal(fake, fake.options()),
        "missing: cuBLAS for CUDA 12 (libcublasLt.so.12)",
        "pip install nvidia-cublas-cu12");
  }

  @Test
  void cublasIsOfAnotherCuda() throws Exception {
    FakeCuda fake = FakeCuda.in(folder).state("{'count':1}");
    Path other = fake.cublas(folder.resolve("cuda-13"), 13);
    says(
        refusal(fake, fake.options().with("cuda_libraries", List.of(other.toString()))),
        "there is " + other.resolve("libcublas.so.13") + " for CUDA 13",
        "pip install nvidia-cublas-cu12");
  }

  @Test
  void aFolderThatIsNoneIsNamed() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    List<Issue> issues =
        provider
            .preflight(request(fake, "cpu", fake.options().with("cuda_libraries", "/no/such")))
            .issues();
    assertEquals("cuda-libraries-missing", issues.get(0).code());
    assertTrue(issues.get(0).message().contains("'/no/such'"), issues.get(0).message());
  }

  /** The load time ends before; the window is encoded, and copied back, before it is open. */
  @Test
  void pipsCublasIsFoundAndAnEmptyWindowIsEncodedOutsideTheLoad() throws Exception {
    Path ended = folder.resolve("ended");
    FakeCuda fake = FakeCuda.in(folder);
    Path driver = fake.driver(0);
    fake.state("{'count':1,'driver':'" + driver + "','wait_for':'" + ended + "'}");
    fake.pipCublas();
    OpenRequest request = request(fake, "cuda", fake.options());
    assertEquals(List.of(), provider.preflight(request).issues());
    List<String> events = new ArrayList<>();
    OpeningProgress progress =
        new OpeningProgress() {
          @Override
          public void loadBegins() {
            events.add("begins");
          }

          @Override
          public void loadEnds() {
            try {
              events.add("ends" + fake.encoded());
              Files.createFile(ended);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    try (Sut sut = provider.open(request, progress)) {
      assertEquals(List.of("begins", "ends"), events);
      assertEquals("True", fake.encoded());
      EffectiveSut effective = sut.effective();
      assertEquals("cuda", effective.device());
      Options told = effective.options();
      assertEquals(
          Optional.of("libcublas.so.12 12.9.6 (pip), libcublasLt.so.12 (pip)"),
          told.text("cuda_libraries"));
      assertEquals(Optional.of("13.1"), told.text("cuda_driver"));
      assertEquals(Optional.of(false), told.flag("use_tf32"));
      assertEquals(Optional.of(true), told.flag("cuda_true_fp16_gemm"));
      assertEquals(Optional.of(false), told.flag("flash_attention"));
      assertEquals(Optional.of("CTranslate2's choice"), told.text("cuda_allocator"));
      assertEquals(Optional.of("encoded before the first call"), told.text("empty_window"));
    }
  }

  @Test
  void theProcessorNeedsNoEmptyWindow() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    try (Sut sut = provider.open(request(fake, "cpu", fake.options()))) {
      assertEquals("", fake.encoded());
      assertEquals(Optional.empty(), sut.effective().options().get("use_tf32"));
    }
  }

  @Test
  void theDeviceIsTriedWithoutAModel() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    fake.state("{'count':1,'driver':'" + fake.driver(0) + "'}");
    Path named = fake.cublas(folder.resolve("named"), 12);
    Options options = fake.options().with("cuda_libraries", named.toString());
    assertEquals(
        Availability.available(
            "cuda, one matrix product on Fake L4, driver for CUDA 13.1,"
                + " libcublas.so.12 12.9.6 (cuda_libraries), libcublasLt.so.12 (cuda_libraries)"),
        provider.probeDevice(Device.parse("cuda"), options).orElseThrow());
    Availability processor = provider.probeDevice(Device.CPU, options).orElseThrow();
    assertTrue(processor.available() && processor.detail().startsWith("cpu, "), "" + processor);
  }

  @Test
  void theStepOnTheDeviceSaysWhatFails() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    fake.pipCublas();
    fake.state("{'count':1,'driver':'" + fake.driver(100) + "'}");
    Availability none = provider.probeDevice(Device.parse("cuda"), fake.options()).orElseThrow();
    assertFalse(none.available());
    assertTrue(none.detail().contains("CUDA failure 100"), none.detail());
    assertTrue(none.remedy().contains("nvidia-smi must list"), none.remedy());
    fake.state(
        "{'count':1,'device_error':'CUDA failed with error no kernel image is available for"
            + " execution on the device'}");
    Availability old = provider.probeDevice(Device.parse("cuda"), fake.options()).orElseThrow();
    assertTrue(old.detail().contains("not built for this generation"), old.detail());
    assertTrue(old.remedy().contains("compute_cap"), old.remedy());
  }

  @Test
  void aBuildForRocmIsNamed() throws Exception {
    FakeCuda fake =
        FakeCuda.in(folder, "libamdhip64.so.6").state("{'count':1,'blas':'libamdhip64.so.6'}");
    Path hip = Files.createDirectories(folder.resolve("rocm"));
    fake.compile(hip.resolve("libamdhip64.so.6"), "int hip(void) {return 0;}");
    Options options = fake.options().with("cuda_libraries", List.of(hip.toString()));
    try (Sut sut = provider.open(request(fake, "cuda", options))) {
      assertEquals("CTranslate2 (ROCm)", sut.effective().executionProvider());
      assertEquals(
          Optional.of("libamdhip64.so.6 (cuda_libraries)"),
          sut.effective().options().text("cuda_libraries"));
    }
    says(
        refusal(
            FakeCuda.in(folder.resolve("b"), "libamdhip64.so.6").state("{'count':1}"),
            Options.empty().with("python", folder.resolve("b/venv/bin/python").toString())),
        "missing: ROCm (libamdhip64.so.6)",
        "Install AMD's ROCm");
  }

  /** What CTranslate2 says at the first encoding is said before any call. */
  @Test
  void theEmptyWindowShowsWhatTheDeviceLacks() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    fake.pipCublas();
    fake.state(
        "{'count':1,'encode_error':'cuBLAS failed with status CUBLAS_STATUS_NOT_INITIALIZED'}");
    Failure failure = failureOfOpening(fake);
    assertEquals(FailureKind.DEVICE, failure.kind());
    assertTrue(failure.message().contains("CUBLAS_STATUS_NOT_INITIALIZED"), failure.message());
    assertTrue(failure.remedy().contains("Free the card's memory"), failure.remedy());
  }

  /** cuDNN ends the process; why stands in what it printed. */
  @Test
  void aProcessThatALibraryEndsSaysWhy() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    fake.pipCublas();
    fake.state(
        "{'count':1,'dies_saying':'Unable to load any of {libcudnn_ops.so.9.1.0,"
            + " libcudnn_ops.so.9.1, libcudnn_ops.so.9, libcudnn_ops.so}'}");
    Failure failure = failureOfOpening(fake);
    assertEquals(FailureKind.NATIVE_LIBRARY, failure.kind());
    assertTrue(failure.message().contains("signal 6 (SIGABRT)"), failure.message());
    assertTrue(failure.message().contains("cuDNN 9 is missing"), failure.message());
    assertTrue(failure.remedy().contains("nvidia-cudnn-cu12"), failure.remedy());
  }

  private Failure failureOfOpening(FakeCuda fake) {
    SutException e =
        assertThrows(
            SutException.class, () -> provider.open(request(fake, "cuda", fake.options())).close());
    return Failures.of("open", "", e);
  }

  @Test
  void anErrorOfTheDeviceInACallEndsTheTrial() throws Exception {
    FakeCuda fake = FakeCuda.in(folder);
    fake.pipCublas();
    for (String[] error :
        new String[][] {
          {"CUDA failed with error an illegal memory access was encountered", "DEVICE", "dmesg"},
          {"CUDA failed with error out of memory", "OUT_OF_MEMORY_DEVICE", "smaller model"}
        }) {
      fake.state("{'count':1,'call_error':'" + error[0] + "'}");
      try (Sut sut = provider.open(request(fake, "cuda", fake.options()))) {
        TranscriptionRequest call =
            new TranscriptionRequest("clip", new float[16_000], TranscriptionTask.DEFAULT);
        sut.prepare(call);
        SutException e = assertThrows(SutException.class, () -> sut.transcribe(call, IGNORED));
        assertEquals(FailureKind.valueOf(error[1]), e.kind());
        assertTrue(e.endsTrial());
        assertTrue(e.remedy().contains(error[2]), e.remedy());
      }
    }
  }
}
