package io.humhelix.bench.backend.onnx.runtime;

/** What a graph is for, where sessions are made in different ways. */
public enum GraphRole {
  /** From features to the encoder's output: one shape for each number of windows. */
  ENCODER,
  /** One token more at each run, so that shapes grow. */
  DECODER,
  /** Repeats, reorders and picks rows of the others' tensors. */
  GATHERER
}
