package io.humhelix.bench.backend.onnx.session;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The devices that Vulkan has here. ONNX Runtime does not tell which one WebGPU works on; where all
 * of them are software, it is one of those. Struct layouts are those of {@code vulkan_core.h}.
 */
final class VulkanDevices {

  private static final int INSTANCE_CREATE_INFO = 1;
  private static final int CREATE_INFO_BYTES = 64;
  private static final int PROPERTIES_BYTES = 1024;
  private static final int TYPE = 16;
  private static final int NAME = 20;
  private static final int CPU = 4;

  private VulkanDevices() {}

  /**
   * A device.
   *
   * @param name as its driver says
   * @param software whether the processor does its work
   */
  record VulkanDevice(String name, boolean software) {}

  /**
   * Lists them.
   *
   * @return the devices; none if there is no Vulkan
   */
  static List<VulkanDevice> list() {
    try {
      NativeLibrary vulkan = NativeLibrary.getInstance("libvulkan.so.1");
      Memory info = new Memory(CREATE_INFO_BYTES);
      info.clear();
      info.setInt(0, INSTANCE_CREATE_INFO);
      PointerByReference instance = new PointerByReference();
      if (vulkan.getFunction("vkCreateInstance").invokeInt(new Object[] {info, null, instance})
          != 0) {
        return List.of();
      }
      try {
        return devices(vulkan, instance.getValue());
      } finally {
        vulkan
            .getFunction("vkDestroyInstance")
            .invokeVoid(new Object[] {instance.getValue(), null});
      }
    } catch (UnsatisfiedLinkError e) {
      return List.of();
    }
  }

  private static List<VulkanDevice> devices(NativeLibrary vulkan, Pointer instance) {
    Function enumerate = vulkan.getFunction("vkEnumeratePhysicalDevices");
    IntByReference count = new IntByReference();
    if (enumerate.invokeInt(new Object[] {instance, count, null}) < 0 || count.getValue() == 0) {
      return List.of();
    }
    Memory handles = new Memory((long) count.getValue() * Native.POINTER_SIZE);
    if (enumerate.invokeInt(new Object[] {instance, count, handles}) < 0) {
      return List.of();
    }
    List<VulkanDevice> devices = new ArrayList<>();
    for (Pointer device : handles.getPointerArray(0, count.getValue())) {
      Memory properties = new Memory(PROPERTIES_BYTES);
      vulkan
          .getFunction("vkGetPhysicalDeviceProperties")
          .invokeVoid(new Object[] {device, properties});
      devices.add(
          new VulkanDevice(properties.getString(NAME, "UTF-8"), properties.getInt(TYPE) == CPU));
    }
    return List.copyOf(devices);
  }
}
