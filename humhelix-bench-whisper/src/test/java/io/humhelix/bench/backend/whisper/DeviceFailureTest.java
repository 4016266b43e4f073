package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperJNI;
import io.humhelix.bench.backend.ggml.GgmlType;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a device says in a call is told with its remedy; an engine that fails by itself is not it.
 */
class DeviceFailureTest {

  private final NativeLog log = new NativeLog("test.native");
  private final WhisperJNI engine = mock(WhisperJNI.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 93.00 MiB on device 0: cudaMalloc"
            + " failed: out of memory | OUT_OF_MEMORY_DEVICE | smaller model",
        "CUDA error: no kernel image is available for execution on the device | DEVICE"
            + " | compute capability"
      })
  void aDevicesErrorInACallIsTold(String line, FailureKind kind, String remedy) {
    SutException failure = failureOfACallThatLogs(line);
    assertEquals(kind, failure.kind());
    assertTrue(
        failure.getMessage().contains("returned -6 (the encoder failed)"), failure.toString());
    assertTrue(failure.getMessage().contains(line), failure.toString());
    assertTrue(failure.remedy().contains(remedy), failure.remedy());
  }

  @Test
  void otherErrorsAreTheEngines() {
    log.accept("CUDA error: no kernel image is available, of an earlier call\n");
    SutException failure = failureOfACallThatLogs("whisper_full_with_state: failed to encode");
    assertEquals(FailureKind.SUT_ERROR, failure.kind());
    assertTrue(failure.remedy().contains("log"), failure.remedy());
  }

  private SutException failureOfACallThatLogs(String line) {
    when(engine.full(any(WhisperContext.class), any(), any(), anyInt()))
        .thenAnswer(
            call -> {
              log.accept(line + "\n");
              return -6;
            });
    NativeLibrary library = mock(NativeLibrary.class);
    when(library.engine()).thenReturn(engine);
    when(library.log()).thenReturn(log);
    WhisperSut sut =
        new WhisperSut(
            library,
            mock(WhisperContext.class),
            new ModelHeader(51_864, 384, 4, 4, 80, GgmlType.Q5_1),
            WhisperOptions.of(Options.empty()),
            new EffectiveSut("whisper.cpp", "x", "cuda:0", "CUDA", "q5_1", Options.empty()));
    return assertThrows(
        SutException.class,
        () ->
            sut.transcribe(
                TestData.call(new float[WhisperSut.FEWEST_SAMPLES]), TestData.unwatched()));
  }
}
