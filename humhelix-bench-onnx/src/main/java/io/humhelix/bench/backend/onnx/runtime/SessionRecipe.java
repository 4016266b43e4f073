package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

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
}
