package io.humhelix.bench.image;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places labels so that they touch neither marks nor each other, the same each time: for each, the
 * first free one of 8 places around its mark, near ones first, then those further off. The report's
 * {@code HB.placeLabels} does the same.
 */
final class LabelPlacement {

  private static final double[] GAPS = {10, 20, 32};
  private static final double DIAGONAL = 0.6;

  private LabelPlacement() {}

  /**
   * A label to be placed; pixels.
   *
   * @param x of its mark
   * @param y of its mark
   */
  record Label(double x, double y, double width, double height) {}

  /**
   * Finds the places.
   *
   * @param obstacles what no label may touch
   * @param soft what none may touch either, where there is another place
   * @param bounds all labels are within
   * @return empty where there is no place
   */
  static List<Optional<Rectangle2D>> place(
      List<Label> labels, List<Rectangle2D> obstacles, List<Rectangle2D> soft, Rectangle2D bounds) {
    List<Rectangle2D> taken = new ArrayList<>(obstacles);
    List<Optional<Rectangle2D>> placed = new ArrayList<>();
    for (Label label : labels) {
      List<Rectangle2D> all = new ArrayList<>(taken);
      all.addAll(soft);
      Optional<Rectangle2D> place = free(label, all, bounds).or(() -> free(label, taken, bounds));
      place.ifPresent(taken::add);
      placed.add(place);
    }
    return placed;
  }

  private static Optional<Rectangle2D> free(
      Label label, List<Rectangle2D> taken, Rectangle2D bounds) {
    for (double gap : GAPS) {
      for (Rectangle2D box : around(label, gap)) {
        if (bounds.contains(box) && taken.stream().noneMatch(other -> touch(box, other))) {
          return Optional.of(box);
        }
      }
    }
    return Optional.empty();
  }

  /** Bars without height are obstacles too, which intersects() does not see. */
  private static boolean touch(Rectangle2D one, Rectangle2D other) {
    return one.getMinX() < other.getMaxX()
        && other.getMinX() < one.getMaxX()
        && one.getMinY() < other.getMaxY()
        && other.getMinY() < one.getMaxY();
  }

  private static List<Rectangle2D> around(Label label, double gap) {
    double right = label.x() + gap;
    double left = label.x() - gap - label.width();
    double above = label.y() - gap - label.height();
    double below = label.y() + gap;
    double centre = label.x() - label.width() / 2;
    double middle = label.y() - label.height() / 2;
    double near = DIAGONAL * gap;
    double nearLeft = label.x() - near - label.width();
    double nearAbove = label.y() - near - label.height();
    double[][] corners = {
      {right, middle},
      {centre, above},
      {left, middle},
      {centre, below},
      {label.x() + near, nearAbove},
      {nearLeft, nearAbove},
      {label.x() + near, label.y() + near},
      {nearLeft, label.y() + near}
    };
    List<Rectangle2D> boxes = new ArrayList<>();
    for (double[] corner : corners) {
      boxes.add(new Rectangle2D.Double(corner[0], corner[1], label.width(), label.height()));
    }
    return boxes;
  }
}
