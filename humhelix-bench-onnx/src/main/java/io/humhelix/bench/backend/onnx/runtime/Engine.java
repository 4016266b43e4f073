package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Drives ONNX Runtime through its C API, where resident tensors stay on the device. Sessions are
 * made by its Java API, which adds execution providers.
 */
final class Engine {

  /** Asks ONNX Runtime to keep what {@link Graph#assignment} returns. */
  private static final String RECORD_ASSIGNMENT = "session.record_ep_graph_assignment_info";

  private final OrtEnvironment environment;
  private final OrtApi api;

  Engine(OrtEnvironment environment, OrtApi api) {
    this.environment = environment;
    this.api = api;
  }

  OrtEnvironment environment() {
    return environment;
  }

  OrtApi api() {
    return api;
  }

  /** Makes tensors for a graph and those that work with it. */
  Tensors tensors(Graph graph, Optional<DeviceMemory> memory) throws SutException {
    return NativeTensors.open(api, (NativeGraph) graph, memory);
  }

  /** Loads a file, by its path: ONNX Runtime then needs no second copy of it in memory. */
  Graph load(Path file, GraphRole role, SessionRecipe recipe) throws SutException {
    return load(
        file.getFileName().toString(),
        role,
        recipe,
        options -> environment.createSession(file.toString(), options));
  }

  /** Loads a graph that was made here. */
  Graph load(byte[] model, String name, GraphRole role, SessionRecipe recipe) throws SutException {
    return load(name, role, recipe, options -> environment.createSession(model, options));
  }

  private Graph load(String name, GraphRole role, SessionRecipe recipe, Source source)
      throws SutException {
    OrtSession session;
    try (SessionOptions options = recipe.options(role)) {
      if (!options.getConfigEntries().containsKey(RECORD_ASSIGNMENT)) {
        options.addConfigEntry(RECORD_ASSIGNMENT, "1");
      }
      // A plan of memory is kept for each shape, and the cache has another one at every token:
      // plans are never used again, and take a quarter of the process's memory.
      options.setMemoryPatternOptimization(false);
      direct(options);
      session = source.session(options);
      LiveObjects.sessionMade();
    } catch (OrtException e) {
      throw Failures.loading(name, e);
    }
    return new NativeGraph(api, session, name);
  }

  /** Sends what sessions with these options log to SLF4J. */
  private void direct(SessionOptions options) throws OrtException, SutException {
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING);
    api.call(
        OrtFunction.SET_USER_LOGGING_FUNCTION,
        "Setting the log function",
        NativeHandles.of(options),
        SessionLog.INSTANCE,
        Pointer.NULL);
  }

  static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Source {
    OrtSession session(SessionOptions options) throws OrtException;
  }
}
