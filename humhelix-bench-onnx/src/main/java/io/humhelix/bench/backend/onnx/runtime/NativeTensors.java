package io.humhelix.bench.backend.onnx.runtime;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.util.Optional;

/**
 * Tensors from ONNX Runtime's own allocators: resident ones from that of the session, which is an
 * arena unless the session's options say otherwise, so that freed caches are used again.
 */
final class NativeTensors implements Tensors {

  private static final DeviceMemory HOST = new DeviceMemory("Cpu", 0);
  private static final int ARENA_ALLOCATOR = 1;
  private static final int DEFAULT_MEMORY = 0;

  private final OrtApi api;
  private final Pointer hostAllocator;
  private final DeviceMemory memory;
  private Pointer allocator;

  private NativeTensors(OrtApi api, Pointer hostAllocator, Pointer allocator, DeviceMemory memory) {
    this.api = api;
    this.hostAllocator = hostAllocator;
    this.allocator = allocator;
    this.memory = memory;
    LiveObjects.opened();
  }

  /** Tensors for a graph, which must outlive them. */
  static NativeTensors open(OrtApi api, NativeGraph graph, Optional<DeviceMemory> wanted)
      throws SutException {
    DeviceMemory memory = wanted.orElse(HOST);
    String what = "Finding memory " + memory.allocator() + ":" + memory.device();
    Pointer host = api.out(OrtFunction.GET_ALLOCATOR_WITH_DEFAULT_OPTIONS, what);
    try (Memory name = new Memory(memory.allocator().length() + 1L)) {
      name.setString(0, memory.allocator());
      Pointer info =
          api.out(
              OrtFunction.CREATE_MEMORY_INFO,
              what,
              name,
              ARENA_ALLOCATOR,
              memory.device(),
              DEFAULT_MEMORY);
      try {
        Pointer allocator = api.out(OrtFunction.CREATE_ALLOCATOR, what, graph.handle(), info);
        return new NativeTensors(api, host, allocator, memory);
      } finally {
        api.release(OrtFunction.RELEASE_MEMORY_INFO, info);
      }
    }
  }

  @Override
  public Tensor host(Format format, long... shape) throws SutException {
    return new NativeTensor(api, hostAllocator, true, format, shape);
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
  public void close() {
    if (allocator != null) {
      api.release(OrtFunction.RELEASE_ALLOCATOR, allocator);
      allocator = null;
      LiveObjects.closed();
    }
  }
}
