package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that grow each for itself: greedy search with one row a window, draws with several, of which
 * the best is kept. Rows that have ended are fed the end of text until all have.
 */
final class RowSearch implements Search {

  private final LogitRules rules;
  private final TokenChoice choice;
  private final int rowsPerWindow;
  private final int endOfText;
  private final boolean logProbabilities;
  private final SearchOptions options;

  /**
   * A search.
   *
   * @param logProbabilities whether candidates need their log probability, which costs a pass over
   *     the vocabulary for each token
   */
  RowSearch(
      LogitRules rules,
      TokenChoice choice,
      int rowsPerWindow,
      int endOfText,
      boolean logProbabilities,
      SearchOptions options) {
    this.rules = rules;
    this.choice = choice;
    this.rowsPerWindow = rowsPerWindow;
    this.endOfText = endOfText;
    this.logProbabilities = logProbabilities || rowsPerWindow > 1;
    this.options = options;
  }

  @Override
  public int rowsPerWindow() {
    return rowsPerWindow;
  }

  @Override
  public List<Candidate> run(Decoding decoding, float[][] first, int limit) throws SutException {
    TokenRow[] rows = new TokenRow[decoding.rows()];
    boolean[] ended = new boolean[rows.length];
    int[] next = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new TokenRow();
    }
    float[][] logits = first;
    for (int step = 0; step < limit; step++) {
      int growing = 0;
      for (int i = 0; i < rows.length; i++) {
        if (!ended[i]) {
          next[i] = take(rows[i], logits[i], i / rowsPerWindow);
          ended[i] = next[i] == endOfText;
          growing += ended[i] ? 0 : 1;
        }
      }
      if (growing == 0 || step == limit - 1) {
        break;
      }
      logits = decoding.next(next);
    }
    return best(rows);
  }

  private int take(TokenRow row, float[] logits, int window) {
    TokenRange range = rules.apply(logits, row);
    float max = Logits.max(logits, range.from(), range.to());
    int token = choice.choose(logits, range, max, window);
    double logProbability =
        logProbabilities
            ? logits[token] - Logits.logSumExp(logits, range.from(), range.to(), max)
            : Double.NaN;
    if (token == endOfText) {
      row.weigh(logProbability);
    } else {
      row.add(token, logProbability);
    }
    return token;
  }

  private List<Candidate> best(TokenRow[] rows) {
    List<Candidate> best = new ArrayList<>();
    for (int begin = 0; begin < rows.length; begin += rowsPerWindow) {
      Candidate leader = null;
      for (int i = begin; i < begin + rowsPerWindow; i++) {
        Candidate candidate = rows[i].candidate(rows[i].logProbability());
        if (leader == null || options.score(candidate) > options.score(leader)) {
          leader = candidate;
        }
      }
      best.add(leader);
    }
    return best;
  }
}
