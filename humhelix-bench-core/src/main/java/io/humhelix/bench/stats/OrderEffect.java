package io.humhelix.bench.stats;

import java.util.List;

/**
 * Whether a run drifted from block to block, as a warming machine does. Interleaved and paired
 * comparisons stay valid; the level of a single run config is an average over the drift.
 *
 * <p>The values of a block are averaged over the run configs, since a disturbance of a block
 * affects all of them. The averages are regressed on the block's number; p is that of the slope, by
 * Student's t with {@code blocks - 2} degrees of freedom.
 *
 * @param slope change of the logarithm from one block to the next
 * @param p two-sided; 1 with fewer than 4 blocks
 * @param blocks number of blocks
 */
public record OrderEffect(double slope, double p, int blocks) {

  /** A trend less likely than this by chance is flagged. */
  public static final double SIGNIFICANCE = 0.001;

  private static final int FEWEST = 4;

  /**
   * Looks for a trend.
   *
   * @param logMediansByRunConfig for each run config one logarithm per block, in the blocks' order
   * @return the trend
   * @throws IllegalArgumentException if there are no run configs or they differ in blocks
   */
  public static OrderEffect of(List<double[]> logMediansByRunConfig) {
    if (logMediansByRunConfig.isEmpty()) {
      throw new IllegalArgumentException("there are no run configs");
    }
    int blocks = logMediansByRunConfig.get(0).length;
    double[] means = new double[blocks];
    for (double[] values : logMediansByRunConfig) {
      if (values.length != blocks) {
        throw new IllegalArgumentException("run configs have different numbers of blocks");
      }
      for (int i = 0; i < blocks; i++) {
        means[i] += values[i] / logMediansByRunConfig.size();
      }
    }
    return blocks < FEWEST ? new OrderEffect(0, 1, blocks) : regress(means);
  }

  /**
   * Returns whether the run drifted.
   *
   * @return whether p is below {@link #SIGNIFICANCE}
   */
  public boolean present() {
    return p < SIGNIFICANCE;
  }

  private static OrderEffect regress(double[] means) {
    int n = means.length;
    double centre = (n - 1) / 2.0;
    double mean = Moments.of(means).mean();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += (i - centre) * (means[i] - mean);
      xx += (i - centre) * (i - centre);
      yy += (means[i] - mean) * (means[i] - mean);
    }
    double slope = xy / xx;
    double residual = Math.max(0, yy - slope * xy);
    if (slope == 0) {
      return new OrderEffect(0, 1, n);
    }
    double error = Math.sqrt(residual / (n - 2) / xx);
    double p = Math.min(1, 2 * StudentT.upperTail(Math.abs(slope) / error, n - 2));
    return new OrderEffect(slope, error == 0 ? 0 : p, n);
  }
}
