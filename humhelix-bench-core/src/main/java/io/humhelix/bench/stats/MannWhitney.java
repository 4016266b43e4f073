package io.humhelix.bench.stats;

/**
 * The exact U test of Mann and Whitney, "On a test of whether one of two random variables is
 * stochastically larger than the other", Annals of Mathematical Statistics 18 (1947). No verdict of
 * the harness rests on it: it says whether two samples differ, not by how much. It serves to
 * compare with tools that use it, such as benchstat, and to show what few values can prove at all.
 */
public final class MannWhitney {

  private MannWhitney() {}

  /**
   * Returns the smallest two-sided p value possible for samples of these sizes, {@code 2 / C(n + m,
   * n)}: 0.1 for 3 and 3, 0.029 for 4 and 4, 0.0079 for 5 and 5.
   *
   * @param n values of one sample, 1 or more
   * @param m values of the other, 1 or more
   * @return at most 1
   */
  public static double smallestP(int n, int m) {
    return Math.min(1, 2 * cumulative(n, m, 0));
  }

  /**
   * Returns the two-sided p value of "both come from one distribution".
   *
   * @param first at least one value
   * @param second at least one value
   * @return above 0 and at most 1
   * @throws IllegalArgumentException if a value occurs twice: the exact distribution does not allow
   *     ties
   */
  public static double p(Sample first, Sample second) {
    int n = first.size();
    int m = second.size();
    int u = 0;
    for (int i = 1; i <= n; i++) {
      for (int j = 1; j <= m; j++) {
        if (first.ranked(i) == second.ranked(j)) {
          throw new IllegalArgumentException(
              "the value " + first.ranked(i) + " is in both samples; ties are not allowed");
        }
        if (first.ranked(i) > second.ranked(j)) {
          u++;
        }
      }
    }
    return Math.min(1, 2 * cumulative(n, m, Math.min(u, n * m - u)));
  }

  /**
   * Returns P(U <= u). The number of arrangements with a given U follows from taking away the
   * largest value: {@code N(u; n, m) = N(u - m; n - 1, m) + N(u; n, m - 1)}.
   */
  private static double cumulative(int n, int m, int u) {
    if (n < 1 || m < 1) {
      throw new IllegalArgumentException("a sample is empty");
    }
    double[][][] probability = new double[n + 1][m + 1][];
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= m; j++) {
        probability[i][j] = new double[u + 1];
        for (int k = 0; k <= u; k++) {
          if (i == 0 || j == 0) {
            probability[i][j][k] = k == 0 ? 1 : 0;
          } else {
            double largestIsFirst = k >= j ? probability[i - 1][j][k - j] : 0;
            double largestIsSecond = probability[i][j - 1][k];
            probability[i][j][k] = (i * largestIsFirst + j * largestIsSecond) / (i + j);
          }
        }
      }
    }
    double sum = 0;
    for (double share : probability[n][m]) {
      sum += share;
    }
    return sum;
  }
}
