package io.humhelix.bench.gpu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The parts of GPU software that people install one by one, in the order in which to install them.
 * Names of pip's packages and what is in them: NVIDIA's wheels of CUDA 11 to 13.
 */
public enum GpuPart {
  /** NVIDIA's driver: {@code libcuda.so.1}. */
  NVIDIA_DRIVER("NVIDIA's driver", "", "libcuda", "libnvidia-*"),
  /** CUDA's runtime: {@code libcudart}. */
  CUDA_RUNTIME("CUDA's runtime", "cuda-runtime", "libcudart*"),
  /** cuBLAS: {@code libcublas}, {@code libcublasLt}. */
  CUBLAS("cuBLAS", "cublas", "libcublas*"),
  /** cuRAND: {@code libcurand}. */
  CURAND("cuRAND", "curand", "libcurand*"),
  /** cuFFT: {@code libcufft}. */
  CUFFT("cuFFT", "cufft", "libcufft*"),
  /** NVRTC, CUDA's compiler at run time: {@code libnvrtc}. */
  NVRTC("NVRTC", "cuda-nvrtc", "libnvrtc*"),
  /** nvJitLink, CUDA's linker at run time: {@code libnvJitLink}. */
  NVJITLINK("nvJitLink", "nvjitlink", "libnvJitLink*"),
  /** cuDNN: {@code libcudnn} and its parts. */
  CUDNN("cuDNN", "cudnn", "libcudnn*"),
  /** TensorRT: {@code libnvinfer}, {@code libnvonnxparser}. */
  TENSORRT("TensorRT", "", "libnvinfer*", "libnvonnxparser*"),
  /** AMD's ROCm: {@code libamdhip64} and its libraries. */
  ROCM(
      "ROCm",
      "",
      "libamdhip64*",
      "libhsa-runtime64",
      "libhip*",
      "librocblas*",
      "librocm*",
      "libroc*",
      "libMIOpen*"),
  /** MIGraphX, ROCm's graph engine: {@code libmigraphx}. */
  MIGRAPHX("MIGraphX", "", "libmigraphx*"),
  /** Vulkan's loader: {@code libvulkan.so.1}. */
  VULKAN_LOADER("Vulkan's loader", "", "libvulkan*");

  /** The oldest drivers for Linux that a CUDA works with: CUDA Compatibility, "Minor Version". */
  static final String OLDEST_DRIVERS = "CUDA 12 needs driver 525 or newer, CUDA 13 needs 580";

  private final String displayed;
  private final String wheel;
  private final List<String> stems;

  GpuPart(String displayed, String wheel, String... stems) {
    this.displayed = displayed;
    this.wheel = wheel;
    this.stems = List.of(stems);
  }

  /**
   * Tells which part a library belongs to.
   *
   * @param soname such as {@code libcublasLt.so.12}, or NVIDIA's name on Windows
   * @return the part; empty for other libraries
   */
  public static Optional<GpuPart> of(String soname) {
    return SharedName.of(soname)
        .flatMap(name -> Stream.of(values()).filter(part -> part.has(name.stem())).findFirst());
  }

  private boolean has(String stem) {
    return stems.stream()
        .anyMatch(
            one ->
                one.endsWith("*")
                    ? stem.startsWith(one.substring(0, one.length() - 1))
                    : stem.equals(one));
  }

  /**
   * Returns what people call this part.
   *
   * @return a name, such as {@code cuDNN}
   */
  public String displayed() {
    return displayed;
  }

  /**
   * Returns what this part with the version of one of its libraries is called.
   *
   * @param soname such as {@code libcublas.so.12}
   * @return a name, such as {@code cuBLAS for CUDA 12} or {@code cuDNN 9}
   */
  public String displayed(String soname) {
    OptionalInt cuda = cuda(soname);
    if (cuda.isPresent()) {
      return displayed + " for CUDA " + cuda.getAsInt();
    }
    OptionalInt major = SharedName.of(soname).map(SharedName::major).orElse(OptionalInt.empty());
    return major.isPresent() && (this == CUDNN || this == TENSORRT)
        ? displayed + " " + major.getAsInt()
        : displayed;
  }

  /**
   * Says what to do if a library of this part is missing.
   *
   * @param soname the library, whose version decides
   * @return one or two sentences with the command to type
   */
  public String remedy(String soname) {
    return switch (this) {
      case NVIDIA_DRIVER ->
          "Install NVIDIA's driver with your distribution's package (Debian: nvidia-driver;"
              + " Ubuntu: ubuntu-drivers install) or from nvidia.com/drivers; in a container, start it"
              + " with --gpus all (the host needs nvidia-container-toolkit). nvidia-smi then lists"
              + " the card.";
      case ROCM ->
          "Install AMD's ROCm (rocm.docs.amd.com; Debian, Ubuntu: apt install rocm); in a container,"
              + " start it with --device=/dev/kfd --device=/dev/dri. rocminfo then lists the card.";
      case MIGRAPHX ->
          "Install MIGraphX beside ROCm (apt install migraphx, from AMD's package source).";
      case VULKAN_LOADER ->
          "Install Vulkan's loader (Debian, Ubuntu: apt install libvulkan1; Fedora: dnf install"
              + " vulkan-loader). vulkaninfo --summary then lists the card.";
      default ->
          "Install "
              + displayed(soname)
              + ": "
              + pipCommand(List.of(soname), OptionalInt.empty())
              + ", or set cuda_libraries to the folder that has "
              + soname
              + ".";
    };
  }

  /** Whether pip has this part, so that one command can install it together with others. */
  boolean isOfPip() {
    return !wheel.isEmpty() || this == TENSORRT;
  }

  /** The command that installs what has these libraries; of two CUDAs if it cannot be told. */
  static String pipCommand(List<String> sonames, OptionalInt cuda) {
    List<String> packages =
        sonames.stream()
            .flatMap(soname -> of(soname).stream().map(part -> part.pipPackage(soname, cuda)))
            .distinct()
            .toList();
    boolean either = packages.stream().anyMatch(name -> name.contains("cu12")) && cuda.isEmpty();
    boolean told = sonames.stream().anyMatch(soname -> cuda(soname).isPresent());
    return "pip install "
        + String.join(" ", packages)
        + (either && !told
            ? " (CUDA 13: "
                + String.join(
                    " ",
                    sonames.stream()
                        .flatMap(
                            name ->
                                of(name).stream()
                                    .map(part -> part.pipPackage(name, OptionalInt.of(13))))
                        .distinct()
                        .toList())
                + ")"
            : "");
  }

  /** Up to CUDA 12 the names end in it; from 13 on the versions tell. */
  private String pipPackage(String soname, OptionalInt otherwise) {
    OptionalInt own = cuda(soname);
    int cuda = own.isPresent() ? own.getAsInt() : otherwise.orElse(12);
    OptionalInt major = SharedName.of(soname).map(SharedName::major).orElse(OptionalInt.empty());
    if (this == TENSORRT) {
      return quoted(
          "tensorrt-cu"
              + cuda
              + "-libs"
              + (major.isPresent() ? "==" + major.getAsInt() + ".*" : ""));
    }
    if (this == CUDNN) {
      String name = "nvidia-cudnn-cu" + cuda;
      return major.isPresent() ? quoted(name + "==" + major.getAsInt() + ".*") : name;
    }
    return cuda <= 12 ? "nvidia-" + wheel + "-cu" + cuda : "nvidia-" + wheel;
  }

  /** A shell would look for files of that name. */
  private static String quoted(String requirement) {
    return requirement.contains("*") ? '"' + requirement + '"' : requirement;
  }

  /** The CUDA that a library is of, if its name tells. */
  static OptionalInt cuda(String soname) {
    Optional<GpuPart> part = of(soname);
    OptionalInt major = SharedName.of(soname).map(SharedName::major).orElse(OptionalInt.empty());
    if (part.isEmpty() || major.isEmpty()) {
      return OptionalInt.empty();
    }
    return switch (part.get()) {
      case CUDA_RUNTIME, CUBLAS, NVRTC, NVJITLINK -> major;
      // libcufft.so.10 is of CUDA 11, .11 of 12, .12 of 13.
      case CUFFT -> OptionalInt.of(major.getAsInt() + 1);
      default -> OptionalInt.empty();
    };
  }
}
