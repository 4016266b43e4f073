package io.humhelix.bench.internal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What engines say of devices, whatever their backends make of it. */
class DeviceFailuresTest {

  private static final String REMEDY = "Download the file again.";

  @ParameterizedTest
  @CsvSource({
    "MODEL, 'cannot load encoder.onnx: CUDA failure 35: CUDA driver version is insufficient for CUDA"
        + " runtime version', DEVICE, Install a newer driver",
    "SUT_ERROR, 'encode failed: cuDNN is not available.', NATIVE_LIBRARY, nvidia-cudnn-cu12",
    "OUT_OF_MEMORY, 'CUDA failure 2: out of memory', OUT_OF_MEMORY_DEVICE, smaller model",
    "SUT_ERROR, 'Library libcublas.so.12 is not found or cannot be loaded', NATIVE_LIBRARY,"
        + " nvidia-cublas-cu12"
  })
  void anErrorOfTheDeviceIsOne(FailureKind told, String text, FailureKind kind, String remedy) {
    Failure failure = Failures.of("transcribe", "clip 1: ", new SutException(told, text, REMEDY));
    assertEquals(kind, failure.kind());
    assertTrue(failure.message().startsWith("clip 1: " + text.replaceFirst("\\.$", "") + ": "));
    assertTrue(failure.message().endsWith("."), failure.message());
    assertTrue(failure.remedy().contains(remedy), failure.remedy());
  }

  @ParameterizedTest
  @CsvSource({
    "MODEL, 'cannot load /models/cuda error/encoder.onnx: Protobuf parsing failed.'",
    "SUT_ERROR, 'no text was found'",
    "NATIVE_LIBRARY, 'libcublas.so.12: cannot open shared object file'",
    "TIMEOUT, 'CUDA failure 700: an illegal memory access was encountered'"
  })
  void whatSaysMoreOrNothingOfADeviceStays(FailureKind kind, String text) {
    SutException e = new SutException(kind, text, REMEDY);
    assertSame(e, Failures.explained(e));
  }

  /** A log has warnings of what is not used, such as CUDA's provider without a card. */
  @Test
  void whatWasLoggedCountsForMemoryAlone() {
    SutException plain = new SutException(FailureKind.SUT_ERROR, "decoding failed", REMEDY);
    SutException warned =
        plain.withDetail("Failed to load library: libcudnn.so.9: cannot open shared object file");
    assertSame(warned, Failures.explained(warned));
    SutException full =
        Failures.explained(
            plain.withDetail(
                "libcudnn.so.9: cannot open shared object file\nCUDA error: out of memory"));
    assertEquals(FailureKind.OUT_OF_MEMORY_DEVICE, full.kind());
    assertEquals(REMEDY, full.remedy());
    assertTrue(full.detail().contains("out of memory"));
  }
}
