package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperJNI;
import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.Availability;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceTrialTest {

  private final WhisperJniProvider provider = new WhisperJniProvider();
  private final WhisperJNI engine = mock(WhisperJNI.class);
  private final WhisperContext context = mock(WhisperContext.class);

  @Test
  void theRealEngineSaysTheWordOnTheCpu() throws Exception {
    NativeLibrary library = NativeLibrary.load(NativeBuild.BUNDLED);
    DeviceTrial trial = library.trial(false);
    assertEquals(Optional.empty(), trial.failure());
    assertEquals("cpu", trial.device().device());
    assertSame(trial, library.trial(false), "tried once");
  }

  @Test
  void aDeviceIsTriedWithoutAModelOfTheUsers() {
    Availability cpu = probe("cpu");
    assertTrue(cpu.available(), cpu.detail());
    assertEquals("cpu, one word by a model of one layer", cpu.detail());
    Availability cuda = probe("cuda");
    assertFalse(cuda.available());
    assertTrue(cuda.detail().contains("was built without CUDA"), cuda.detail());
    assertTrue(cuda.remedy().contains("library_path"), cuda.remedy());
    Availability missing =
        provider
            .probeDevice(
                Device.parse("cuda"), Options.empty().with("library_path", "/no/such/folder"))
            .orElseThrow();
    assertFalse(missing.available());
    assertTrue(missing.detail().contains("/no/such/folder"), missing.detail());
  }

  @Test
  void aDeviceThatSaysSomethingElseFails() throws IOException {
    when(engine.fullNSegments(context)).thenReturn(1);
    when(engine.fullGetSegmentText(context, 0)).thenReturn(" wrong");
    DeviceTrial trial = DeviceTrial.of(opening(RealLog.of("cuda.log")), true);
    assertEquals("cuda:0 (NVIDIA H200)", trial.device().described());
    assertEquals(Optional.of("the model said ' wrong' instead of ' works'"), trial.failure());
    verify(context).close();
  }

  @Test
  void aStepThatFailsIsTold() throws IOException {
    NativeLog log = new NativeLog("test.native");
    when(engine.full(any(WhisperContext.class), any(), any(), anyInt()))
        .thenAnswer(
            call -> {
              log.accept("CUDA error: no kernel image is available for execution\n");
              return -6;
            });
    NativeLibrary library = opening(RealLog.of("cuda.log"));
    when(library.log()).thenReturn(log);
    DeviceTrial trial = DeviceTrial.of(library, true);
    assertEquals(
        Optional.of("CUDA error: no kernel image is available for execution"), trial.failure());
  }

  @Test
  void aSoftwareDeviceIsNotKeptBusy() throws IOException {
    DeviceTrial trial = DeviceTrial.of(opening(RealLog.of("vulkan-llvmpipe.log")), true);
    assertTrue(trial.device().software());
    assertEquals(Optional.empty(), trial.failure());
    assertEquals("opened a model of one layer", trial.done());
    verify(engine, never()).full(any(WhisperContext.class), any(), any(), anyInt());
    verify(context).close();
  }

  @Test
  void aModelThatIsNotOpenedIsToldWithTheEnginesWords() throws IOException {
    NativeLibrary library = mock(NativeLibrary.class);
    when(library.open(any(), anyBoolean()))
        .thenReturn(
            new OpenedModel(
                Optional.empty(),
                List.of(
                    "whisper_model_load: loading model",
                    "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 6.63 MiB on device 0:"
                        + " cudaMalloc failed: out of memory",
                    "whisper_model_load: failed to allocate memory for the model")));
    DeviceTrial trial = DeviceTrial.of(library, true);
    assertTrue(trial.failure().orElseThrow().contains("cudaMalloc failed"), trial.toString());
    assertFalse(trial.failure().orElseThrow().contains("loading model"), trial.toString());
  }

  private NativeLibrary opening(List<String> log) throws IOException {
    NativeLibrary library = mock(NativeLibrary.class);
    when(library.open(any(), anyBoolean())).thenReturn(new OpenedModel(Optional.of(context), log));
    when(library.engine()).thenReturn(engine);
    when(library.log()).thenReturn(new NativeLog("test.native"));
    return library;
  }

  private Availability probe(String device) {
    return provider.probeDevice(Device.parse(device), Options.empty()).orElseThrow();
  }
}
