package io.humhelix.bench.stats;

import java.util.function.DoubleSupplier;

/**
 * P values by random permutations. They need no tables and are correct with ties.
 *
 * <p>Drawing ends early once {@value #ENOUGH} permutations were as extreme as the observation: the
 * p value is then far too large for a finding, and {@code exceedances / draws} is valid (Besag and
 * Clifford, "Sequential Monte Carlo p-values", Biometrika 78, 1991).
 */
final class PermutationTest {

  /** Smallest p value is 1e-4, a tenth of the level that flags are raised at. */
  static final int DRAWS = 9_999;

  /** Sums in another order may differ in the last bits: nearly equal is equal. */
  static final double TOLERANCE = 1e-9;

  private static final int ENOUGH = 20;

  private PermutationTest() {}

  /**
   * Returns the p value.
   *
   * @param observed the statistic of the data; large is extreme
   * @param permuted permutes the data anew and returns the statistic
   */
  static double p(double observed, DoubleSupplier permuted) {
    double extreme = observed - TOLERANCE * Math.abs(observed);
    int exceedances = 0;
    for (int draw = 1; draw <= DRAWS; draw++) {
      if (permuted.getAsDouble() >= extreme && ++exceedances == ENOUGH) {
        return (double) exceedances / draw;
      }
    }
    return (exceedances + 1.0) / (DRAWS + 1);
  }
}
