package io.humhelix.bench.accuracy;

import io.humhelix.bench.result.Alignment.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operations of minimal number that turn one sequence of symbols into another (Levenshtein
 * 1966, every operation costs 1). The same input gives the same operations.
 *
 * <p>Where several scripts have the minimal number, as for an exchange of two words, it is the one
 * that RapidFuzz finds ({@code recover_alignment} in rapidfuzz-cpp's {@code Levenshtein_impl.hpp})
 * and jiwer counts, as long as one matrix holds the texts; beyond, only their number is alike.
 *
 * <p>Memory grows with the length of the texts, not with its square: long texts are cut in two
 * where a best path crosses the middle (Hirschberg 1975, "A linear space algorithm for computing
 * maximal common subsequences"); the distances for this come 64 at a time from {@link
 * DistanceColumn}.
 */
final class EditScript {

  /** Up to this many cells, the whole matrix is kept instead of cutting further. */
  private static final int MATRIX_CELLS = 1 << 18;

  private final int[] reference;
  private final int[] hypothesis;
  private final List<Operation> operations;

  private EditScript(int[] reference, int[] hypothesis) {
    this.reference = reference;
    this.hypothesis = hypothesis;
    this.operations = new ArrayList<>(Math.max(reference.length, hypothesis.length));
  }

  /** Returns the operations in reading order; symbols are equal if their numbers are. */
  static List<Operation> between(int[] reference, int[] hypothesis) {
    EditScript script = new EditScript(reference, hypothesis);
    script.solve(0, reference.length, 0, hypothesis.length);
    return script.operations;
  }

  private void solve(int refFrom, int refTo, int hypFrom, int hypTo) {
    int r0 = refFrom;
    int h0 = hypFrom;
    while (r0 < refTo && h0 < hypTo && reference[r0] == hypothesis[h0]) {
      r0++;
      h0++;
    }
    int r1 = refTo;
    int h1 = hypTo;
    while (r1 > r0 && h1 > h0 && reference[r1 - 1] == hypothesis[h1 - 1]) {
      r1--;
      h1--;
    }
    repeat(Operation.EQUAL, r0 - refFrom);
    solveBetweenEnds(r0, r1, h0, h1);
    repeat(Operation.EQUAL, refTo - r1);
  }

  private void solveBetweenEnds(int r0, int r1, int h0, int h1) {
    int n = r1 - r0;
    int m = h1 - h0;
    if (n == 0) {
      repeat(Operation.INSERTION, m);
    } else if (m == 0) {
      repeat(Operation.DELETION, n);
    } else if (m == 1) {
      solveSingle(r0, r1, hypothesis[h0]);
    } else if ((long) n * m <= MATRIX_CELLS) {
      solveByMatrix(r0, r1, h0, h1);
    } else {
      int middle = h0 + m / 2;
      int crossing = r0 + crossing(r0, r1, h0, middle, h1);
      solve(r0, crossing, h0, middle);
      solve(crossing, r1, middle, h1);
    }
  }

  /** Two or more symbols of the reference against one, or one that differs. */
  private void solveSingle(int r0, int r1, int symbol) {
    int match = r0;
    while (match < r1 && reference[match] != symbol) {
      match++;
    }
    if (match < r1) {
      repeat(Operation.DELETION, match - r0);
      operations.add(Operation.EQUAL);
      repeat(Operation.DELETION, r1 - match - 1);
    } else {
      operations.add(Operation.SUBSTITUTION);
      repeat(Operation.DELETION, r1 - r0 - 1);
    }
  }

  /** Returns how many symbols of the reference belong to the first half of the hypothesis. */
  private int crossing(int r0, int r1, int h0, int middle, int h1) {
    int n = r1 - r0;
    int[] before =
        DistanceColumn.of(
            Arrays.copyOfRange(reference, r0, r1), Arrays.copyOfRange(hypothesis, h0, middle));
    int[] after = DistanceColumn.of(reversed(reference, r0, r1), reversed(hypothesis, middle, h1));
    int best = 0;
    for (int i = 1; i <= n; i++) {
      if (before[i] + after[n - i] < before[best] + after[n - best]) {
        best = i;
      }
    }
    return best;
  }

  private static int[] reversed(int[] symbols, int from, int to) {
    int[] result = new int[to - from];
    for (int i = 0; i < result.length; i++) {
      result[i] = symbols[to - 1 - i];
    }
    return result;
  }

  private void solveByMatrix(int r0, int r1, int h0, int h1) {
    int n = r1 - r0;
    int m = h1 - h0;
    int[][] d = new int[n + 1][m + 1];
    for (int i = 0; i <= n; i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= m; j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= n; i++) {
      for (int j = 1; j <= m; j++) {
        int cost = reference[r0 + i - 1] == hypothesis[h0 + j - 1] ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
      }
    }
    Operation[] path = new Operation[n + m];
    int first = path.length;
    int i = n;
    int j = m;
    while (i > 0 || j > 0) {
      Operation step;
      if (i > 0 && (j == 0 || d[i][j] == d[i - 1][j] + 1)) {
        step = Operation.DELETION;
      } else if (i == 0 || j > 1 && d[i][j - 1] < d[i - 1][j - 1]) {
        step = Operation.INSERTION;
      } else {
        boolean equal = reference[r0 + i - 1] == hypothesis[h0 + j - 1];
        step = equal ? Operation.EQUAL : Operation.SUBSTITUTION;
      }
      path[--first] = step;
      i -= step == Operation.INSERTION ? 0 : 1;
      j -= step == Operation.DELETION ? 0 : 1;
    }
    operations.addAll(Arrays.asList(path).subList(first, path.length));
  }

  private void repeat(Operation operation, int times) {
    for (int i = 0; i < times; i++) {
      operations.add(operation);
    }
  }
}
