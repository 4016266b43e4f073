package io.humhelix.bench.image;

import io.humhelix.bench.picture.Entry;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Colours and shapes of systems, those of the report's light theme: both repeat after eight. */
final class SystemMarks {

  static final List<String> COLOURS =
      List.of(
          "#0072B2", "#B87A00", "#00805C", "#C04F00", "#3A8FC4", "#A8437F", "#5B4A00", "#4D4D4D");

  static final List<String> SHAPES =
      List.of(
          "circle",
          "rect",
          "triangle",
          "diamond",
          "roundRect",
          "arrow",
          "emptyCircle",
          "emptyRect");

  private static final double R = 5.5;

  private final List<String> systems;

  SystemMarks(List<Entry> entries) {
    systems = entries.stream().map(Entry::system).distinct().toList();
  }

  private int at(Entry entry) {
    return Math.max(0, systems.indexOf(entry.system()));
  }

  Color colour(Entry entry) {
    return Color.decode(COLOURS.get(at(entry) % COLOURS.size()));
  }

  private String name(Entry entry) {
    int at = at(entry);
    return SHAPES.get((at + at / SHAPES.size()) % SHAPES.size());
  }

  /** Whether its shape is filled; that of a system of the baseline is not. */
  boolean filled(Entry entry) {
    return !entry.remeasured() && !name(entry).startsWith("empty");
  }

  /** Around the origin, in pixels. */
  Shape shape(Entry entry) {
    return switch (name(entry)) {
      case "circle", "emptyCircle" -> new Ellipse2D.Double(-R, -R, 2 * R, 2 * R);
      case "roundRect" -> new RoundRectangle2D.Double(-R, -R, 2 * R, 2 * R, R, R);
      case "triangle" -> path(0, -R, R, R, -R, R);
      case "diamond" -> path(0, -R - 1, R, 0, 0, R + 1, -R, 0);
      case "arrow" -> path(0, -R - 1, R, R, 0, R / 3, -R, R);
      default -> new Rectangle2D.Double(-R, -R, 2 * R, 2 * R);
    };
  }

  private static Shape path(double... corners) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }
}
