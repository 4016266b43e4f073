package io.humhelix.bench.stats;

import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many queries a claim about a percentile needs, as in MLPerf Inference.
 *
 * <p>The claim "at least the share {@code p} of all queries is within the limit" is accepted when
 * so few slow queries would be unlikely if it were false. With {@code t} slow queries seen, {@code
 * h} fast ones are enough if {@code I(p - d; h, t + 1) <= 1 - c}, where {@code I} is the
 * regularised incomplete beta function, {@code c} the confidence and {@code d} the tolerance.
 * {@code I(p; h, t + 1)} is the probability that Bin(h + t, 1 - p) is at most {@code t}; the code
 * computes that. Source: mlcommons/inference_policies, inference_rules.adoc, appendix "Early
 * stopping criterion", and mlcommons/inference, loadgen/early_stopping.cc and loadgen/results.cc.
 *
 * @param percentile {@code p}, between 0 and 1
 * @param confidence {@code c}, between 0 and 1
 * @param tolerance {@code d}, 0 or more and below {@code p}
 */
public record EarlyStopping(double percentile, double confidence, double tolerance) {

  /** The confidence of MLPerf. */
  public static final double CONFIDENCE = 0.99;

  private static final long MOST_QUERIES = 1L << 30;

  public EarlyStopping {
    PercentileBounds.requireShare(percentile);
    Estimate.requireLevel(confidence);
    if (!(tolerance >= 0 && tolerance < percentile)) {
      throw new IllegalArgumentException(
          "the tolerance is " + tolerance + "; allowed: 0 up to the percentile");
    }
  }

  /**
   * Returns the criterion with MLPerf's constants: confidence 0.99, tolerance 0.
   *
   * @param percentile between 0 and 1
   * @return the criterion
   */
  public static EarlyStopping mlperf(double percentile) {
    return new EarlyStopping(percentile, CONFIDENCE, 0);
  }

  /**
   * Returns how many queries, slow ones included, the claim needs with this many slow ones: for p90
   * 44, 64, 81 and 97 with 0 to 3 slow ones, for p99 459, 662, 838 and 1 001.
   *
   * @param slow queries that missed the limit, 0 or more
   * @return fast and slow ones together
   * @throws ArithmeticException if more than 2^30 queries are needed
   */
  public long queriesNeeded(long slow) {
    if (slow < 0) {
      throw new IllegalArgumentException(slow + " slow queries");
    }
    long enough = slow + 1;
    while (!suffices(enough, slow)) {
      enough = Math.multiplyExact(enough, 2);
      if (enough > MOST_QUERIES) {
        throw new ArithmeticException("more than " + MOST_QUERIES + " queries needed");
      }
    }
    long tooFew = slow;
    while (enough - tooFew > 1) {
      long middle = (enough + tooFew) >>> 1;
      if (suffices(middle, slow)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  /**
   * Returns whether the claim is accepted.
   *
   * @param queries issued and answered
   * @param slow how many of these missed the limit
   * @return whether {@code queries} is at least {@link #queriesNeeded}
   */
  public boolean passes(long queries, long slow) {
    return slow >= 0 && slow < queries && suffices(queries, slow);
  }

  /**
   * Returns how many slow queries the claim tolerates.
   *
   * @param queries issued and answered, 0 or more
   * @return empty if there are too few queries even without a slow one
   */
  public OptionalLong slowAllowed(long queries) {
    if (queries < 1 || !suffices(queries, 0)) {
      return OptionalLong.empty();
    }
    long allowed = 0;
    long tooMany = queries;
    while (tooMany - allowed > 1) {
      long middle = (allowed + tooMany) >>> 1;
      if (suffices(queries, middle)) {
        allowed = middle;
      } else {
        tooMany = middle;
      }
    }
    return OptionalLong.of(allowed);
  }

  /**
   * Estimates the percentile from above, as SingleStream and MultiStream report it: with {@code t}
   * slow queries allowed, it drops the {@code t - 1} largest values and takes the next. The point
   * is the sample's own percentile ({@link PercentileRank}).
   *
   * @param sample the queries' latencies, at least one
   * @return without a bound if there are fewer than {@code queriesNeeded(1)} values
   */
  public Estimate upperBound(Sample sample) {
    int n = sample.size();
    SampleSize size = SampleSize.of(Replicate.CALL, n, n);
    double point = sample.percentile(percentile);
    long slow = slowAllowed(n).orElse(0);
    if (slow < 1) {
      return Estimate.withoutInterval(
          point,
          size,
          Method.EARLY_STOPPING,
          n + " queries; the bound needs at least " + queriesNeeded(1));
    }
    double bound = sample.ranked(Math.toIntExact(n - slow + 1));
    return Estimate.of(
        point,
        new Interval(Double.NEGATIVE_INFINITY, bound, confidence),
        size,
        Method.EARLY_STOPPING);
  }

  private boolean suffices(long queries, long slow) {
    double slowShare = 1 - (percentile - tolerance);
    return BinomialDistribution.of(Math.toIntExact(queries), slowShare)
            .cumulativeProbability(Math.toIntExact(slow))
        <= 1 - confidence;
  }
}
