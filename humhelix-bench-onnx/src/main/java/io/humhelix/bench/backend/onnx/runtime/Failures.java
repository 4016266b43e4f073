package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import io.humhelix.bench.gpu.DeviceErrors;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** ONNX Runtime's errors as failures that say who acts. */
final class Failures {

  private static final String MEMORY_REMEDY =
      "Use a smaller model or compute type, fewer beams, a smaller batch, or more memory.";

  private Failures() {}

  /** A graph that could not be loaded. */
  static SutException loading(String file, OrtException e) {
    Optional<SutException> device = device("Loading " + file, e.getMessage(), e);
    if (device.isPresent()) {
      return device.get();
    }
    if (isOutOfMemory(e.getMessage())) {
      return outOfMemory("Loading " + file, e.getMessage(), e);
    }
    return switch (e.getCode()) {
      case ORT_EP_FAIL, ORT_ENGINE_ERROR, ORT_DEVICE_RESET ->
          new SutException(
              FailureKind.DEVICE,
              "The device failed while " + file + " was loaded: " + firstLine(e.getMessage()),
              "Check device, driver and the libraries that the execution provider needs.",
              e);
      default ->
          new SutException(
              FailureKind.MODEL,
              "ONNX Runtime cannot load " + file + ": " + firstLine(e.getMessage()),
              "Download the file again, or export the model for this version of ONNX Runtime.",
              e);
    };
  }

  /** A call that failed. */
  static SutException running(String what, OrtException e) {
    return running(what, e.getCode(), e.getMessage(), e);
  }

  static SutException running(String what, OrtErrorCode code, String message, Throwable cause) {
    Optional<SutException> device = device(what, message, cause);
    if (device.isPresent()) {
      return device.get();
    }
    if (isOutOfMemory(message)) {
      return outOfMemory(what, message, cause);
    }
    return new SutException(
        code == OrtErrorCode.ORT_DEVICE_RESET ? FailureKind.DEVICE : FailureKind.SUT_ERROR,
        what + " failed with " + code + ": " + firstLine(message),
        "ONNX Runtime's log has more; check that the model's graphs belong together.",
        cause);
  }

  /** What CUDA and others say of a device, whatever code ONNX Runtime gives it. */
  private static Optional<SutException> device(String what, String message, Throwable cause) {
    return DeviceErrors.find(String.valueOf(message))
        .map(
            error ->
                new SutException(
                    error.kind(),
                    what + " failed: " + error.reason() + " (" + firstLine(message) + ")",
                    error.remedy(),
                    cause));
  }

  private static SutException outOfMemory(String what, String message, Throwable cause) {
    return new SutException(
        FailureKind.OUT_OF_MEMORY,
        what + " ran out of memory: " + firstLine(message),
        MEMORY_REMEDY,
        cause);
  }

  /**
   * ONNX Runtime has no error code for this, so its texts and those of the C++ library are looked
   * for; those of devices are in {@link DeviceErrors}.
   */
  static boolean isOutOfMemory(String message) {
    String text = String.valueOf(message).toLowerCase(Locale.ROOT);
    return Stream.of(
            "failed to allocate memory",
            "out of memory",
            "bad_alloc",
            "bad allocation",
            "smaller than requested bytes")
        .anyMatch(text::contains);
  }

  /** Messages can carry a stack trace; the first line tells what is wrong. */
  private static String firstLine(String message) {
    return String.valueOf(message).strip().lines().findFirst().orElse("no message");
  }
}
