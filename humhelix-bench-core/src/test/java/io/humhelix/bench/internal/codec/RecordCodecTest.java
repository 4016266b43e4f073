package io.humhelix.bench.internal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCodecTest {

  enum Colour {
    RED,
    GREEN
  }

  record Point(double x, double y) {}

  sealed interface Shape {
    record Circle(Point centre, Duration turn) implements Shape {}

    record Line(List<Point> points) implements Shape {}
  }

  record Whole(
      String name,
      int small,
      long startNanos,
      Optional<Colour> colour,
      OptionalInt count,
      List<Shape> shapes,
      Map<String, Integer> sizes,
      boolean flag) {
    Whole {
      if (small < 0) {
        throw new IllegalArgumentException("small is " + small);
      }
    }
  }

  private static final Whole VALUE =
      new Whole(
          "n",
          1,
          2,
          Optional.of(Colour.RED),
          OptionalInt.empty(),
          List.of(
              new Shape.Circle(new Point(1.5, Double.NaN), Duration.ofNanos(7)),
              new Shape.Line(List.of())),
          Map.of("b", 1, "a", 2),
          true);

  private static final RecordCodec EXACT = RecordCodec.exact().build();

  @Test
  void aRecordIsItsComponentsByName() throws Exception {
    Map<String, Object> tree = EXACT.encode(VALUE);

    assertEquals(
        "{name=n, small=1, start_ns=2, colour=RED, shapes=[{type=Circle,"
            + " centre={x=1.5, y=NaN}, turn_ns=7}, {type=Line, points=[]}], sizes={a=2, b=1},"
            + " flag=true}",
        tree.toString());
    assertEquals(VALUE, EXACT.decode(Whole.class, tree));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name    | 5           | 'name' is 5, not a text",
        "small   | 4294967296  | 'small' is 4294967296, not a number of 32 bits",
        "small   | -1          | it cannot be: small is -1",
        "small   | 1.5         | 'small' is 1.5, not a whole number",
        "start_ns| x           | 'start_ns' is x, not a whole number",
        "colour  | BLUE        | 'colour' is BLUE, not a Colour",
        "flag    | yes         | 'flag' is yes, not true or false",
        "shapes  | x           | 'shapes' is x, not a list",
        "sizes   | x           | 'sizes' is x, not an object",
        "other   | 1           | it has a key 'other' that nobody knows"
      })
  void saysWhereAndWhatWasFound(String key, String value, String message) {
    Map<String, Object> tree = EXACT.encode(VALUE);
    Object odd = value;
    if (value.matches("-?[0-9]+")) {
      odd = Long.valueOf(value);
    } else if (value.matches("[0-9]+\\.[0-9]+")) {
      odd = Double.valueOf(value);
    }
    tree.put(key, odd);

    assertEquals(message, refusal(tree));
  }

  @Test
  void saysThePlaceFromTheTop() {
    Map<String, Object> tree = EXACT.encode(VALUE);
    tree.put(
        "shapes", List.of(Map.of("type", "Line", "points", List.of(Map.of("x", 1L, "y", "high")))));

    assertEquals("'shapes[0].points[0].y' is high, not a number", refusal(tree));
  }

  @Test
  void saysWhatIsMissing() {
    Map<String, Object> tree = EXACT.encode(VALUE);
    tree.remove("start_ns");

    assertEquals("'start_ns' is missing", refusal(tree));
  }

  @Test
  void saysWhichRecordNobodyKnows() {
    Map<String, Object> tree = EXACT.encode(VALUE);
    tree.put("shapes", List.of(Map.of("type", "Square")));

    assertTrue(refusal(tree).startsWith("'shapes[0].type' is Square, not one of ["), refusal(tree));
  }

  private static String refusal(Map<String, Object> tree) {
    return assertThrows(CodecException.class, () -> EXACT.decode(Whole.class, tree)).getMessage();
  }

  @Test
  void laterKeysAndNumbersThatAreNoneArePassedOver() throws Exception {
    RecordCodec lenient = RecordCodec.lenient().build();
    Map<String, Object> tree = lenient.encode(new Point(1, Double.POSITIVE_INFINITY));
    assertEquals(Map.of("x", 1.0), tree);
    tree.put("later", "x");

    assertEquals(new Point(1, Double.NaN), lenient.decode(Point.class, tree));
  }

  record Named(String id, Point place, Optional<Point> second, List<String> words) {}

  @Test
  void partsMayHaveKeysPlacesAndValuesOfTheirOwn() throws Exception {
    RecordCodec codec =
        RecordCodec.exact()
            .parts(
                Parts.of(Named.class)
                    .named("id", "name")
                    .inline("place")
                    .ifNotEmpty("words")
                    .first("y"))
            .build();
    Named value = new Named("n", new Point(1, 2), Optional.empty(), List.of());

    assertEquals("{y=2.0, name=n, x=1.0}", codec.encode(value).toString());
    assertEquals(value, codec.decode(Named.class, codec.encode(value)));
  }

  @Test
  void anOptionalRecordMayStandAmongTheOthers() throws Exception {
    RecordCodec codec =
        RecordCodec.exact()
            .parts(
                Parts.of(Named.class)
                    .form("place", TreeForm.of(v -> "p", t -> new Point(0, 0)))
                    .inline("second"))
            .build();
    Named with = new Named("n", new Point(0, 0), Optional.of(new Point(1, 2)), List.of("w"));
    Named without = new Named("n", new Point(0, 0), Optional.empty(), List.of("w"));

    assertEquals("{id=n, place=p, x=1.0, y=2.0, words=[w]}", codec.encode(with).toString());
    assertEquals(with, codec.decode(Named.class, codec.encode(with)));
    assertEquals(without, codec.decode(Named.class, codec.encode(without)));
  }

  @Test
  void refusesNamesThatTheRecordLacksAndKeysThatMeet() {
    RecordCodec misnamed =
        RecordCodec.exact().parts(Parts.of(Named.class).named("ident", "name")).build();
    RecordCodec doubled =
        RecordCodec.exact().parts(Parts.of(Named.class).named("id", "words")).build();
    Named value = new Named("n", new Point(1, 2), Optional.empty(), List.of());

    assertThrows(IllegalArgumentException.class, () -> misnamed.encode(value));
    assertThrows(IllegalArgumentException.class, () -> doubled.encode(value));
  }

  record Odd(StringBuilder text) {}

  @Test
  void refusesTypesThatHaveNoForm() {
    assertThrows(IllegalArgumentException.class, () -> EXACT.encode(new Odd(new StringBuilder())));
  }
}
