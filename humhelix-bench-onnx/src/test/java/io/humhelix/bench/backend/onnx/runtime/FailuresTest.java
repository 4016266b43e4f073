package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @TempDir Path folder;

  @AfterEach
  void everythingIsReleased() {
    assertEquals(0, LiveObjects.count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed to allocate memory for requested buffer of size 8589934592",
        "std::bad_alloc",
        "Available memory of 12 is smaller than requested bytes of 13"
      })
  void memoryThatRanOutIsKnownByItsText(String message) {
    SutException running =
        Failures.running("Running x.onnx", OrtErrorCode.ORT_RUNTIME_EXCEPTION, message, null);
    SutException loading =
        Failures.loading("x.onnx", new OrtException(OrtErrorCode.ORT_FAIL, message));

    assertEquals(FailureKind.OUT_OF_MEMORY, running.kind());
    assertEquals(FailureKind.OUT_OF_MEMORY, loading.kind());
    assertTrue(running.getMessage().contains(message), running.getMessage());
    assertTrue(running.remedy().contains("smaller"), running.remedy());
  }

  /** As ONNX Runtime 1.29 words them, in calls and when a graph is loaded. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUDA failure 2: out of memory ; GPU=0 ; hostname=h ; expr=cudaMalloc(&p, size);"
            + " | OUT_OF_MEMORY_DEVICE | no memory left | nvidia-smi",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; hostname=h"
            + " | OUT_OF_MEMORY_DEVICE | no memory left | smaller",
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1"
            + " | DEVICE | too old | newer driver",
        "CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 | DEVICE | sees no card |"
            + " nvidia-smi",
        "CUDA failure 209: no kernel image is available for execution on the device ; GPU=0 |"
            + " DEVICE | generation of cards | compute",
        "CUDNN failure 4000: CUDNN_STATUS_INTERNAL_ERROR ; GPU=0 ; hostname=h | DEVICE | cuDNN |"
            + " cuda_libraries",
        "Non-zero status code returned while running Conv node. Name:'/conv1/Conv' Status Message:"
            + " cuDNN is not available. Install cuDNN, update the system library search path, or set"
            + " enable_cudnn=0 to force native CUDA paths where available. | NATIVE_LIBRARY |"
            + " cuDNN is missing | pip install",
      })
  void whatCudaSaysIsTheDevicesFailure(
      String message, FailureKind kind, String reason, String remedy) {
    SutException running = Failures.running("Running x.onnx", OrtErrorCode.ORT_FAIL, message, null);
    SutException loading =
        Failures.loading("x.onnx", new OrtException(OrtErrorCode.ORT_FAIL, message));
    for (SutException failure : List.of(running, loading)) {
      assertEquals(kind, failure.kind());
      assertTrue(failure.getMessage().contains(reason), failure.getMessage());
      assertTrue(failure.getMessage().contains(message.substring(0, 20)), failure.getMessage());
      assertTrue(failure.remedy().contains(remedy), failure.remedy());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ORT_INVALID_PROTOBUF, MODEL, SUT_ERROR",
    "ORT_INVALID_GRAPH, MODEL, SUT_ERROR",
    "ORT_NO_SUCHFILE, MODEL, SUT_ERROR",
    "ORT_FAIL, MODEL, SUT_ERROR",
    "ORT_EP_FAIL, DEVICE, SUT_ERROR",
    "ORT_DEVICE_RESET, DEVICE, DEVICE"
  })
  void kindsFollowTheCodeAndTheMoment(OrtErrorCode code, FailureKind load, FailureKind run) {
    OrtException cause = new OrtException(code, "what went wrong\nat some place");

    SutException loading = Failures.loading("x.onnx", cause);
    SutException running = Failures.running("Running x.onnx", cause);

    assertEquals(load, loading.kind());
    assertEquals(run, running.kind());
    assertTrue(loading.getMessage().contains("x.onnx"), loading.getMessage());
    assertTrue(running.getMessage().contains("what went wrong"), running.getMessage());
    assertFalse(running.getMessage().contains("\n"), running.getMessage());
    assertFalse(loading.remedy().isEmpty());
  }

  @Test
  void filesThatAreNoGraphAreRefusedByName() throws Exception {
    Engine engine = RuntimeAccess.engine();
    byte[] whole =
        Files.readAllBytes(TinyModel.FOLDER.resolve("onnx").resolve(EditedModels.ENCODER));
    byte[][] contents = {{}, "<html>".getBytes(), java.util.Arrays.copyOf(whole, whole.length / 2)};
    for (byte[] content : contents) {
      Path file = Files.write(folder.resolve("bad.onnx"), content);
      SutException failure =
          assertThrows(
              SutException.class, () -> engine.load(file, GraphRole.ENCODER, TinyModel.RECIPE));
      assertEquals(FailureKind.MODEL, failure.kind());
      assertTrue(failure.getMessage().contains("bad.onnx"), failure.getMessage());
    }
    assertThrows(
        SutException.class,
        () -> engine.load(folder.resolve("none.onnx"), GraphRole.ENCODER, TinyModel.RECIPE));
  }

  @Test
  @Tag("slow")
  void aRunThatFailsReleasesWhatItMade() throws Exception {
    WhisperModel model = TinyModel.model();
    NetworkSizes real = model.config().sizes();
    NetworkSizes wrong =
        new NetworkSizes(
            real.mels(),
            real.width(),
            real.encoderLayers(),
            real.encoderHeads(),
            real.decoderLayers(),
            real.decoderHeads(),
            real.encoderPositions(),
            real.decoderPositions(),
            real.vocabulary() - 1);
    try (RuntimeNetwork network =
            RuntimeNetwork.load(
                RuntimeAccess.engine(),
                model.graphs(),
                wrong,
                TinyModel.RECIPE,
                Optional.empty(),
                ArenaPlan.NONE);
        EncodedAudio audio = network.encode(TinyModel.features(), 1);
        Decoding decoding = network.decode(audio, 1)) {
      long before = LiveObjects.count();
      SutException failure =
          assertThrows(
              SutException.class, () -> decoding.prompt(new int[][] {TinyModel.PROMPT}, 1));
      assertEquals(FailureKind.SUT_ERROR, failure.kind());
      assertTrue(failure.getMessage().contains(EditedModels.MERGED), failure.getMessage());
      assertEquals(before, LiveObjects.count());
    }
  }
}
