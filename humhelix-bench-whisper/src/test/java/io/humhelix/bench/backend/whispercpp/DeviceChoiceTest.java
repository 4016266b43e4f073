package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.humhelix.bench.backend.whispercpp.library.GgmlDevice;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperVersion;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The device of a definition among made-up lists of devices. */
class DeviceChoiceTest {

  private static final GgmlDevice CPU = device("cpu", 0, "Xeon", -1);

  /** Two cards, each with CUDA and with Vulkan, in the order of ggml's backends. */
  private static final WhisperLibrary MIXED =
      library(
          Set.of("cuda", "vulkan", "cpu"),
          device("cuda", 0, "NVIDIA L4", 0),
          device("cuda", 1, "NVIDIA A10", 1),
          device("vulkan", 0, "NVIDIA L4", 2),
          device("vulkan", 1, "NVIDIA A10", 3),
          CPU);

  @ParameterizedTest
  @CsvSource({"cuda,0", "cuda:0,0", "cuda:1,1", "vulkan,2", "vulkan:0,2", "vulkan:1,3"})
  void anIndexCountsDevicesOfItsKindAndTheEngineAllGpus(String asked, int number)
      throws SutException {
    assertEquals(OptionalInt.of(number), DeviceChoice.gpuNumber(MIXED, Device.parse(asked)));
  }

  @Test
  void theProcessorIsNoGpu() throws SutException {
    assertEquals(OptionalInt.empty(), DeviceChoice.gpuNumber(MIXED, Device.parse("cpu")));
  }

  @Test
  void anIndexThatIsNotListedIsRefusedWithThoseThatAre() {
    SutException refusal = refusal(MIXED, "cuda:2");
    assertTrue(
        refusal.getMessage().contains("lists only cuda:0 (NVIDIA L4), cuda:1 (NVIDIA A10)"),
        refusal::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "cuda,-DGGML_CUDA=1",
    "vulkan,-DGGML_VULKAN=1",
    "rocm,-DGGML_HIP=1",
    "metal,on macOS",
    "sycl,-DGGML_SYCL=1"
  })
  void aBuildWithoutTheKindIsRefusedWithHowToMakeOne(String asked, String remedy) {
    SutException refusal = refusal(library(Set.of("cpu"), CPU), asked);
    assertTrue(refusal.getMessage().contains("lists only cpu (Xeon)"), refusal::toString);
    assertTrue(refusal.remedy().contains(remedy), refusal::remedy);
    assertTrue(refusal.remedy().endsWith("or use device: cpu."), refusal::remedy);
  }

  @Test
  void aBuildWithTheKindAndNoSuchDeviceIsRefusedWithHowToLook() {
    SutException refusal = refusal(library(Set.of("cpu", "cuda"), CPU), "cuda");
    assertTrue(refusal.getMessage().contains("has code for it"), refusal::toString);
    assertTrue(refusal.remedy().contains("nvidia-smi"), refusal::remedy);
  }

  @Test
  void anIntegratedGpuIsRefusedWhereTheEngineTakesItForNone() throws SutException {
    WhisperLibrary old =
        library(
            Set.of("vulkan", "cpu"),
            device("vulkan", 0, "Radeon 780M", -1),
            device("vulkan", 1, "RTX 4060", 0),
            CPU);
    when(old.version()).thenReturn(WhisperVersion.FIRST);
    SutException refusal = refusal(old, "vulkan:0");
    assertTrue(
        refusal.getMessage().contains("whisper.cpp 1.7.6 does not take vulkan:0 (Radeon 780M)"),
        refusal::toString);
    assertTrue(refusal.remedy().contains("1.8.1"), refusal::remedy);
    assertEquals(OptionalInt.of(0), DeviceChoice.gpuNumber(old, Device.parse("vulkan:1")));
  }

  private static SutException refusal(WhisperLibrary library, String asked) {
    SutException refusal =
        assertThrows(
            SutException.class, () -> DeviceChoice.gpuNumber(library, Device.parse(asked)));
    assertEquals(FailureKind.DEVICE, refusal.kind());
    assertTrue(
        refusal.getMessage().startsWith("whisper.cpp: device '" + asked + "' was requested"),
        refusal::toString);
    return refusal;
  }

  /** A negative number: whisper.cpp does not take it for a GPU. */
  private static GgmlDevice device(String kind, int index, String card, int number) {
    return new GgmlDevice(
        kind, index, kind + index, card, number < 0 ? OptionalInt.empty() : OptionalInt.of(number));
  }

  private static WhisperLibrary library(Set<String> kinds, GgmlDevice... devices) {
    WhisperLibrary library = mock(WhisperLibrary.class);
    when(library.kinds()).thenReturn(kinds);
    when(library.devices()).thenReturn(List.copyOf(Arrays.asList(devices)));
    return library;
  }
}
