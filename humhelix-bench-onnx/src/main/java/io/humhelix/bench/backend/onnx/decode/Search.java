package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;
import java.util.List;

/** Takes token after token from a decoding whose prompt has been fed. */
interface Search {

  /** Returns how many rows of the decoding each window has. */
  int rowsPerWindow();

  /**
   * Runs to the end of every window's text.
   *
   * @param decoding rows that have seen their prompts
   * @param first logits after the prompts, one array a row
   * @param limit most tokens of a row
   * @return the best candidate of each window
   */
  List<Candidate> run(Decoding decoding, float[][] first, int limit) throws SutException;
}
