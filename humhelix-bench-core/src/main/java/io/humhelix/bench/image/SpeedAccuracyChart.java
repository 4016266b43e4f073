package io.humhelix.bench.image;

import io.humhelix.bench.picture.DrawnLevel;
import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.picture.PicturePanel;
import io.humhelix.bench.picture.SpeedAccuracy;
import io.humhelix.bench.picture.SpeedAccuracyView;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Error rate against speed, of one view. */
final class SpeedAccuracyChart {

  private static final int HEIGHT = 520;
  private static final int MARK = 8;
  private static final int BAR = 3;
  private static final int FAR = 16;
  private static final int MOST_NAMED = 14;
  private static final int LINE_OF_TEXT = 17;
  private static final int SIGNS_OF_LINE = 100;

  private final ChartEntries entries;
  private final List<SpeedAccuracy.Point> points;
  private final ValueScale x;
  private final ValueScale y;
  private final SpeedAccuracyView view;
  private final String unit;

  /** Whether labels are numbers, which a list below explains: where names have no room. */
  private final boolean keyed;

  private SpeedAccuracyChart(
      ChartEntries entries, SpeedAccuracy picture, PicturePanel panel, boolean keyed) {
    this.entries = entries;
    this.keyed = keyed;
    points =
        picture.points(panel).stream()
            .sorted(
                Comparator.comparingDouble((SpeedAccuracy.Point one) -> -one.rtfx().point())
                    .thenComparing(SpeedAccuracy.Point::entry))
            .toList();
    unit =
        points.stream().anyMatch(one -> entry(one).errorUnit().equals("character")) ? "CER" : "WER";
    view = picture.views().get(picture.panels().indexOf(panel));
    x = ValueScale.of(true, view.slowest(), view.fastest());
    y = ValueScale.of(false, 0, view.mostErrors()).belowZero();
  }

  static Drawing of(ChartEntries entries, SpeedAccuracy picture, PicturePanel panel) {
    SpeedAccuracyChart named = new SpeedAccuracyChart(entries, picture, panel, false);
    Drawing drawing = named.drawing(panel);
    return named.points.size() <= MOST_NAMED && named.allHavePlaces(drawing)
        ? drawing
        : new SpeedAccuracyChart(entries, picture, panel, true).drawing(panel);
  }

  private boolean allHavePlaces(Drawing drawing) {
    boolean[] all = {false};
    PngFiles.image(
        new Drawing(
            drawing.name(),
            drawing.chart(),
            drawing.height(),
            (graphics, plot, area) ->
                all[0] = places(graphics, plot, area).stream().allMatch(Optional::isPresent)));
    return all[0];
  }

  private String label(SpeedAccuracy.Point point) {
    return keyed ? Integer.toString(1 + points.indexOf(point)) : entry(point).name();
  }

  private Entry entry(SpeedAccuracy.Point point) {
    return entries.entry(point.entry());
  }

  private Drawing drawing(PicturePanel panel) {
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(new ScaleAxis(x, "RTFx (times real time), higher is faster"));
    plot.setRangeAxis(new ScaleAxis(y, unit + " %"));
    XYIntervalSeriesCollection levels = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setErrorStroke(ChartLook.BAR);
    renderer.setDefaultLinesVisible(false);
    for (int i = 0; i < points.size(); i++) {
      SpeedAccuracy.Point point = points.get(i);
      XYIntervalSeries series = new XYIntervalSeries(point.entry());
      DrawnLevel speed = point.rtfx();
      DrawnLevel errors = point.errorPercent();
      series.add(
          x.to(speed.point()),
          left(speed),
          right(speed),
          errors.point(),
          ChartEntries.low(errors),
          top(errors));
      levels.addSeries(series);
      renderer.setSeriesPaint(i, entries.marks().colour(entry(point)));
      renderer.setSeriesShape(i, entries.marks().shape(entry(point)));
      renderer.setSeriesShapesFilled(i, entries.marks().filled(entry(point)));
    }
    plot.setDataset(0, levels);
    plot.setRenderer(0, renderer);
    if (points.size() > 1) {
      addFront(plot);
    }
    List<String> below = new ArrayList<>(List.of(panel.finding()));
    below.add(
        "Right is faster, low is more accurate. Bars: 95 % intervals; an arrow down marks an upper"
            + " bound alone."
            + (view.cut() ? " An arrow at the edge: the interval goes on." : "")
            + (points.size() > 1
                ? " Dashed: the systems that none beats in both (Pareto front), by the best"
                    + " guesses."
                : ""));
    entries.notDrawn(panel).ifPresent(below::add);
    int more = 0;
    if (keyed) {
      String key =
          points.stream()
              .map(point -> label(point) + "\u00a0" + entry(point).name())
              .collect(Collectors.joining("; ", "", "."));
      below.add(1, key);
      more = LINE_OF_TEXT * (1 + key.length() / SIGNS_OF_LINE);
    }
    return new Drawing(
        "speed-accuracy-" + panel.name(),
        ChartLook.chart(unit + " against speed, " + panel.name(), plot, below),
        HEIGHT + more,
        this::labels);
  }

  private List<Point2D> corners() {
    List<SpeedAccuracy.Point> front =
        points.stream()
            .filter(SpeedAccuracy.Point::front)
            .sorted(Comparator.comparingDouble(one -> one.rtfx().point()))
            .toList();
    List<Point2D> corners = new ArrayList<>();
    double before = x.min();
    for (SpeedAccuracy.Point point : front) {
      corners.add(new Point2D.Double(before, point.errorPercent().point()));
      before = x.to(point.rtfx().point());
      corners.add(new Point2D.Double(before, point.errorPercent().point()));
    }
    corners.add(new Point2D.Double(before, y.max()));
    return corners;
  }

  private void addFront(XYPlot plot) {
    XYSeries steps = new XYSeries("front", false, true);
    corners().forEach(corner -> steps.add(corner.getX(), corner.getY()));
    plot.setDataset(1, new XYSeriesCollection(steps));
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, ChartLook.FAINT);
    renderer.setSeriesStroke(0, ChartLook.DASHES);
    renderer.setDrawSeriesLineAsPath(true);
    plot.setRenderer(1, renderer);
  }

  /** Where a place of the axes' units is in pixels. */
  private static Point2D pixel(XYPlot plot, Rectangle2D area, double left, double up) {
    return new Point2D.Double(
        plot.getDomainAxis().valueToJava2D(left, area, RectangleEdge.BOTTOM),
        plot.getRangeAxis().valueToJava2D(up, area, RectangleEdge.LEFT));
  }

  private static Rectangle2D box(Point2D from, Point2D to, double room) {
    Rectangle2D.Double box = new Rectangle2D.Double();
    box.setFrameFromDiagonal(from, to);
    return new Rectangle2D.Double(
        box.x - room, box.y - room, box.width + 2 * room, box.height + 2 * room);
  }

  /** The places of the labels, in the order of the points. */
  List<Optional<Rectangle2D>> places(Graphics2D graphics, XYPlot plot, Rectangle2D area) {
    List<LabelPlacement.Label> labels = new ArrayList<>();
    List<Rectangle2D> obstacles = new ArrayList<>();
    for (SpeedAccuracy.Point point : points) {
      DrawnLevel speed = point.rtfx();
      DrawnLevel errors = point.errorPercent();
      double left = x.to(speed.point());
      Point2D at = pixel(plot, area, left, errors.point());
      obstacles.add(box(at, at, MARK));
      obstacles.add(
          box(
              pixel(plot, area, left(speed), errors.point()),
              pixel(plot, area, right(speed), errors.point()),
              BAR));
      obstacles.add(
          box(
              pixel(plot, area, left, ChartEntries.low(errors)),
              pixel(plot, area, left, top(errors)),
              BAR));
      labels.add(
          new LabelPlacement.Label(
              at.getX(),
              at.getY(),
              graphics.getFontMetrics(ChartLook.TEXT).stringWidth(label(point)) + 4.0,
              16));
    }
    List<Rectangle2D> soft = new ArrayList<>();
    List<Point2D> corners = points.size() > 1 ? corners() : List.of();
    for (int i = 1; i < corners.size(); i++) {
      soft.add(
          box(
              pixel(plot, area, corners.get(i - 1).getX(), corners.get(i - 1).getY()),
              pixel(plot, area, corners.get(i).getX(), corners.get(i).getY()),
              2));
    }
    return LabelPlacement.place(labels, obstacles, soft, area);
  }

  private void labels(Graphics2D graphics, XYPlot plot, Rectangle2D area) {
    List<Optional<Rectangle2D>> places = places(graphics, plot, area);
    graphics.setFont(ChartLook.TEXT);
    for (int i = 0; i < points.size(); i++) {
      SpeedAccuracy.Point point = points.get(i);
      Point2D at = pixel(plot, area, x.to(point.rtfx().point()), point.errorPercent().point());
      if (point.errorPercent().atMost()) {
        Point2D foot = pixel(plot, area, x.to(point.rtfx().point()), 0);
        graphics.setPaint(entries.marks().colour(entry(point)));
        graphics.fill(arrow(foot, 0, 1));
      }
      cutEnds(graphics, plot, area, point);
      if (places.get(i).isPresent()) {
        label(graphics, label(point), at, places.get(i).get());
      }
    }
  }

  private static void label(Graphics2D graphics, String name, Point2D at, Rectangle2D place) {
    double nearX = Math.min(Math.max(at.getX(), place.getMinX()), place.getMaxX());
    double nearY = Math.min(Math.max(at.getY(), place.getMinY()), place.getMaxY());
    double far = at.distance(nearX, nearY);
    if (far > FAR) {
      graphics.setPaint(ChartLook.FAINT);
      double fromX = at.getX() + (nearX - at.getX()) * MARK / far;
      double fromY = at.getY() + (nearY - at.getY()) * MARK / far;
      graphics.draw(new Line2D.Double(fromX, fromY, nearX, nearY));
    }
    graphics.setPaint(ChartLook.INK);
    graphics.drawString(name, (float) place.getMinX() + 2, (float) place.getMaxY() - 4);
  }

  /** Where an interval begins, or the picture does. */
  private double left(DrawnLevel speed) {
    return Math.max(x.min(), logOrLeast(ChartEntries.low(speed)));
  }

  private double right(DrawnLevel speed) {
    return Math.min(x.max(), x.to(ChartEntries.high(speed)));
  }

  private double top(DrawnLevel errors) {
    return Math.min(y.max(), ChartEntries.high(errors));
  }

  /** An interval down to 0 has no logarithm there. */
  private double logOrLeast(double value) {
    return value > 0 ? x.to(value) : x.min();
  }

  /** Arrows where intervals go on beyond the picture. */
  private void cutEnds(
      Graphics2D graphics, XYPlot plot, Rectangle2D area, SpeedAccuracy.Point point) {
    double at = x.to(point.rtfx().point());
    double up = point.errorPercent().point();
    graphics.setPaint(entries.marks().colour(entry(point)));
    if (logOrLeast(ChartEntries.low(point.rtfx())) <= x.min()) {
      graphics.fill(arrow(pixel(plot, area, x.min(), up), -1, 0));
    }
    if (x.to(ChartEntries.high(point.rtfx())) > x.max()) {
      graphics.fill(arrow(pixel(plot, area, x.max(), up), 1, 0));
    }
    if (ChartEntries.high(point.errorPercent()) > y.max()) {
      graphics.fill(arrow(pixel(plot, area, at, y.max()), 0, -1));
    }
  }

  /** With its head at a place, in the direction of one of the axes. */
  private static Path2D arrow(Point2D head, int right, int down) {
    Path2D.Double arrow = new Path2D.Double();
    double backX = head.getX() - 8 * right;
    double backY = head.getY() - 8 * down;
    arrow.moveTo(head.getX(), head.getY());
    arrow.lineTo(backX + 4 * down, backY + 4 * right);
    arrow.lineTo(backX - 4 * down, backY - 4 * right);
    arrow.closePath();
    return arrow;
  }
}
