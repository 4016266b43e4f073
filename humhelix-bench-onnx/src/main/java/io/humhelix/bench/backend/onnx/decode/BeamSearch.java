package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/**
 * Beam search as OpenAI's {@code BeamSearchDecoder}: each beam offers its likeliest tokens, one
 * more than there are beams; the best go on; those that end are kept until there are beams x
 * patience of them.
 */
final class BeamSearch implements Search {

  private final LogitRules rules;
  private final int endOfText;
  private final SearchOptions options;

  BeamSearch(LogitRules rules, int endOfText, SearchOptions options) {
    this.rules = rules;
    this.endOfText = endOfText;
    this.options = options;
  }

  @Override
  public int rowsPerWindow() {
    return options.beams();
  }

  @Override
  public List<Candidate> run(Decoding decoding, float[][] first, int limit) throws SutException {
    int beams = options.beams();
    List<WindowBeams> windows = new ArrayList<>();
    for (int begin = 0; begin < decoding.rows(); begin += beams) {
      windows.add(new WindowBeams(begin, rules, endOfText, options));
    }
    int[] next = new int[decoding.rows()];
    int[] sources = new int[decoding.rows()];
    float[][] logits = first;
    for (int step = 0; step < limit; step++) {
      boolean growing = false;
      for (WindowBeams window : windows) {
        window.advance(logits, next, sources);
        growing |= !window.complete();
      }
      if (!growing || step == limit - 1) {
        break;
      }
      if (moves(sources)) {
        decoding.reorder(sources);
      }
      logits = decoding.next(next);
    }
    return windows.stream().map(WindowBeams::best).toList();
  }

  private static boolean moves(int[] sources) {
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] != i) {
        return true;
      }
    }
    return false;
  }
}
