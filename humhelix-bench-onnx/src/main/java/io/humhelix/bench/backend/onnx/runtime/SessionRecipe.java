package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** How sessions are made. It is asked anew for each session while a network is loaded. */
@FunctionalInterface
public interface SessionRecipe {

  /**
   * Makes the options of one session.
   *
   * @param role what the session's graph is for
   * @return new options; who asked closes them
   * @throws OrtException if an execution provider cannot be added
   */
  SessionOptions options(GraphRole role) throws OrtException;
}
