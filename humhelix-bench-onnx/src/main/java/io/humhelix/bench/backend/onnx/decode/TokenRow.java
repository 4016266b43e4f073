package io.humhelix.bench.backend.onnx.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens that a search has taken in one row, without the prompt. For one thread. */
final class TokenRow {

  private int[] tokens;
  private int size;
  private double logProbability;

  TokenRow() {
    this(new int[64], 0, 0);
  }

  private TokenRow(int[] tokens, int size, double logProbability) {
    this.tokens = tokens;
    this.size = size;
    this.logProbability = logProbability;
  }

  int size() {
    return size;
  }

  /** Returns a token counted from the last one, which is 0. */
  int fromEnd(int back) {
    return tokens[size - 1 - back];
  }

  double logProbability() {
    return logProbability;
  }

  /** Adds what a token without a place of its own, the end of text, costs. */
  void weigh(double tokenLogProbability) {
    logProbability += tokenLogProbability;
  }

  void add(int token, double tokenLogProbability) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
    }
    tokens[size++] = token;
    logProbability += tokenLogProbability;
  }

  /** Returns a row that goes on from this one. */
  TokenRow with(int token, double total) {
    TokenRow row = new TokenRow(Arrays.copyOf(tokens, Math.max(64, 2 * size)), size, 0);
    row.add(token, 0);
    row.logProbability = total;
    return row;
  }

  /** Returns the last token that is no less than a bound, or -1. */
  int lastFrom(int bound) {
    for (int i = size - 1; i >= 0; i--) {
      if (tokens[i] >= bound) {
        return tokens[i];
      }
    }
    return -1;
  }

  List<Integer> tokens() {
    List<Integer> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(tokens[i]);
    }
    return list;
  }

  Candidate candidate(double total) {
    return new Candidate(tokens(), total);
  }
}
