package io.humhelix.bench.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Labels that touch nothing. */
class LabelPlacementTest {

  private static final Rectangle2D BOUNDS = new Rectangle2D.Double(0, 0, 800, 400);

  private static LabelPlacement.Label label(double x, double y) {
    return new LabelPlacement.Label(x, y, 80, 16);
  }

  private static Rectangle2D mark(LabelPlacement.Label label) {
    return new Rectangle2D.Double(label.x() - 8, label.y() - 8, 16, 16);
  }

  @Test
  void aloneItStandsAtTheRight() {
    assertEquals(
        List.of(Optional.of(new Rectangle2D.Double(110, 92, 80, 16))),
        LabelPlacement.place(List.of(label(100, 100)), List.of(), List.of(), BOUNDS));
  }

  @Test
  void labelsTouchNeitherMarksNorEachOther() {
    Random random = new Random(7);
    int placed = 0;
    for (int round = 0; round < 200; round++) {
      List<LabelPlacement.Label> labels = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        labels.add(label(random.nextDouble() * 800, random.nextDouble() * 400));
      }
      List<Rectangle2D> marks = labels.stream().map(LabelPlacementTest::mark).toList();
      List<Rectangle2D> places =
          LabelPlacement.place(labels, marks, List.of(), BOUNDS).stream()
              .flatMap(Optional::stream)
              .toList();
      placed += places.size();
      for (int i = 0; i < places.size(); i++) {
        assertTrue(BOUNDS.contains(places.get(i)));
        for (Rectangle2D mark : marks) {
          assertFalse(places.get(i).intersects(mark));
        }
        for (int j = 0; j < i; j++) {
          assertFalse(places.get(i).intersects(places.get(j)));
        }
      }
    }
    assertTrue(placed > 0.97 * 200 * 12, placed + " of 2400");
  }

  @Test
  void aThinBarIsAnObstacleToo() {
    Rectangle2D bar = new Rectangle2D.Double(0, 100, 800, 0);
    Rectangle2D place =
        LabelPlacement.place(List.of(label(100, 100)), List.of(bar), List.of(), BOUNDS)
            .get(0)
            .orElseThrow();
    assertTrue(place.getMaxY() < 100 || place.getMinY() > 100, place.toString());
  }

  @Test
  void whatIsSoftIsTouchedOnlyWhereAllElseIsTaken() {
    Rectangle2D right = new Rectangle2D.Double(105, 0, 600, 400);
    Rectangle2D place =
        LabelPlacement.place(List.of(label(100, 100)), List.of(), List.of(right), BOUNDS)
            .get(0)
            .orElseThrow();
    assertFalse(place.intersects(right));
    assertEquals(
        Optional.of(new Rectangle2D.Double(110, 92, 80, 16)),
        LabelPlacement.place(List.of(label(100, 100)), List.of(), List.of(BOUNDS), BOUNDS).get(0));
  }

  @Test
  void withoutRoomThereIsNoLabel() {
    assertEquals(
        List.of(Optional.empty()),
        LabelPlacement.place(List.of(label(100, 100)), List.of(BOUNDS), List.of(), BOUNDS));
  }
}
