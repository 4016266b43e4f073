package io.humhelix.bench.picture;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What part of the plane a view of {@link SpeedAccuracy} shows: all points, and their intervals as
 * far as these leave the points apart. One interval of a system that was measured twice may reach
 * over a thousand times the range of all points.
 *
 * @param slowest least RTFx that is shown
 * @param fastest greatest RTFx that is shown
 * @param mostErrors greatest error rate in percent that is shown; the least is 0
 * @param cut whether an interval goes on beyond the picture
 * @param clear whether one system is both the fastest and the most accurate, and the intervals tell
 *     it from all others
 */
public record SpeedAccuracyView(
    double slowest, double fastest, double mostErrors, boolean cut, boolean clear) {

  private static final double BEYOND_SPEED = 2.5;
  private static final double BEYOND_ERRORS = 3;

  static SpeedAccuracyView of(List<SpeedAccuracy.Point> points, boolean clear) {
    double slowest = least(points, one -> one.rtfx().point()) / BEYOND_SPEED;
    double fastest = most(points, one -> one.rtfx().point()) * BEYOND_SPEED;
    double errors = BEYOND_ERRORS * most(points, one -> one.errorPercent().point());
    double low = least(points, one -> one.rtfx().low());
    double high = most(points, one -> one.rtfx().high());
    double bound = most(points, one -> one.errorPercent().high());
    if (errors == 0) {
      // Where nobody has an error, bounds are all there is to see.
      errors = BEYOND_ERRORS * least(points, one -> one.errorPercent().high());
    }
    return new SpeedAccuracyView(
        Math.max(slowest, Math.min(low, slowest * BEYOND_SPEED)),
        Math.min(fastest, Math.max(high, fastest / BEYOND_SPEED)),
        Math.min(errors, Math.max(bound, errors / BEYOND_ERRORS)),
        low < slowest || high > fastest || bound > errors,
        clear);
  }

  private static DoubleStream known(
      List<SpeedAccuracy.Point> points, ToDoubleFunction<SpeedAccuracy.Point> value) {
    return points.stream().mapToDouble(value).filter(Double::isFinite);
  }

  /** Without any interval, nothing is beyond. */
  private static double least(
      List<SpeedAccuracy.Point> points, ToDoubleFunction<SpeedAccuracy.Point> value) {
    return known(points, value).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double most(
      List<SpeedAccuracy.Point> points, ToDoubleFunction<SpeedAccuracy.Point> value) {
    return known(points, value).max().orElse(0);
  }
}
