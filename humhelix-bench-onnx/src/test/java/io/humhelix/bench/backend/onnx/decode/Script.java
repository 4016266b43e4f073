package io.humhelix.bench.backend.onnx.decode;

import java.util.List;

/** What a scripted network answers. */
@FunctionalInterface
interface Script {

  /**
   * Sets logits; what is not set is far below 0.
   *
   * @param window which window since the network was made, from 0
   * @param attempt how often the window was decoded before
   * @param tokens all that the row was fed, prompt included
   * @param logits to be written
   */
  void answer(int window, int attempt, List<Integer> tokens, float[] logits);
}
