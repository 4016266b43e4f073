package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A line through points, a quarter of which may lie anywhere: the slope is the median of the slopes
 * between points (Theil 1950, Sen 1968), the intercept the median of {@code y - slope x}. With more
 * than {@value #ALL_PAIRS} points not all pairs are taken, but, in the order of x, each point with
 * those a third, half and two thirds of all points further on, as in Theil's incomplete method.
 *
 * @param intercept where x is 0, in the unit of y
 * @param slope in the unit of y for each unit of x
 */
public record RobustLine(double intercept, double slope) {

  /** With more points not all pairs are taken. */
  public static final int ALL_PAIRS = 40;

  /** Fewer points are no sample of others like them. */
  public static final int MINIMUM_POINTS = BlockBootstrap.MINIMUM_BLOCKS;

  private static final int REPLICATIONS = 500;
  private static final double[] DISTANCES = {1 / 3.0, 1 / 2.0, 2 / 3.0};

  /**
   * Where a line may lie.
   *
   * @param intercept of its intercept
   * @param slope of its slope
   */
  public record Reach(Interval intercept, Interval slope) {}

  /**
   * Fits a line.
   *
   * @param x of the points, finite
   * @param y of the points, finite, as many
   * @return empty if all x are equal
   */
  public static Optional<RobustLine> of(double[] x, double[] y) {
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (one, other) -> Double.compare(x[one], x[other]));
    double[] sortedX = new double[x.length];
    double[] sortedY = new double[x.length];
    for (int i = 0; i < order.length; i++) {
      sortedX[i] = x[order[i]];
      sortedY[i] = y[order[i]];
    }
    return ofSorted(sortedX, sortedY);
  }

  private static Optional<RobustLine> ofSorted(double[] x, double[] y) {
    double[] slopes = x.length <= ALL_PAIRS ? allSlopes(x, y) : someSlopes(x, y);
    if (slopes.length == 0) {
      return Optional.empty();
    }
    double slope = median(slopes);
    double[] rest = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      rest[i] = y[i] - slope * x[i];
    }
    return Optional.of(new RobustLine(median(rest), slope));
  }

  private static double[] allSlopes(double[] x, double[] y) {
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        if (x[j] > x[i]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }

  private static double[] someSlopes(double[] x, double[] y) {
    double[] slopes = new double[DISTANCES.length * x.length];
    int count = 0;
    for (double distance : DISTANCES) {
      int step = (int) (distance * x.length);
      for (int i = 0; i + step < x.length; i++) {
        if (x[i + step] > x[i]) {
          slopes[count++] = (y[i + step] - y[i]) / (x[i + step] - x[i]);
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }

  /** Sorts its argument. */
  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /**
   * Tells how the line varies with the points that happened to be there: a percentile bootstrap,
   * the same each time.
   *
   * @param x of the points, finite
   * @param y of the points, finite, as many
   * @param level of the intervals, between 0 and 1
   * @return empty below {@link #MINIMUM_POINTS} points, and if all x are equal
   */
  public static Optional<Reach> bootstrap(double[] x, double[] y, double level) {
    Estimate.requireLevel(level);
    if (x.length < MINIMUM_POINTS || of(x, y).isEmpty()) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(BlockBootstrap.SEED);
    double[] intercepts = new double[REPLICATIONS];
    double[] slopes = new double[REPLICATIONS];
    double[] drawnX = new double[x.length];
    double[] drawnY = new double[x.length];
    int made = 0;
    // A draw of one point alone has no line; with points of two lengths, hardly one in 2^19.
    for (int tries = 0; made < REPLICATIONS && tries < 2 * REPLICATIONS; tries++) {
      for (int i = 0; i < x.length; i++) {
        int drawn = random.nextInt(x.length);
        drawnX[i] = x[drawn];
        drawnY[i] = y[drawn];
      }
      Optional<RobustLine> line = of(drawnX, drawnY);
      if (line.isPresent()) {
        intercepts[made] = line.get().intercept();
        slopes[made++] = line.get().slope();
      }
    }
    return made < REPLICATIONS
        ? Optional.empty()
        : Optional.of(new Reach(percentiles(intercepts, level), percentiles(slopes, level)));
  }

  private static Interval percentiles(double[] values, double level) {
    Sample sample = Sample.of(values);
    double tail = (1 - level) / 2;
    return new Interval(
        sample.quantile(tail).orElseThrow(), sample.quantile(1 - tail).orElseThrow(), level);
  }

  /**
   * Tells how the mean of some lines varies, each fitted to a replicate of the same points: Student
   * t.
   *
   * @param lines at least one
   * @param level of the intervals, between 0 and 1
   * @return empty below {@link ForkedSample#MINIMUM_FORKS} lines
   */
  public static Optional<Reach> ofReplicates(List<RobustLine> lines, double level) {
    if (lines.size() < ForkedSample.MINIMUM_FORKS) {
      return Optional.empty();
    }
    return Optional.of(
        new Reach(
            interval(lines.stream().mapToDouble(RobustLine::intercept).toArray(), level),
            interval(lines.stream().mapToDouble(RobustLine::slope).toArray(), level)));
  }

  private static Interval interval(double[] values, double level) {
    Moments moments = Moments.of(values);
    return new Precision(
            moments.mean(),
            Math.sqrt(moments.squaredStandardError()),
            moments.n() - 1.0,
            Scale.LINEAR)
        .interval(level);
  }

  /**
   * Returns the mean of some lines.
   *
   * @param lines at least one
   * @return mean intercept and mean slope
   */
  public static RobustLine mean(List<RobustLine> lines) {
    return new RobustLine(
        Moments.of(lines.stream().mapToDouble(RobustLine::intercept).toArray()).mean(),
        Moments.of(lines.stream().mapToDouble(RobustLine::slope).toArray()).mean());
  }

  /**
   * Returns the height of the line.
   *
   * @param x where
   * @return in the unit of y
   */
  public double at(double x) {
    return intercept + slope * x;
  }
}
