package io.humhelix.bench.backend.onnx.runtime;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tensors from ONNX Runtime's own allocators. Resident ones come from that of the session, which is
 * an arena unless the session's options say otherwise, so that freed caches are used again. With a
 * device, what Java reads and writes is pinned host memory, which the device reaches by itself.
 */
final class NativeTensors implements Tensors {

  private static final Logger LOG = LoggerFactory.getLogger(NativeTensors.class);

  private static final DeviceMemory HOST = new DeviceMemory("Cpu", 0);
  private static final int DEVICE_ALLOCATOR = 0;
  private static final int ARENA_ALLOCATOR = 1;
  private static final int DEFAULT_MEMORY = 0;

  /** {@code OrtMemTypeCPUOutput}: host memory that a device writes. */
  private static final int HOST_MEMORY_OF_DEVICE = -1;

  private final OrtApi api;
  private final DeviceMemory memory;
  private final Pointer hostAllocator;
  private final Optional<Pointer> pinnedAllocator;
  private Pointer allocator;

  private NativeTensors(
      OrtApi api,
      DeviceMemory memory,
      Pointer hostAllocator,
      Pointer allocator,
      Optional<Pointer> pinnedAllocator) {
    this.api = api;
    this.memory = memory;
    this.hostAllocator = hostAllocator;
    this.allocator = allocator;
    this.pinnedAllocator = pinnedAllocator;
    LiveObjects.opened();
  }

  /** Tensors for a graph, which must outlive them. */
  static NativeTensors open(OrtApi api, NativeGraph graph, Optional<DeviceMemory> wanted)
      throws SutException {
    DeviceMemory memory = wanted.orElse(HOST);
    Pointer host = api.out(OrtFunction.GET_ALLOCATOR_WITH_DEFAULT_OPTIONS, "Finding host memory");
    Pointer allocator =
        allocator(api, graph, memory.allocator(), memory.device(), ARENA_ALLOCATOR, DEFAULT_MEMORY);
    Optional<Pointer> pinned = wanted.flatMap(device -> pinned(api, graph, device));
    return new NativeTensors(api, memory, host, allocator, pinned);
  }

  /** Not every provider has pinned memory; without it each copy is staged by the driver. */
  private static Optional<Pointer> pinned(OrtApi api, NativeGraph graph, DeviceMemory device) {
    if (device.equals(HOST)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          allocator(
              api,
              graph,
              device.pinnedAllocator(),
              device.device(),
              DEVICE_ALLOCATOR,
              HOST_MEMORY_OF_DEVICE));
    } catch (SutException e) {
      LOG.warn("no pinned host memory, so copies from the device are slower: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Pointer allocator(
      OrtApi api, NativeGraph graph, String name, int device, int kind, int memoryType)
      throws SutException {
    String what = "Finding memory " + name + ":" + device;
    try (Memory text = new Memory(name.length() + 1L)) {
      text.setString(0, name);
      Pointer info = api.out(OrtFunction.CREATE_MEMORY_INFO, what, text, kind, device, memoryType);
      try {
        return api.out(OrtFunction.CREATE_ALLOCATOR, what, graph.handle(), info);
      } finally {
        api.release(OrtFunction.RELEASE_MEMORY_INFO, info);
      }
    }
  }

  @Override
  public Tensor host(Format format, long... shape) throws SutException {
    return new NativeTensor(api, pinnedAllocator.orElse(hostAllocator), true, format, shape);
  }

  @Override
  public Tensor resident(Format format, long... shape) throws SutException {
    return new NativeTensor(api, allocator, false, format, shape);
  }

  @Override
  public String place() {
    return residentOnHost() ? HOST.allocator() : memory.allocator() + ":" + memory.device();
  }

  @Override
  public boolean residentOnHost() {
    return memory.equals(HOST);
  }

  @Override
  public boolean pinned() {
    return pinnedAllocator.isPresent();
  }

  @Override
  public Optional<ArenaSize> arena() throws SutException {
    if (allocator == null || !api.has(OrtFunction.ALLOCATOR_GET_STATS)) {
      return Optional.empty();
    }
    Pointer figures = api.out(OrtFunction.ALLOCATOR_GET_STATS, "Reading an arena", allocator);
    try {
      Optional<Long> allocated = figure(figures, "TotalAllocated");
      Optional<Long> peak = figure(figures, "MaxInUse");
      return allocated.flatMap(bytes -> peak.map(used -> new ArenaSize(bytes, used)));
    } finally {
      api.release(OrtFunction.RELEASE_KEY_VALUE_PAIRS, figures);
    }
  }

  private Optional<Long> figure(Pointer figures, String name) {
    try (Memory key = new Memory(name.length() + 1L)) {
      key.setString(0, name);
      return Optional.ofNullable(api.pointer(OrtFunction.GET_KEY_VALUE, figures, key))
          .map(value -> value.getString(0))
          .filter(text -> text.matches("\\d{1,18}"))
          .map(Long::valueOf);
    }
  }

  @Override
  public void close() {
    if (allocator != null) {
      api.release(OrtFunction.RELEASE_ALLOCATOR, allocator);
      pinnedAllocator.ifPresent(pinned -> api.release(OrtFunction.RELEASE_ALLOCATOR, pinned));
      allocator = null;
      LiveObjects.closed();
    }
  }
}
