package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A way to drive ONNX Runtime: through its C API ({@link NativeEngine}) or, where that cannot be
 * reached, through its Java API alone ({@link JavaEngine}). Sessions are made by the Java API in
 * both.
 */
abstract class Engine {

  /** Asks ONNX Runtime to keep what {@link Graph#assignment} returns. */
  private static final String RECORD_ASSIGNMENT = "session.record_ep_graph_assignment_info";

  final OrtEnvironment environment;

  Engine(OrtEnvironment environment) {
    this.environment = environment;
  }

  /** What it is, in a word or two. */
  abstract String description();

  /** Sends what sessions with these options log to SLF4J, or silences them. */
  abstract void direct(SessionOptions options) throws OrtException, SutException;

  /** Takes over a session. */
  abstract Graph graph(OrtSession session, String name) throws SutException;

  /** Makes tensors for a graph and those that work with it. */
  abstract Tensors tensors(Graph graph, Optional<DeviceMemory> memory) throws SutException;

  /** Loads a file, by its path: ONNX Runtime then needs no second copy of it in memory. */
  final Graph load(Path file, SessionRecipe recipe) throws SutException {
    return load(
        file.getFileName().toString(),
        recipe,
        options -> environment.createSession(file.toString(), options));
  }

  /** Loads a graph that was made here. */
  final Graph load(byte[] model, String name, SessionRecipe recipe) throws SutException {
    return load(name, recipe, options -> environment.createSession(model, options));
  }

  private Graph load(String name, SessionRecipe recipe, Source source) throws SutException {
    OrtSession session;
    try (SessionOptions options = recipe.options()) {
      if (!options.getConfigEntries().containsKey(RECORD_ASSIGNMENT)) {
        options.addConfigEntry(RECORD_ASSIGNMENT, "1");
      }
      // A plan of memory is kept for each shape, and the cache has another one at every token:
      // plans are never used again, and take a quarter of the process's memory.
      options.setMemoryPatternOptimization(false);
      direct(options);
      session = source.session(options);
    } catch (OrtException e) {
      throw Failures.loading(name, e);
    }
    try {
      return graph(session, name);
    } catch (SutException | RuntimeException e) {
      close(session);
      throw e;
    }
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
