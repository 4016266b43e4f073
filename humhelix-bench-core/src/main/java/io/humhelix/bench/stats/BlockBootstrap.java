package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A bootstrap over blocks of clips, offered beside {@link BlockJackknife} because it is common for
 * error rates: it draws blocks with replacement and computes the rate, or the difference of two
 * rates over the same clips, again (Bisani and Ney, "Bootstrap estimates for confidence intervals
 * in ASR performance evaluation", ICASSP 2004; blocks: Liu and Peng, arXiv 1912.09508). Kaldi's
 * {@code compute-wer-bootci} draws single clips (a block per clip here) and reports the mean and
 * 1.96 standard deviations of the replications.
 *
 * @param estimate the rate, or candidate - baseline, of the corpus itself, with the percentile
 *     interval; no interval below {@link #MINIMUM_BLOCKS} blocks, where it would be too narrow
 * @param mean of the replications
 * @param standardDeviation of the replications
 * @param probabilityOfImprovement share of the replications in which the candidate has fewer errors
 *     than the baseline; ties do not count; NaN for a single system
 * @param replications number of draws
 * @param seed of the draws
 */
public record BlockBootstrap(
    Estimate estimate,
    double mean,
    double standardDeviation,
    double probabilityOfImprovement,
    int replications,
    long seed) {

  /** Below this many blocks the interval under-covers: 91 % with 10 speakers instead of 95 %. */
  public static final int MINIMUM_BLOCKS = 20;

  /** Replications of Kaldi's compute-wer-bootci and of Bisani and Ney. */
  public static final int REPLICATIONS = 10_000;

  /** Seed of the draws in results and comparisons. */
  public static final long SEED = 1;

  /**
   * Bootstraps the rate of one system.
   *
   * @param blocks at least one, with at least one unit in all
   * @param level of the interval, between 0 and 1
   * @param replications 100 or more
   * @param seed the same seed gives the same result
   * @return the result; its probability of improvement is NaN
   * @throws IllegalArgumentException if no block has a unit or there are too few replications
   */
  public static BlockBootstrap rate(
      List<ErrorBlock> blocks, double level, int replications, long seed) {
    double[] errors = blocks.stream().mapToDouble(ErrorBlock::errors).toArray();
    return bootstrap(errors, blocks, level, replications, seed, false);
  }

  /**
   * Bootstraps the difference of two systems over the same clips.
   *
   * @param baseline the baseline's blocks
   * @param candidate the same blocks in the same order, with the same units
   * @param level of the interval, between 0 and 1
   * @param replications 100 or more
   * @param seed the same seed gives the same result
   * @return the result
   * @throws IllegalArgumentException if the sides differ in blocks or units, no block has a unit,
   *     or there are too few replications
   */
  public static BlockBootstrap difference(
      List<ErrorBlock> baseline,
      List<ErrorBlock> candidate,
      double level,
      int replications,
      long seed) {
    double[] differences = BlockJackknife.differences(baseline, candidate);
    return bootstrap(differences, baseline, level, replications, seed, true);
  }

  private static BlockBootstrap bootstrap(
      double[] errors,
      List<ErrorBlock> blocks,
      double level,
      int replications,
      long seed,
      boolean paired) {
    Estimate.requireLevel(level);
    if (replications < 100) {
      throw new IllegalArgumentException(replications + " replications; allowed: 100 or more");
    }
    long[] units = blocks.stream().mapToLong(ErrorBlock::units).toArray();
    long total = BlockJackknife.requireUnits(blocks);
    double[] drawn = replicate(errors, units, replications, new SplittableRandom(seed));
    long better = Arrays.stream(drawn).filter(value -> value < 0).count();
    Moments moments = Moments.of(drawn);
    double point = Moments.sum(errors) / total;
    SampleSize size = SampleSize.of(Replicate.CLIP_BLOCK, units.length, total);
    Estimate estimate;
    if (units.length < MINIMUM_BLOCKS) {
      String why = units.length + " blocks of clips; a bootstrap needs at least " + MINIMUM_BLOCKS;
      estimate = Estimate.withoutInterval(point, size, Method.BLOCK_BOOTSTRAP, why);
    } else {
      estimate =
          Estimate.of(point, percentiles(Sample.of(drawn), level), size, Method.BLOCK_BOOTSTRAP);
    }
    return new BlockBootstrap(
        estimate,
        moments.mean(),
        moments.deviation(),
        paired ? (double) better / replications : Double.NaN,
        replications,
        seed);
  }

  private static double[] replicate(
      double[] errors, long[] units, int replications, SplittableRandom random) {
    double[] drawn = new double[replications];
    for (int r = 0; r < replications; r++) {
      double e = 0;
      long n = 0;
      // A draw of blocks without any reference word has no rate: draw again.
      while (n == 0) {
        e = 0;
        for (int i = 0; i < units.length; i++) {
          int block = random.nextInt(units.length);
          e += errors[block];
          n += units[block];
        }
      }
      drawn[r] = e / n;
    }
    return drawn;
  }

  private static Interval percentiles(Sample drawn, double level) {
    double tail = (1 - level) / 2;
    return new Interval(
        drawn.quantile(tail).orElseThrow(), drawn.quantile(1 - tail).orElseThrow(), level);
  }
}
