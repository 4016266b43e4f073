package io.humhelix.bench.backend.onnx.session;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/**
 * The jars of ONNX Runtime that a class loader sees. {@code onnxruntime} and {@code
 * onnxruntime_gpu} have the same classes, so with both it is chance whether there is CUDA.
 */
final class RuntimeJars {

  private static final String CLASS = "ai/onnxruntime/OrtEnvironment.class";

  private RuntimeJars() {}

  static List<String> on(ClassLoader loader) throws SutException {
    try {
      return Collections.list(loader.getResources(CLASS)).stream()
          .map(URL::toString)
          .map(url -> url.replace("!/" + CLASS, "").replace("jar:file:", ""))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY, "onnxruntime: the class path cannot be read: " + e, "", e);
    }
  }

  static SutException refusal(List<String> jars) {
    return new SutException(
        FailureKind.NATIVE_LIBRARY,
        "onnxruntime: ONNX Runtime is on the class path "
            + jars.size()
            + " times: "
            + String.join(", ", jars)
            + ".",
        "Keep one of them: onnxruntime_gpu for NVIDIA GPUs, onnxruntime otherwise. In Maven, exclude"
            + " the other from the dependency on humhelix-bench-onnx.");
  }
}
