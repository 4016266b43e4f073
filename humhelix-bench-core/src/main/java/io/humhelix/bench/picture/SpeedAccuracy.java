package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Error rate against speed: which system is worth its time. Only run configs that are OK, have
 * references and an RTF (or, of batches, an RTFx) are points.
 *
 * @param panels views, one for each workload of a benchmark and host that has a point
 * @param views what each panel shows of the plane, in their order
 * @param points one for each run config
 * @param unscored those that could be points, had their clips references
 */
public record SpeedAccuracy(
    List<PicturePanel> panels,
    List<SpeedAccuracyView> views,
    List<Point> points,
    List<Unscored> unscored) {

  private static final double PERCENT = 100;

  /**
   * A run config.
   *
   * @param entry key of its {@link Entry}
   * @param workload among whose points it may be on the front
   * @param host of the machine, likewise
   * @param rtfx audio time / processing time: the higher, the faster
   * @param errorPercent word or character error rate, whichever decides
   * @param front whether no other of its view is at least as fast and as accurate, and better in
   *     one of both, by the best guesses alone
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

  /**
   * A run config whose clips have no references.
   *
   * @param entry key of its {@link Entry}
   * @param rtfx audio time / processing time
   */
  public record Unscored(String entry, DrawnLevel rtfx) {}

  public SpeedAccuracy {
    panels = List.copyOf(panels);
    views = List.copyOf(views);
    points = List.copyOf(points);
    unscored = List.copyOf(unscored);
  }

  /**
   * Finds the points.
   *
   * @param entries run configs
   * @return those that can be drawn
   */
  public static SpeedAccuracy of(List<Entry.Measured> entries) {
    Map<String, Point> points = new LinkedHashMap<>();
    List<Entry> drawn = new ArrayList<>();
    List<Unscored> unscored = new ArrayList<>();
    for (Entry.Measured one : entries) {
      if (one.isValid()) {
        Entry entry = one.entry();
        Optional<DrawnLevel> rtfx = rtfx(one);
        Optional<DrawnLevel> errors = errorPercent(one);
        if (rtfx.isPresent() && errors.isPresent()) {
          drawn.add(entry);
          points.put(
              entry.key(),
              new Point(
                  entry.key(), entry.workload(), entry.host(), rtfx.get(), errors.get(), false));
        } else if (rtfx.isPresent()) {
          unscored.add(new Unscored(entry.key(), rtfx.get()));
        }
      }
    }
    for (PicturePanel panel : PicturePanel.of(drawn, entry -> entry, true, its -> "")) {
      List<Point> together = panel.entries().stream().map(points::get).toList();
      together.forEach(
          point ->
              points.put(
                  point.entry(),
                  point.onFront(together.stream().noneMatch(other -> other.beats(point)))));
    }
    List<PicturePanel> panels =
        PicturePanel.of(
            drawn, entry -> entry, true, its -> text(keys(its), drawn, points).finding());
    return new SpeedAccuracy(
        panels,
        panels.stream()
            .map(
                panel ->
                    SpeedAccuracyView.of(
                        panel.entries().stream().map(points::get).toList(),
                        text(panel.entries(), drawn, points).isClear()))
            .toList(),
        List.copyOf(points.values()),
        unscored);
  }

  /** Batches have a throughput, and no RTF that decides. */
  private static Optional<DrawnLevel> rtfx(Entry.Measured one) {
    Metric deciding = PrimaryMetric.of(one.run().definition().scenario());
    if (deciding.equals(Metrics.RTF)) {
      return level(one, Metrics.RTF).map(DrawnLevel::inverse);
    }
    return deciding.equals(Metrics.RTFX_WALL) ? level(one, Metrics.RTFX_WALL) : Optional.empty();
  }

  private static Optional<DrawnLevel> errorPercent(Entry.Measured one) {
    ErrorUnit unit =
        one.entry().errorUnit().equals(ErrorUnit.CHARACTER.noun())
            ? ErrorUnit.CHARACTER
            : ErrorUnit.WORD;
    return ClipErrors.of(one.config(), unit)
        .rate(ClipErrors.blocks(one.config().runConfig().workload()))
        .map(DrawnLevel::of)
        .map(rate -> rate.times(PERCENT));
  }

  static Optional<DrawnLevel> level(Entry.Measured one, Metric metric) {
    return RunConfigEstimates.ofForks(one.run().definition(), one.config(), metric)
        .map(DrawnLevel::of);
  }

  private static SpeedAccuracyText text(
      List<String> keys, List<Entry> entries, Map<String, Point> points) {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    entries.forEach(entry -> byKey.put(entry.key(), entry));
    return new SpeedAccuracyText(keys.stream().map(points::get).toList(), byKey);
  }

  private static List<String> keys(List<Entry> entries) {
    return entries.stream().map(Entry::key).toList();
  }

  /**
   * Returns the points of a view.
   *
   * @param panel one of {@link #panels}
   * @return in its order
   */
  public List<Point> points(PicturePanel panel) {
    Objects.requireNonNull(panel, "panel");
    return points.stream().filter(point -> panel.entries().contains(point.entry())).toList();
  }
}
