package io.humhelix.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.gpu.DeviceErrors.DeviceError;
import io.humhelix.bench.result.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against what engines really said: each text is of a public issue or of a binary. */
class DeviceErrorsTest {

  /** A real text, and what is found in it. */
  record Real(String source, String text, FailureKind kind, String reason, String remedy) {

    @Override
    public String toString() {
      return source;
    }
  }

  private static final FailureKind DEVICE = FailureKind.DEVICE;
  private static final FailureKind MEMORY = FailureKind.OUT_OF_MEMORY_DEVICE;
  private static final FailureKind LIBRARY = FailureKind.NATIVE_LIBRARY;

  private static final String ORT_CALL =
      "/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:122"
          + " std::conditional_t<THRW, void, onnxruntime::common::Status> onnxruntime::CudaCall("
          + "ERRTYPE, const char*, const char*, SUCCTYPE, const char*, const char*, int) [with ERRTYPE"
          + " = cudaError; bool THRW = true; SUCCTYPE = cudaError] ";

  static List<Real> texts() {
    List<Real> all = new ArrayList<>();
    // Drivers.
    all.add(
        new Real(
            "onnxruntime/mobius#316",
            ORT_CALL
                + "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ;"
                + " GPU=-1 ; hostname=c4327188c000000 ; expr=cudaSetDevice(info_.device_id);",
            DEVICE,
            "missing, or too old",
            "CUDA 13 needs 580"));
    all.add(
        new Real(
            "SYSTRAN/faster-whisper#1278, and CTranslate2 4.8.5 without a driver",
            "RuntimeError: CUDA failed with error CUDA driver version is insufficient for CUDA runtime"
                + " version",
            DEVICE,
            "missing, or too old",
            "nvidia-smi shows yours"));
    all.add(
        new Real(
            "NVIDIA-Omniverse/kit-app-template#62",
            "CUDA error 35: cudaErrorInsufficientDriver",
            DEVICE,
            "missing, or too old",
            "newer driver"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorUnsupportedPtxVersion",
            "CUDA error: the provided PTX was compiled with an unsupported toolchain.",
            DEVICE,
            "missing, or too old",
            "newer driver"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorStubLibrary",
            "CUDA failed with error CUDA driver is a stub library",
            DEVICE,
            "stub",
            "Take the folder stubs"));
    all.add(
        new Real(
            "CheshireCC/faster-whisper-GUI#23",
            "RuntimeError: CUDA failed with error no CUDA-capable device is detected",
            DEVICE,
            "CUDA sees no card",
            "--gpus all"));
    all.add(
        new Real(
            "ONNX Runtime, cudaErrorNoDevice",
            ORT_CALL + "CUDA failure 100: no CUDA-capable device is detected ; GPU=-1",
            DEVICE,
            "CUDA sees no card",
            "CUDA_VISIBLE_DEVICES"));
    all.add(
        new Real(
            "abetlen/llama-cpp-python#1890",
            "ggml_cuda_init: failed to initialize CUDA: no CUDA-capable device is detected",
            DEVICE,
            "CUDA sees no card",
            "nvidia-smi"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorInvalidDevice",
            ORT_CALL + "CUDA failure 101: invalid device ordinal ; GPU=32764",
            DEVICE,
            "no card with this index",
            "nvidia-smi -L"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorNoKernelImageForDevice",
            ORT_CALL + "CUDA failure 209: no kernel image is available for execution on the device",
            DEVICE,
            "not built for this generation",
            "compute_cap"));
    all.add(
        new Real(
            "pytorch/pytorch#35710",
            "cuda runtime error (802) : system not yet initialized at THCGeneral.cpp:50",
            DEVICE,
            "NVLink fabric",
            "nvidia-fabricmanager"));
    all.add(
        new Real(
            "NVIDIA/nvidia-docker#1256",
            "CUDA: Check failed: e == cudaSuccess (803 vs. 0) : system has unsupported display driver /"
                + " cuda driver combination",
            DEVICE,
            "two versions",
            "Restart the machine"));
    all.add(
        new Real(
            "NVIDIA Management Library, NVML_ERROR_LIB_RM_VERSION_MISMATCH",
            "Failed to initialize NVML: Driver/library version mismatch",
            DEVICE,
            "two versions",
            "Restart the machine"));
    all.add(
        new Real(
            "gpustack/gpustack#1254",
            "Error 804: forward compatibility was attempted on non supported HW",
            DEVICE,
            "compatibility package",
            "newer driver"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorDevicesUnavailable",
            ORT_CALL + "CUDA failure 46: CUDA-capable device(s) is/are busy or unavailable ; GPU=0",
            DEVICE,
            "another process alone",
            "nvidia-smi -c DEFAULT"));
    all.add(
        new Real(
            "absadiki/pywhispercpp#95",
            "CUDA error: initialization error\n  current device: 0, in function ggml_cuda_init at"
                + " /tmp/pip-req-build/whisper.cpp/ggml/src/ggml-cuda.cu:187",
            DEVICE,
            "CUDA did not start",
            "modprobe nvidia_uvm"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorECCUncorrectable",
            ORT_CALL + "CUDA failure 214: uncorrectable ECC error encountered ; GPU=0",
            DEVICE,
            "hardware fault",
            "nvidia-smi -q -d ECC"));
    all.add(
        new Real(
            "CUDA Runtime API, cudaErrorIllegalAddress",
            ORT_CALL + "CUDA failure 700: an illegal memory access was encountered ; GPU=0",
            DEVICE,
            "a program on the card failed",
            "dmesg"));
    // Memory.
    all.add(
        new Real(
            "CTranslate2, cudaErrorMemoryAllocation",
            "RuntimeError: CUDA failed with error out of memory",
            MEMORY,
            "no memory left",
            "smaller model"));
    all.add(
        new Real(
            "ONNX Runtime, cudaErrorMemoryAllocation",
            ORT_CALL + "CUDA failure 2: out of memory ; GPU=0 ; hostname=x ; expr=cudaMalloc(...)",
            MEMORY,
            "no memory left",
            "smaller batch"));
    all.add(
        new Real(
            "ggml, ggml_backend_cuda_buffer_type_alloc_buffer",
            "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 2955.55 MiB on device 0: cudaMalloc"
                + " failed: out of memory",
            MEMORY,
            "no memory left",
            "nvidia-smi"));
    all.add(
        new Real(
            "ggml-org/llama.cpp#15256",
            "ggml_vulkan: Device memory allocation of size 118497280 failed.\n"
                + "ggml_vulkan: vk::Device::allocateMemory: ErrorOutOfDeviceMemory",
            MEMORY,
            "no memory left",
            "smaller model"));
    all.add(
        new Real(
            "cuBLAS, cublasCreate",
            "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; expr=cublasCreate(&cublas_handle_);",
            MEMORY,
            "no memory left",
            "smaller model"));
    all.add(
        new Real(
            "PyTorch on ROCm",
            "HIP out of memory. Tried to allocate 20.00 MiB (GPU 0; 7.98 GiB total capacity)",
            MEMORY,
            "no memory left",
            "smaller model"));
    // Libraries.
    all.add(
        new Real(
            "SYSTRAN/faster-whisper#1431",
            "RuntimeError: Library libcublas.so.12 is not found or cannot be loaded",
            LIBRARY,
            "cuBLAS for CUDA 12 is missing (libcublas.so.12)",
            "pip install nvidia-cublas-cu12"));
    all.add(
        new Real(
            "SYSTRAN/faster-whisper#1276",
            "RuntimeError: Library cublas64_12.dll is not found or cannot be loaded",
            LIBRARY,
            "cuBLAS for CUDA 12 is missing (cublas64_12.dll)",
            "pip install nvidia-cublas-cu12"));
    all.add(
        new Real(
            "pykeio/ort#548",
            "/home/runner/onnxruntime/core/session/provider_bridge_ort.cc:1952 Provider&"
                + " onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load"
                + " library /home/meh/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12:"
                + " cannot open shared object file: No such file or directory",
            LIBRARY,
            "cuBLAS for CUDA 12 is missing (libcublasLt.so.12)",
            "pip install nvidia-cublas-cu12"));
    all.add(
        new Real(
            "microsoft/onnxruntime#25609",
            "Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot"
                + " open shared object file: No such file or directory",
            LIBRARY,
            "cuDNN 9 is missing",
            "nvidia-cudnn-cu12"));
    all.add(
        new Real(
            "QuentinFuxa/WhisperLiveKit#271",
            "Unable to load any of {libcudnn_ops.so.9.1.0, libcudnn_ops.so.9.1, libcudnn_ops.so.9,"
                + " libcudnn_ops.so}\nInvalid handle. Cannot load symbol cudnnCreateTensorDescriptor",
            LIBRARY,
            "cuDNN 9 is missing",
            "nvidia-cudnn-cu12"));
    all.add(
        new Real(
            "Uberi/speech_recognition#835",
            "Could not locate cudnn_ops64_9.dll. Please make sure it is in your library path!",
            LIBRARY,
            "cuDNN 9 is missing",
            "nvidia-cudnn-cu12"));
    all.add(
        new Real(
            "onnxruntime#29252, 1.29.0 without cuDNN",
            "Non-zero status code returned while running Conv node. cuDNN is not available",
            LIBRARY,
            "cuDNN is missing",
            "pip install"));
    all.add(
        new Real(
            "FocoosAI/focoos#143",
            "Failed to load library libonnxruntime_providers_tensorrt.so with error: libnvinfer.so.10:"
                + " cannot open shared object file: No such file or directory",
            LIBRARY,
            "TensorRT 10 is missing (libnvinfer.so.10)",
            "tensorrt-cu12-libs==10.*"));
    all.add(
        new Real(
            "FocoosAI/focoos#143, second message",
            "Please install TensorRT libraries as mentioned in the GPU requirements page, make sure"
                + " they're in the PATH or LD_LIBRARY_PATH, and that your GPU is supported.",
            LIBRARY,
            "TensorRT is missing",
            "tensorrt-cu12-libs"));
    all.add(
        new Real(
            "cuDNN 9, cudnnStatus_t",
            "CUDNN_FE failure 11: CUDNN_BACKEND_API_FAILED: CUDNN_STATUS_SUBLIBRARY_VERSION_MISMATCH",
            LIBRARY,
            "two versions of cuDNN",
            "Keep one cuDNN"));
    all.add(
        new Real(
            "cuDNN 9, cudnnStatus_t, a part missing",
            "CUDNN failure 1002: CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED ; GPU=0",
            LIBRARY,
            "a part of cuDNN is missing",
            "cuda_libraries"));
    // cuBLAS, cuDNN, TensorRT at work.
    all.add(
        new Real(
            "microsoft/onnxruntime#2386",
            "CUBLAS failure 1: CUBLAS_STATUS_NOT_INITIALIZED ; GPU=0 ; hostname=atlas-FIAI ;"
                + " expr=cublasCreate(&cublas_handle_);",
            DEVICE,
            "did not start",
            "Free the card's memory"));
    all.add(
        new Real(
            "microsoft/onnxruntime#26322",
            "CUDNN failure 1001: CUDNN_STATUS_NOT_INITIALIZED ; GPU=0 ; expr=cudnnCreate(&h);",
            DEVICE,
            "did not start",
            "one version of each"));
    all.add(
        new Real(
            "OpenNMT/CTranslate2#1865",
            "RuntimeError: cuBLAS failed with status CUBLAS_STATUS_NOT_SUPPORTED",
            DEVICE,
            "cannot compute this type",
            "float16"));
    all.add(
        new Real(
            "CTranslate2, cublasGemmEx",
            "RuntimeError: cuBLAS failed with status CUBLAS_STATUS_EXECUTION_FAILED",
            DEVICE,
            "cuBLAS failed",
            "dmesg"));
    all.add(
        new Real(
            "ONNX Runtime, cuDNN at work",
            "CUDNN failure 8: CUDNN_STATUS_EXECUTION_FAILED ; GPU=0 ; expr=cudnnConvolutionForward",
            DEVICE,
            "cuDNN failed",
            "Keep one cuDNN"));
    all.add(
        new Real(
            "microsoft/onnxruntime#15250",
            "The engine plan file is generated on an incompatible device, expecting compute 7.5 got"
                + " compute 6.1, please rebuild.",
            DEVICE,
            "another card or version",
            "engine cache"));
    all.add(
        new Real(
            "SYSTRAN/faster-whisper#1401",
            "ValueError: This CTranslate2 package was not compiled with CUDA support",
            DEVICE,
            "built without CUDA",
            "device: cpu"));
    // Others' devices.
    all.add(
        new Real(
            "microsoft/onnxruntime#12662",
            "hipErrorNoBinaryForGpu: Unable to find code object for all current devices!",
            DEVICE,
            "not built for this generation",
            "compute capability"));
    all.add(
        new Real(
            "HIP, hipErrorNoDevice",
            "HIP failure 100: no ROCm-capable device is detected ; GPU=0",
            DEVICE,
            "ROCm sees no card",
            "/dev/kfd"));
    all.add(
        new Real(
            "ROCm/legacy-rocm-build#4208",
            "RuntimeError: HIP error: invalid device function",
            DEVICE,
            "not built for this generation",
            "build of the engine"));
    all.add(
        new Real(
            "HIP at work",
            "HIP failure 719: unspecified launch failure",
            DEVICE,
            "a program on the card failed",
            "dmesg"));
    all.add(
        new Real("HIP, any other", "HIP error: hipErrorNotReady", DEVICE, "ROCm failed", "amdgpu"));
    all.add(
        new Real(
            "Glavnokoman/vuh#67",
            "terminating with uncaught exception of type vk::IncompatibleDriverError:"
                + " vk::createInstance: ErrorIncompatibleDriver",
            DEVICE,
            "Vulkan sees no card",
            "mesa-vulkan-drivers"));
    all.add(
        new Real(
            "ggml-org/whisper.cpp#3168",
            "terminating due to uncaught exception of type vk::DeviceLostError: vk::Queue::submit:"
                + " ErrorDeviceLost",
            DEVICE,
            "lost the card",
            "Update the card's driver"));
    all.add(
        new Real(
            "Vulkan, any other",
            "ggml_vulkan: vk::Device::createComputePipeline: ErrorUnknown",
            DEVICE,
            "Vulkan failed",
            "driver"));
    all.add(
        new Real(
            "ONNX Runtime 1.27.0, WebGPU without an adapter",
            "Failed to get a WebGPU adapter: No supported adapters",
            DEVICE,
            "WebGPU sees no card",
            "vulkaninfo"));
    all.add(
        new Real(
            "CUDA, any other",
            ORT_CALL + "CUDA failure 801: operation not supported ; GPU=0",
            DEVICE,
            "CUDA failed on the card",
            "dmesg"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void saysWhatARealTextMeans(Real real) {
    DeviceError found = DeviceErrors.find(real.text()).orElseThrow();
    assertEquals(real.kind(), found.kind(), found.reason());
    assertTrue(found.reason().contains(real.reason()), found.reason());
    assertTrue(found.remedy().contains(real.remedy()), found.remedy());
    assertFalse(found.reason().endsWith("."), found.reason());
    assertTrue(found.remedy().endsWith("."), found.remedy());
  }

  @Test
  void everyRowHasARealText() {
    List<String> found =
        texts().stream()
            .map(real -> DeviceErrors.find(real.text()).orElseThrow().reason())
            .toList();
    for (DeviceErrors.Row row : DeviceErrors.rows()) {
      assertTrue(found.contains(row.meaning().reason()), row.meaning().reason());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unable to open file 'model.bin' in model '/models/cuda-error/tiny'",
        "Load model from /home/cuda error/encoder.onnx failed: Protobuf parsing failed.",
        "Load model from models/cublas_status_x/encoder.onnx failed:File doesn't exist",
        "Non-zero status code returned while running MatMul node. Status Message: MatMul dimension"
            + " mismatch",
        "java.lang.OutOfMemoryError: Java heap space",
        "std::bad_alloc while reading /models/cuda/tiny/model.bin",
        "Failed to allocate memory for requested buffer of size 1073741824",
        "Requested float16 compute type, but the target device or backend do not support efficient"
            + " float16 computation.",
        "libgomp.so.1: cannot open shared object file: No such file or directory",
        "device 'cuda' was requested, but the native library was built without CUDA",
        "the model is English-only, but transcribe of language 'de' was requested",
        "error 350: too many requests",
        "HTTP 503: no GPU workers are free",
        ""
      })
  void leavesOtherTextsAlone(String text) {
    assertEquals(Optional.empty(), DeviceErrors.find(text));
  }
}
