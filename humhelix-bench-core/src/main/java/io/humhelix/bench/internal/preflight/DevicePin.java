package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes one of several GPUs the only one that a worker sees, so that not even a library that takes
 * the first it finds can use another. To the worker it then has the index 0.
 *
 * @param kind of the device
 * @param index as the definition has it, among those that the harness sees
 */
public record DevicePin(String kind, int index) {

  private static final String CUDA = "CUDA_VISIBLE_DEVICES";
  private static final String CUDA_ORDER = "CUDA_DEVICE_ORDER";
  private static final List<String> ROCM = List.of("HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES");

  /** Returns how a device is made the only one; empty if the definition leaves the choice. */
  public static Optional<DevicePin> of(Device device) {
    boolean pinnable = isPinnable(device.kind());
    return device.index().isPresent() && pinnable
        ? Optional.of(new DevicePin(device.kind(), device.index().getAsInt()))
        : Optional.empty();
  }

  /** Whether a device is a GPU that NVIDIA's driver knows of. */
  public static boolean isNvidia(Device device) {
    return device.kind().equals("cuda") || device.kind().equals("tensorrt");
  }

  /** Whether a kind of device is chosen by an environment variable. */
  static boolean isPinnable(String kind) {
    return kind.equals("cuda") || kind.equals("tensorrt") || kind.equals("rocm");
  }

  /** Changes the environment of a worker. */
  public void apply(Map<String, String> environment) {
    if (kind.equals("rocm")) {
      String name = environment.containsKey(ROCM.get(1)) ? ROCM.get(1) : ROCM.get(0);
      environment.put(name, chosen(environment.get(name)));
      return;
    }
    environment.put(CUDA, chosen(environment.get(CUDA)));
    // CUDA's own order is the fastest first; that of nvidia-smi is by place on the bus.
    environment.putIfAbsent(CUDA_ORDER, "PCI_BUS_ID");
  }

  /** Entries may be indices or UUIDs; an index that is not there leaves none visible. */
  private String chosen(String visible) {
    if (visible == null || visible.isBlank()) {
      return Integer.toString(index);
    }
    String[] entries = visible.split(",");
    return index < entries.length ? entries[index].strip() : "-1";
  }

  /** The device as the worker gets it. */
  public Device inWorker(boolean choosesIndex) {
    return new Device(kind, choosesIndex ? OptionalInt.of(0) : OptionalInt.empty());
  }

  /** What the worker says, with the harness' index. */
  public EffectiveSut mappedBack(EffectiveSut effective) {
    Device did;
    try {
      did = Device.parse(effective.device());
    } catch (IllegalArgumentException e) {
      return effective;
    }
    if (!did.kind().equals(kind) || did.index().orElse(0) != 0) {
      return effective;
    }
    return new EffectiveSut(
        effective.engine(),
        effective.engineVersion(),
        kind + ":" + index,
        effective.executionProvider(),
        effective.computeType(),
        effective.options());
  }
}
