package io.humhelix.bench.stats;

/**
 * How precise an estimate by Student's t is. This is enough to make an interval of any level, to
 * test against any bound, and to plan how many replicates another bound would need.
 *
 * @param center the estimate on {@code scale}
 * @param standardError of {@code center} on {@code scale}, 0 or more
 * @param degreesOfFreedom of the standard error, above 0; infinity for a normal distribution
 * @param scale where the method works
 */
public record Precision(double center, double standardError, double degreesOfFreedom, Scale scale) {

  public Precision {
    if (!(standardError >= 0)) {
      throw new IllegalArgumentException("the standard error is " + standardError);
    }
    if (!(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException(degreesOfFreedom + " degrees of freedom");
    }
  }

  /**
   * Returns the two-sided interval of a level with equal tails, {@code center -+ t(0.5 + level / 2)
   * standardError}, in the values' unit.
   *
   * @param level above 0 and below 1
   * @return ends in the values' unit
   */
  public Interval interval(double level) {
    return interval(Tails.equal(level));
  }

  /**
   * Returns the two-sided interval with these tails, in the values' unit.
   *
   * @param tails how the error is shared
   * @return ends in the values' unit
   */
  public Interval interval(Tails tails) {
    return new Interval(
        scale.back(center - tails.lowerReach(degreesOfFreedom) * standardError),
        scale.back(center + tails.upperReach(degreesOfFreedom) * standardError),
        tails.level());
  }

  /**
   * Returns half the width of the interval with equal tails on the scale.
   *
   * @param level above 0 and below 1
   * @return 0 or more
   */
  public double reach(double level) {
    return reach(Tails.equal(level));
  }

  /**
   * Returns half the distance between the ends of the interval with these tails, on the scale.
   *
   * @param tails how the error is shared
   * @return 0 or more
   */
  public double reach(Tails tails) {
    return tails.reach(degreesOfFreedom) * standardError;
  }

  /**
   * Returns the one-sided p value of "the true value is at most {@code bound}": small if the
   * estimate shows that it is above.
   *
   * @param bound on the scale
   * @return 0 to 1; without any spread 0, 0.5 or 1 for a center above, at or below the bound
   */
  public double pOfAtMost(double bound) {
    if (standardError == 0) {
      return center > bound ? 0 : center < bound ? 1 : 0.5;
    }
    return StudentT.upperTail((center - bound) / standardError, degreesOfFreedom);
  }

  /**
   * Returns the one-sided p value of "the true value is at least {@code bound}".
   *
   * @param bound on the scale
   * @return 0 to 1
   */
  public double pOfAtLeast(double bound) {
    return 1 - pOfAtMost(bound);
  }
}
