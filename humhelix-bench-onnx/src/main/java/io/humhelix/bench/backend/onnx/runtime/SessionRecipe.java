package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

/**
 * How sessions are made. It is asked anew for each session, from any thread, as long as the network
 * is open.
 */
@FunctionalInterface
public interface SessionRecipe {

  /**
   * Makes the options of one session.
   *
   * @return new options; who asked closes them
   * @throws OrtException if an execution provider cannot be added
   */
  SessionOptions options() throws OrtException;

  /**
   * Sessions on the CPU, all graph optimisations on, one graph run at a time using all threads.
   *
   * @param threads threads of an operator, 1 or more
   * @return the recipe
   */
  static SessionRecipe cpu(int threads) {
    return () -> {
      SessionOptions options = new SessionOptions();
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      return options;
    };
  }
}
