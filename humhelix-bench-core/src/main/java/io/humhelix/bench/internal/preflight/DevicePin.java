package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes one of several GPUs the only one that a worker sees, so that not even a library that takes
 * the first it finds can use another. To the worker it then has the index 0. NVIDIA's are counted
 * by their place on the bus, as {@code nvidia-smi} counts them, and named by their UUIDs, which no
 * order changes.
 *
 * @param kind of the device
 * @param index as the definition has it, among those that the harness sees; 0 where it names none
 */
public record DevicePin(String kind, int index) {

  private static final String CUDA = "CUDA_VISIBLE_DEVICES";
  private static final String CUDA_ORDER = "CUDA_DEVICE_ORDER";
  private static final String BUS_ORDER = "PCI_BUS_ID";
  private static final List<String> ROCM = List.of("HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES");

  /** Returns how a device is made the only one; empty if its kind has no such way. */
  public static Optional<DevicePin> of(Device device) {
    return isPinnable(device.kind())
        ? Optional.of(new DevicePin(device.kind(), device.index().orElse(0)))
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

  /** Makes a worker that sees all devices count them as a pinned one does. */
  public static void applyOrder(Map<String, String> environment) {
    // CUDA's own order is the fastest first.
    environment.putIfAbsent(CUDA_ORDER, BUS_ORDER);
  }

  /**
   * Changes the environment of a worker.
   *
   * @param environment of the worker
   * @param gpus names NVIDIA's GPUs
   */
  public void apply(Map<String, String> environment, GpuIds gpus) {
    if (kind.equals("rocm")) {
      String name = environment.containsKey(ROCM.get(1)) ? ROCM.get(1) : ROCM.get(0);
      environment.put(name, chosen(environment.get(name)));
      return;
    }
    applyOrder(environment);
    String chosen = chosen(environment.get(CUDA));
    boolean byBus = environment.get(CUDA_ORDER).equals(BUS_ORDER);
    environment.put(
        CUDA, byBus && chosen.matches("\\d{1,4}") ? gpus.named(Integer.parseInt(chosen)) : chosen);
  }

  /** Entries may be indices or UUIDs; an index that is not there leaves none visible. */
  private String chosen(String visible) {
    if (visible == null) {
      return Integer.toString(index);
    }
    // Empty hides them all, and so does an entry that is none.
    String[] entries = visible.split(",");
    return index < entries.length && !entries[index].isBlank() ? entries[index].strip() : "-1";
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
