package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Arenas that are registered with ONNX Runtime's environment while the sessions of one network are
 * made. Sessions keep them, so that they live as long as the network, and the next network has its
 * own: what one system has allocated is no part of another's memory.
 *
 * <p>Only one network of the process can be in this state: {@link RuntimeNetwork} sees to it.
 */
final class SharedArenas implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedArenas.class);

  private static final String USE = "session.use_env_allocators";
  private static final ArenaPlan.Arena HOST =
      new ArenaPlan.Arena("CPUExecutionProvider", new DeviceMemory("Cpu", 0), 0, true);

  private static final int ARENA = 1;
  private static final int DEFAULT_MEMORY = 0;

  private final OrtApi api;
  private final Pointer environment;
  private final List<Pointer> registered = new ArrayList<>();

  private SharedArenas(OrtApi api, Pointer environment) {
    this.api = api;
    this.environment = environment;
  }

  /**
   * Registers arenas. What ONNX Runtime refuses, such as a second arena beside that of a host
   * program, is not shared: then each session has its own.
   */
  static SharedArenas register(Engine engine, ArenaPlan plan) {
    SharedArenas arenas = new SharedArenas(engine.api(), NativeHandles.of(engine.environment()));
    try {
      if (plan.device().isPresent()) {
        arenas.add(plan.device().get());
      }
      if (plan.host()) {
        arenas.add(HOST);
      }
    } catch (SutException e) {
      LOG.warn("no arena is shared: {}", e.getMessage());
      arenas.close();
    }
    return arenas;
  }

  /** Whether sessions that are made now share them. */
  boolean shared() {
    return !registered.isEmpty();
  }

  /** Lets a session use them. */
  void use(SessionOptions options) throws OrtException {
    if (shared() && !options.getConfigEntries().containsKey(USE)) {
      options.addConfigEntry(USE, "1");
    }
  }

  private void add(ArenaPlan.Arena arena) throws SutException {
    Pointer info = info(arena.memory());
    StringArray keys = new StringArray(new String[] {"max_mem", "arena_extend_strategy"});
    try (Memory values = new Memory(2L * Native.SIZE_T_SIZE);
        Memory provider = new Memory(arena.provider().length() + 1L)) {
      values.setLong(0, arena.limit());
      values.setLong(Native.SIZE_T_SIZE, arena.growsToPowersOfTwo() ? 0 : 1);
      provider.setString(0, arena.provider());
      Pointer settings =
          api.out(OrtFunction.CREATE_ARENA_CFG_V2, "Describing an arena", keys, values, 2L);
      try {
        api.call(
            OrtFunction.CREATE_AND_REGISTER_ALLOCATOR_V2,
            "Registering an arena in " + arena.memory().allocator() + " memory",
            environment,
            provider,
            info,
            settings,
            Pointer.NULL,
            Pointer.NULL,
            0L);
      } finally {
        api.release(OrtFunction.RELEASE_ARENA_CFG, settings);
      }
    } catch (SutException | RuntimeException e) {
      api.release(OrtFunction.RELEASE_MEMORY_INFO, info);
      throw e;
    }
    registered.add(info);
  }

  private Pointer info(DeviceMemory memory) throws SutException {
    try (Memory name = new Memory(memory.allocator().length() + 1L)) {
      name.setString(0, memory.allocator());
      return api.out(
          OrtFunction.CREATE_MEMORY_INFO,
          "Describing memory",
          name,
          ARENA,
          memory.device(),
          DEFAULT_MEMORY);
    }
  }

  /** Takes them out of the environment; sessions that have them keep them. */
  @Override
  public void close() {
    for (Pointer info : registered) {
      try {
        api.call(OrtFunction.UNREGISTER_ALLOCATOR, "Withdrawing memory", environment, info);
      } catch (SutException e) {
        LOG.warn("an arena stays with the process: {}", e.getMessage());
      } finally {
        api.release(OrtFunction.RELEASE_MEMORY_INFO, info);
      }
    }
    registered.clear();
  }
}
