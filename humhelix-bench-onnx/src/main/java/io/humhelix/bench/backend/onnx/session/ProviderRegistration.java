package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands an execution provider and its options to ONNX Runtime, each by the call that takes it. */
final class ProviderRegistration {

  /** What is CUDA's among the options of TensorRT, which falls back on it. */
  private static final Set<String> CUDA_OWN =
      Set.of(
          SessionSettings.CUDNN_SEARCH,
          SessionSettings.CUDA_MEMORY_LIMIT,
          SessionSettings.CUDA_ARENA_STRATEGY,
          SessionSettings.CUDA_TF32);

  private ProviderRegistration() {}

  /**
   * Adds a provider.
   *
   * @param provider the one for this session: that of the settings, or CUDA in TensorRT's place
   */
  static void add(SessionOptions options, SessionSettings settings, ExecutionProvider provider)
      throws OrtException {
    if (PluginLibrary.brings(provider)) {
      addByDevice(options, settings);
      return;
    }
    Map<String, String> given = settings.providerOptions();
    switch (provider) {
      case CPU -> {
        // Always there; it takes what no other provider takes.
      }
      case CUDA -> addCuda(options, settings.deviceIndex(), cudaOptions(settings));
      case TENSORRT -> {
        Map<String, String> tensorRt = new LinkedHashMap<>(given);
        tensorRt.keySet().removeAll(CUDA_OWN);
        addTensorRt(options, settings.deviceIndex(), tensorRt);
        addCuda(options, settings.deviceIndex(), cudaOptions(settings));
      }
      case DIRECTML -> options.addDirectML(settings.deviceIndex());
      case ROCM -> options.addROCM(settings.deviceIndex());
      case COREML -> options.addCoreML(given);
      case OPENVINO -> options.addOpenVINO(given.getOrDefault("device_type", "CPU"));
      case QNN -> options.addQnn(given);
      case WEBGPU -> options.addWebGPU(given);
      case XNNPACK -> options.addXnnpack(given);
      case DNNL -> options.addDnnl(settings.cpuArena());
      case MIGRAPHX, NVTENSORRTRTX, GGML -> addByDevice(options, settings);
    }
  }

  /** What CUDA gets of the options: all, or beside TensorRT its own. */
  static Map<String, String> cudaOptions(SessionSettings settings) {
    Map<String, String> cuda = new LinkedHashMap<>(settings.providerOptions());
    if (settings.provider() == ExecutionProvider.TENSORRT) {
      cuda.keySet().retainAll(CUDA_OWN);
    }
    return cuda;
  }

  private static void addCuda(SessionOptions options, int device, Map<String, String> given)
      throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device)) {
      for (Map.Entry<String, String> entry : given.entrySet()) {
        cuda.add(entry.getKey(), entry.getValue());
      }
      options.addCUDA(cuda);
    }
  }

  private static void addTensorRt(SessionOptions options, int device, Map<String, String> given)
      throws OrtException {
    try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(device)) {
      for (Map.Entry<String, String> entry : given.entrySet()) {
        tensorRt.add(entry.getKey(), entry.getValue());
      }
      options.addTensorrt(tensorRt);
    }
  }

  /** By the list of devices that plugins bring, for providers without a call of their own. */
  private static void addByDevice(SessionOptions options, SessionSettings settings)
      throws OrtException {
    List<OrtEpDevice> devices =
        OrtEnvironment.getEnvironment().getEpDevices().stream()
            .filter(device -> device.getEpName().equals(settings.provider().ortName()))
            .toList();
    if (settings.deviceIndex() >= devices.size()) {
      throw new OrtException(
          OrtErrorCode.ORT_EP_FAIL,
          settings.provider().ortName()
              + " has "
              + devices.size()
              + " devices here; device "
              + settings.deviceIndex()
              + " was requested");
    }
    options.addExecutionProvider(
        List.of(devices.get(settings.deviceIndex())), settings.providerOptions());
  }
}
