package io.humhelix.bench.backend.onnx.runtime;

/**
 * Memory of a device, by the name that ONNX Runtime's execution provider gives it.
 *
 * @param allocator name of the allocator: {@code Cuda} for the CUDA and TensorRT providers, {@code
 *     Hip} for ROCm and MIGraphX
 * @param device index of the device, from 0
 */
public record DeviceMemory(String allocator, int device) {

  /**
   * Returns the allocator of host memory that the device reads and writes without a copy between.
   *
   * @return its name, such as {@code CudaPinned}
   */
  String pinnedAllocator() {
    return allocator + "Pinned";
  }

  /**
   * Memory of an NVIDIA GPU.
   *
   * @param device index of the GPU as CUDA counts
   * @return its memory
   */
  public static DeviceMemory cuda(int device) {
    return new DeviceMemory("Cuda", device);
  }
}
