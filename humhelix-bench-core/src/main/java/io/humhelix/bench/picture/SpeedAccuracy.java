package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Error rate against speed: which system is worth its time. Only run configs that are OK, have
 * references and an RTF are points.
 *
 * @param points one for each run config
 */
public record SpeedAccuracy(List<Point> points) {

  /**
   * A run config.
   *
   * @param entry key of its {@link Entry}
   * @param workload among whose points it may be on the front
   * @param host of the machine, likewise
   * @param rtfx audio time / processing time: the higher, the faster
   * @param errorPercent word or character error rate, whichever decides
   * @param front whether no other of its workload and host is at least as fast and as accurate, and
   *     better in one of both, by the best guesses alone
   */
  public record Point(
      String entry,
      String workload,
      String host,
      DrawnLevel rtfx,
      DrawnLevel errorPercent,
      boolean front) {

    private Point onFront(boolean is) {
      return new Point(entry, workload, host, rtfx, errorPercent, is);
    }

    private boolean beats(Point other) {
      double speed = rtfx.point() - other.rtfx.point();
      double error = other.errorPercent.point() - errorPercent.point();
      return speed >= 0 && error >= 0 && (speed > 0 || error > 0);
    }
  }

  public SpeedAccuracy {
    points = List.copyOf(points);
  }

  /**
   * Finds the points.
   *
   * @param entries run configs
   * @return those that can be drawn
   */
  public static SpeedAccuracy of(List<Entry.Measured> entries) {
    List<Point> points = new ArrayList<>();
    for (Entry.Measured one : entries) {
      if (one.isValid()) {
        List<MetricEstimate> estimates =
            RunConfigEstimates.of(one.run().definition(), one.config());
        Metric rate =
            one.entry().errorUnit().equals(ErrorUnit.CHARACTER.noun())
                ? Metrics.CER_PERCENT
                : Metrics.WER_PERCENT;
        Optional<DrawnLevel> rtf = level(estimates, Metrics.RTF);
        Optional<DrawnLevel> errors = level(estimates, rate);
        if (rtf.isPresent() && errors.isPresent()) {
          points.add(
              new Point(
                  one.entry().key(),
                  one.entry().workload(),
                  one.entry().host(),
                  rtf.get().inverse(),
                  errors.get(),
                  false));
        }
      }
    }
    return new SpeedAccuracy(
        points.stream()
            .map(
                point ->
                    point.onFront(
                        points.stream()
                            .filter(
                                other ->
                                    other.workload().equals(point.workload())
                                        && other.host().equals(point.host()))
                            .noneMatch(other -> other.beats(point))))
            .toList());
  }

  static Optional<DrawnLevel> level(List<MetricEstimate> estimates, Metric metric) {
    return estimates.stream()
        .filter(one -> one.metric().equals(metric))
        .findFirst()
        .map(DrawnLevel::of);
  }
}
