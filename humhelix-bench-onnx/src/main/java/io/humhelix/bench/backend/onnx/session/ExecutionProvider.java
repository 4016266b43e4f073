package io.humhelix.bench.backend.onnx.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * ONNX Runtime's ways to get work done. Which of them a machine has is known only when its native
 * library is loaded. Nothing of ONNX Runtime is needed to list them.
 */
public enum ExecutionProvider {
  /** The processor, by ONNX Runtime's own kernels. */
  CPU("CPUExecutionProvider", "CPU", "cpu"),
  /** NVIDIA GPUs, by cuBLAS and cuDNN. */
  CUDA("CUDAExecutionProvider", "CUDA", "cuda"),
  /** NVIDIA GPUs, by engines that TensorRT builds; CUDA takes the nodes that it cannot. */
  TENSORRT("TensorrtExecutionProvider", "TensorRT", "cuda"),
  /** AMD GPUs, by graphs that MIGraphX compiles. */
  MIGRAPHX("MIGraphXExecutionProvider", "MIGraphX", "rocm"),
  /** AMD GPUs, by builds of ONNX Runtime up to 1.22: it has no such provider any more. */
  ROCM("ROCMExecutionProvider", "ROCm", "rocm"),
  /** Any GPU under Windows. */
  DIRECTML("DmlExecutionProvider", "DirectML", "directml"),
  /** Apple's GPUs and neural engines. */
  COREML("CoreMLExecutionProvider", "CoreML", "coreml"),
  /** Intel's processors, GPUs and neural engines. */
  OPENVINO("OpenVINOExecutionProvider", "OpenVINO", "openvino", "cpu"),
  /** Qualcomm's neural engines. */
  QNN("QNNExecutionProvider", "QNN", "qnn"),
  /** GPUs by WebGPU. */
  WEBGPU("WebGpuExecutionProvider", "WebGPU", "webgpu"),
  /** The processor, by oneDNN. */
  DNNL("DnnlExecutionProvider", "DNNL", "cpu"),
  /** The processor, by XNNPACK. */
  XNNPACK("XnnpackExecutionProvider", "XNNPACK", "cpu"),
  /** NVIDIA's RTX GPUs, by TensorRT for RTX: a plug-in. */
  NVTENSORRTRTX("NvTensorRTRTXExecutionProvider", "TensorRT RTX", "cuda"),
  /** The processor, by ggml: a plug-in. */
  GGML("ggml", "ggml", "cpu");

  private final String ortName;
  private final String displayed;
  private final List<String> deviceKinds;

  ExecutionProvider(String ortName, String displayed, String... deviceKinds) {
    this.ortName = ortName;
    this.displayed = displayed;
    this.deviceKinds = List.of(deviceKinds);
  }

  /**
   * Finds a provider.
   *
   * @param word as in definitions, such as {@code tensorrt}
   * @return the provider, or empty if there is none of that name
   */
  public static Optional<ExecutionProvider> of(String word) {
    return Arrays.stream(values()).filter(provider -> provider.word().equals(word)).findFirst();
  }

  /**
   * Finds a provider by ONNX Runtime's name.
   *
   * @param ortName such as {@code CUDAExecutionProvider}
   * @return the provider, or empty if it is none of these
   */
  public static Optional<ExecutionProvider> ofOrtName(String ortName) {
    return Arrays.stream(values()).filter(provider -> provider.ortName.equals(ortName)).findFirst();
  }

  /**
   * Returns the default provider of a kind of device.
   *
   * @param deviceKind such as {@code cuda}
   * @return the provider, or empty if none works on such a device
   */
  public static Optional<ExecutionProvider> forDevice(String deviceKind) {
    return Arrays.stream(values())
        .filter(provider -> provider.deviceKinds.get(0).equals(deviceKind))
        .findFirst();
  }

  /**
   * Returns the name in definitions.
   *
   * @return lower case, such as {@code tensorrt}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns ONNX Runtime's name.
   *
   * @return such as {@code CUDAExecutionProvider}
   */
  public String ortName() {
    return ortName;
  }

  /**
   * Returns the name for people.
   *
   * @return such as {@code TensorRT}
   */
  public String displayed() {
    return displayed;
  }

  /**
   * Returns the kinds of devices that it works on, as definitions name them.
   *
   * @return one or more, the usual one first
   */
  public List<String> deviceKinds() {
    return deviceKinds;
  }

  /**
   * Returns whether this works on NVIDIA GPUs.
   *
   * @return whether it takes CUDA's options
   */
  public boolean isCuda() {
    return this == CUDA || this == TENSORRT;
  }

  /**
   * Returns the memory in which tensors can be kept for it, as its allocator calls it.
   *
   * @return such as {@code Cuda}; empty where tensors lie in host memory
   */
  public Optional<String> memory() {
    return switch (this) {
      case CUDA, TENSORRT -> Optional.of("Cuda");
      case ROCM, MIGRAPHX -> Optional.of("Hip");
      default -> Optional.empty();
    };
  }
}
