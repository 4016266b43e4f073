package io.humhelix.bench.backend.onnx.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The beams of one window, and those that have ended. For one thread. */
final class WindowBeams {

  private final int begin;
  private final LogitRules rules;
  private final int endOfText;
  private final SearchOptions options;
  private final TokenRow[] rows;
  private final int[] top;
  private final List<Candidate> ended = new ArrayList<>();

  WindowBeams(int begin, LogitRules rules, int endOfText, SearchOptions options) {
    this.begin = begin;
    this.rules = rules;
    this.endOfText = endOfText;
    this.options = options;
    this.top = new int[options.beams() + 1];
    this.rows = new TokenRow[options.beams()];
    rows[0] = new TokenRow();
    // Beams begin alike: one alone offers tokens, the others wait.
    for (int i = 1; i < rows.length; i++) {
      rows[i] = dead();
    }
  }

  boolean complete() {
    return ended.size() >= options.finishedBeams();
  }

  /**
   * Takes the beams one token further.
   *
   * @param logits of all rows of the decoding
   * @param next receives the token that each of this window's rows is to be fed
   * @param sources receives the row that each of them goes on from
   */
  void advance(float[][] logits, int[] next, int[] sources) {
    for (int i = 0; i < rows.length; i++) {
      next[begin + i] = endOfText;
      sources[begin + i] = begin + i;
    }
    if (complete()) {
      return;
    }
    List<Offer> offers = offers(logits);
    TokenRow[] grown = new TokenRow[rows.length];
    int taken = 0;
    for (Offer offer : offers) {
      TokenRow source = rows[offer.beam];
      if (offer.token == endOfText) {
        if (!complete()) {
          ended.add(source.candidate(offer.total));
        }
      } else {
        next[begin + taken] = offer.token;
        sources[begin + taken] = begin + offer.beam;
        grown[taken++] = source.with(offer.token, offer.total);
        if (taken == rows.length) {
          break;
        }
      }
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i < taken ? grown[i] : dead();
    }
  }

  private List<Offer> offers(float[][] logits) {
    List<Offer> offers = new ArrayList<>();
    for (int beam = 0; beam < rows.length; beam++) {
      TokenRow row = rows[beam];
      if (row.logProbability() == Double.NEGATIVE_INFINITY) {
        continue;
      }
      float[] own = logits[begin + beam];
      TokenRange range = rules.apply(own, row);
      float max = Logits.max(own, range.from(), range.to());
      double sum = Logits.logSumExp(own, range.from(), range.to(), max);
      int count = Logits.top(own, range.from(), range.to(), top);
      for (int i = 0; i < count; i++) {
        offers.add(new Offer(beam, top[i], row.logProbability() + own[top[i]] - sum));
      }
    }
    // The sort is stable: equal ones stay in the order of the beams, as in the reference.
    offers.sort(Comparator.comparingDouble((Offer offer) -> offer.total).reversed());
    return offers;
  }

  /** Returns the best text; beams that have not ended count where too few have. */
  Candidate best() {
    List<Candidate> all = new ArrayList<>(ended);
    List<TokenRow> growing = new ArrayList<>(List.of(rows));
    growing.sort(Comparator.comparingDouble(TokenRow::logProbability).reversed());
    for (TokenRow row : growing) {
      boolean dead = row.logProbability() == Double.NEGATIVE_INFINITY;
      if (all.size() < rows.length && (!dead || all.isEmpty())) {
        all.add(row.candidate(row.logProbability()));
      }
    }
    Candidate best = all.get(0);
    for (Candidate candidate : all) {
      best = options.score(candidate) > options.score(best) ? candidate : best;
    }
    return best;
  }

  private static TokenRow dead() {
    TokenRow row = new TokenRow();
    row.weigh(Double.NEGATIVE_INFINITY);
    return row;
  }

  private record Offer(int beam, int token, double total) {}
}
