package io.humhelix.bench.accuracy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The edit distances of all beginnings of a reference to a whole hypothesis, by bit-parallel
 * dynamic programming: a bit per reference symbol says whether the distance grows or shrinks there
 * (Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic
 * programming"; in blocks of 64 as in Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein
 * and Damerau edit distances"). Time: lengths multiplied, over 64; memory: linear.
 */
final class DistanceColumn {

  private static final int[] NOWHERE = {};

  private final long[] grows;
  private final long[] shrinks;
  private final long[] matches;

  /** Where each symbol stands in the reference. */
  private final Map<Integer, int[]> positions;

  /** For frequent symbols, the same as bits; there are at most 64 of them. */
  private final Map<Integer, long[]> frequent = new HashMap<>();

  private DistanceColumn(int[] reference) {
    int blocks = (reference.length + 63) / 64;
    grows = new long[blocks];
    shrinks = new long[blocks];
    matches = new long[blocks];
    positions = positions(reference);
    positions.forEach(
        (symbol, places) -> {
          if (places.length > blocks) {
            long[] bits = new long[blocks];
            set(bits, places);
            frequent.put(symbol, bits);
          }
        });
  }

  /** Returns the distance of the first i reference symbols to the hypothesis at index i. */
  static int[] of(int[] reference, int[] hypothesis) {
    DistanceColumn column = new DistanceColumn(reference);
    Arrays.fill(column.grows, -1L);
    for (int symbol : hypothesis) {
      column.advance(symbol);
    }
    int[] distances = new int[reference.length + 1];
    distances[0] = hypothesis.length;
    for (int i = 0; i < reference.length; i++) {
      long bit = 1L << i;
      int step =
          (column.grows[i >> 6] & bit) != 0 ? 1 : (column.shrinks[i >> 6] & bit) != 0 ? -1 : 0;
      distances[i + 1] = distances[i] + step;
    }
    return distances;
  }

  private static Map<Integer, int[]> positions(int[] reference) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int symbol : reference) {
      counts.merge(symbol, 1, Integer::sum);
    }
    Map<Integer, int[]> positions = new HashMap<>();
    for (int i = reference.length - 1; i >= 0; i--) {
      int symbol = reference[i];
      int left = counts.merge(symbol, -1, Integer::sum);
      positions.computeIfAbsent(symbol, s -> new int[left + 1])[left] = i;
    }
    return positions;
  }

  private static void set(long[] bits, int[] places) {
    for (int place : places) {
      bits[place >> 6] |= 1L << place;
    }
  }

  private void advance(int symbol) {
    long[] dense = frequent.get(symbol);
    if (dense != null) {
      advance(dense);
      return;
    }
    int[] places = positions.getOrDefault(symbol, NOWHERE);
    set(matches, places);
    advance(matches);
    for (int place : places) {
      matches[place >> 6] = 0;
    }
  }

  /** One column on; the names follow Hyyrö: v is vertical, h horizontal, p plus, m minus. */
  private void advance(long[] equal) {
    // Before the first reference symbol, the distance grows with each hypothesis symbol.
    long hpCarry = 1;
    long hmCarry = 0;
    for (int b = 0; b < equal.length; b++) {
      long vp = grows[b];
      long vm = shrinks[b];
      long eq = equal[b];
      long xv = eq | vm;
      eq |= hmCarry;
      long xh = (((eq & vp) + vp) ^ vp) | eq;
      long hp = vm | ~(xh | vp);
      long hm = vp & xh;
      long hpOut = hp >>> 63;
      long hmOut = hm >>> 63;
      hp = hp << 1 | hpCarry;
      hm = hm << 1 | hmCarry;
      grows[b] = hm | ~(xv | hp);
      shrinks[b] = hp & xv;
      hpCarry = hpOut;
      hmCarry = hmOut;
    }
  }
}
