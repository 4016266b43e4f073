package io.humhelix.bench.gpu;

import static io.humhelix.bench.result.FailureKind.DEVICE;
import static io.humhelix.bench.result.FailureKind.NATIVE_LIBRARY;
import static io.humhelix.bench.result.FailureKind.OUT_OF_MEMORY_DEVICE;

import io.humhelix.bench.gpu.DeviceErrors.DeviceError;
import io.humhelix.bench.gpu.DeviceErrors.Row;
import io.humhelix.bench.result.FailureKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The table of {@link DeviceErrors}: the first row that fits counts, so special ones come first.
 */
final class DeviceErrorTexts {

  private static final String SEE_CARDS =
      "nvidia-smi must list the card; check CUDA_VISIBLE_DEVICES; a container needs --gpus all.";
  private static final String SEE_LOG =
      "Look for the cause in the kernel's log (dmesg | grep -i -e nvrm -e xid), and try the engine's"
          + " newest version.";
  private static final String WHOLE_CUDNN =
      "Keep one cuDNN: take the others from LD_LIBRARY_PATH, or set cuda_libraries to the folder"
          + " that has all of it (pip install nvidia-cudnn-cu12; CUDA 13: nvidia-cudnn-cu13).";

  static final List<Row> ROWS =
      List.of(
          row(
              "cuda(_| )?error(_| )?(out(_| )of(_| )memory|memory(_| )?allocation)"
                  + "|cuda(malloc)?\\b.{0,200}out of memory|out of memory.{0,100}\\b(cuda|gpu|vram)\\b"
                  + "|cublas_status_alloc_failed|cudnn_status_alloc_failed|\\bOutOfMemory \\("
                  + "|hip(_| )?error(_| )?out(_| )?of(_| )?memory"
                  + "|\\bhip\\b.{0,200}out of memory"
                  + "|kiogpucommandbuffercallbackerroroutofmemory|vk_error_out_of_device_memory"
                  + "|erroroutofdevicememory|device memory allocation of size \\d+ failed",
              OUT_OF_MEMORY_DEVICE,
              "the device has no memory left",
              "Use a smaller model or compute type, fewer beams or a smaller batch; end what else uses"
                  + " the card (nvidia-smi lists it)."),
          row(
              "libcudnn\\w*\\.so\\S*: undefined symbol|cudnn_status_sublibrary_version_mismatch"
                  + "|cudnn_status_version_mismatch|cudnn version incompatibility",
              NATIVE_LIBRARY,
              "parts of two versions of cuDNN are mixed",
              WHOLE_CUDNN),
          row(
              "cudnn_status_sublibrary_loading_failed|cannot load symbol cudnn",
              NATIVE_LIBRARY,
              "a part of cuDNN is missing",
              WHOLE_CUDNN),
          row(
              "cudnn is not available|cudnn (library )?(was |is )?not (found|loaded)",
              NATIVE_LIBRARY,
              "cuDNN is missing",
              GpuPart.CUDNN.remedy("libcudnn.so.9")),
          row(
              "please install tensorrt libraries|tensorrt ep could not open shared library",
              NATIVE_LIBRARY,
              "TensorRT is missing",
              GpuPart.TENSORRT.remedy("libnvinfer.so.10")),
          row(
              "engine plan file is (not compatible|generated on an incompatible)"
                  + "|could not deserialize engine",
              DEVICE,
              "an engine that TensorRT kept is of another card or version",
              "Delete the folder of TensorRT's engine cache; the next run makes the engine again."),
          row(
              "was not compiled with cuda support|not compiled with cuda\\b",
              DEVICE,
              "the engine was built without CUDA",
              "Install a build with CUDA (CTranslate2's wheels for Linux on x86-64 and for Windows have"
                  + " it), or use device: cpu."),
          row(
              "driver version is insufficient for cuda runtime version|cudaerrorinsufficientdriver"
                  + "|\\b(cuda failure|cuda error:?|error) 35\\b"
                  + "|ptx was compiled with an unsupported toolchain|cudaerrorunsupportedptxversion"
                  + "|api call is not supported in the installed cuda driver"
                  + "|cudaerrorcallrequiresnewerdriver",
              DEVICE,
              "NVIDIA's driver is missing, or too old for the CUDA of this engine",
              "Install a newer driver ("
                  + GpuPart.OLDEST_DRIVERS
                  + "; nvidia-smi shows yours; a container needs --gpus all), or use a build of the engine"
                  + " for an older CUDA."),
          row(
              "cuda driver is a stub library|cudaerrorstublibrary",
              DEVICE,
              "the libcuda.so.1 that was found is a stub without a driver",
              "Take the folder stubs from LD_LIBRARY_PATH; the driver has the real libcuda.so.1."),
          row(
              "no cuda-capable device is detected|cudaerrornodevice|cuda_error_no_device"
                  + "|\\b(cuda failure|cuda error:?) 100\\b|no cuda devices found|found no nvidia driver",
              DEVICE,
              "CUDA sees no card",
              SEE_CARDS),
          row(
              "invalid device ordinal|cudaerrorinvaliddevice\\b|\\b(cuda failure|cuda error:?) 101\\b"
                  + "|invalid cuda device index",
              DEVICE,
              "there is no card with this index",
              "Use an index that is there: nvidia-smi -L lists the cards, CUDA_VISIBLE_DEVICES can hide"
                  + " some."),
          row(
              "no kernel image is available|cudaerrornokernelimagefordevice"
                  + "|\\b(cuda failure|cuda error:?) (209|200)\\b|device kernel image is invalid"
                  + "|no device code compatible with cuda arch|hiperrornobinaryforgpu"
                  + "|(hip|rocm).{0,100}invalid device function|cublas_status_arch_mismatch"
                  + "|cudnn_status_arch_mismatch",
              DEVICE,
              "the engine was not built for this generation of cards",
              "Use a build of the engine for the card's compute capability (nvidia-smi"
                  + " --query-gpu=name,compute_cap --format=csv)."),
          row(
              "system not yet initialized|cudaerrorsystemnotready|\\b(cuda failure|cuda error:?) 802\\b",
              DEVICE,
              "the cards' NVLink fabric has not started",
              "Start the fabric manager of the driver's own version: systemctl enable --now"
                  + " nvidia-fabricmanager."),
          row(
              "unsupported display driver / cuda driver combination"
                  + "|unsupported display driver.{0,20}cuda driver combination"
                  + "|cudaerrorsystemdrivermismatch|\\b(cuda failure|cuda error:?) 803\\b"
                  + "|driver.library version mismatch",
              DEVICE,
              "the driver's libraries and its kernel module are of two versions",
              "Restart the machine after an update of the driver; take folders named compat from"
                  + " LD_LIBRARY_PATH."),
          row(
              "forward compatibility was attempted on non supported hw"
                  + "|cudaerrorcompatnotsupportedondevice|\\b(cuda failure|cuda error:?) 804\\b",
              DEVICE,
              "CUDA's compatibility package does not work on this card, and the driver is too old",
              "Install a newer driver (" + GpuPart.OLDEST_DRIVERS + ")."),
          row(
              "devices?(\\(s\\))? (is|are|is.are) busy or unavailable|cudaerrordevicesunavailable"
                  + "|\\b(cuda failure|cuda error:?) 46\\b|all cuda-capable devices are busy",
              DEVICE,
              "the card is in use by another process alone",
              "End the other process (nvidia-smi lists it), or set the compute mode back: nvidia-smi -c"
                  + " DEFAULT."),
          row(
              "\\b(cuda failure|cuda error:?) (999|3)\\b|cudaerrorunknown|cudaerrorinitializationerror"
                  + "|cuda (failed with error|error:) (unknown error|initialization error)",
              DEVICE,
              "CUDA did not start",
              "Load the driver's modules again (sudo rmmod nvidia_uvm; sudo modprobe nvidia_uvm), or"
                  + " restart the machine. "
                  + SEE_CARDS),
          row(
              "uncorrectable ecc error|cudaerroreccuncorrectable|fallen off the bus|gpu is lost",
              DEVICE,
              "the card has a hardware fault",
              "Restart the machine, and replace the card if it happens again (nvidia-smi -q -d ECC)."),
          row(
              "illegal memory access|cudaerrorillegaladdress|unspecified launch failure"
                  + "|cudaerrorlaunchfailure|launch timed out|misaligned address"
                  + "|illegal instruction was encountered|device-side assert"
                  + "|\\b(cuda failure|cuda error:?) (700|702|715|716|719)\\b",
              DEVICE,
              "a program on the card failed",
              SEE_LOG),
          row(
              "cublas_status_not_supported",
              DEVICE,
              "cuBLAS cannot compute this type on this card",
              "Use compute_type float16 (8-bit types need a newer engine on the newest cards), or update"
                  + " the engine."),
          row(
              "cublas_status_not_initialized|cudnn_status_not_initialized",
              DEVICE,
              "cuBLAS or cuDNN did not start: the card's memory is full, or driver and library do not"
                  + " fit",
              "Free the card's memory (nvidia-smi lists what uses it), and keep one version of each"
                  + " library: cuda_libraries names the folder to use."),
          row(
              "cublas_status_\\w+|cublas failure \\d+|cublas failed with status",
              DEVICE,
              "cuBLAS failed on the card",
              SEE_LOG),
          row(
              "cudnn_status_\\w+|cudnn failure \\d+|cudnn failed with status|cudnn_fe failure",
              DEVICE,
              "cuDNN failed on the card",
              WHOLE_CUDNN),
          row(
              "no rocm-capable device is detected|hiperrornodevice|no hip gpus",
              DEVICE,
              "ROCm sees no card",
              "rocminfo must list the card: be in the groups render and video; a container needs"
                  + " --device=/dev/kfd --device=/dev/dri."),
          row(
              "errorincompatibledriver|vk_error_incompatible_driver|ggml_vulkan: no devices found",
              DEVICE,
              "Vulkan sees no card",
              "Install the card's Vulkan driver (NVIDIA: its driver; AMD, Intel: mesa-vulkan-drivers);"
                  + " vulkaninfo --summary must list the card."),
          row(
              "errordevicelost|devicelosterror|vk_error_device_lost|dxgi_error_device_removed"
                  + "|dxgi_error_device_hung|\\b887a000[56]\\b",
              DEVICE,
              "the driver lost the card during the work",
              "Update the card's driver and the engine; a smaller batch can help a slow card."),
          row(
              "failed to get a webgpu adapter|no supported adapters|failed to get a webgpu device",
              DEVICE,
              "WebGPU sees no card",
              "vulkaninfo --summary must list the card (Linux); update its driver."),
          row(
              "(?m)^ggml_vulkan: error|\\bvk::\\w[\\w:]*: error\\w+",
              DEVICE,
              "Vulkan failed on the card",
              "Update the card's driver and the engine."),
          row(
              "\\bcuda failure \\d+|\\bcuda failed with error|\\bcuda error\\b|ggml_cuda_init: failed"
                  + "|\\bcudaerror[a-z]{4,}",
              DEVICE,
              "CUDA failed on the card",
              SEE_LOG),
          row(
              "\\bhip failure \\d+|\\bhip error\\b|\\bhiperror[a-z]{4,}|miopenstatus\\w+",
              DEVICE,
              "ROCm failed on the card",
              "Look for the cause in the kernel's log (dmesg | grep -i amdgpu)."));

  private DeviceErrorTexts() {}

  private static Row row(String text, FailureKind kind, String reason, String remedy) {
    return new Row(
        Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
        new DeviceError(kind, reason, remedy));
  }
}
