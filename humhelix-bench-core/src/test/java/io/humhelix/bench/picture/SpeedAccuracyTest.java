package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which system is worth its time. */
class SpeedAccuracyTest {

  private static final double[] LENGTHS = IntStream.range(0, 12).mapToDouble(i -> 10).toArray();
  private static final Workload SPEECH = PictureRuns.workload("speech", LENGTHS);

  /** Three forks that differ by 1 %. */
  static PictureRuns.Engine system(String name, double seconds, int errors) {
    PictureRuns.Engine system = new PictureRuns.Engine(name, SPEECH, LENGTHS).errors(errors, 100);
    for (int fork = 1; fork <= 3; fork++) {
      double its = seconds * (1 + 0.01 * (fork - 2));
      system.trial(fork, IntStream.range(0, LENGTHS.length).mapToDouble(i -> its).toArray());
    }
    return system;
  }

  private static SpeedAccuracy of(PictureRuns.Engine... systems) {
    return SpeedAccuracy.of(Entry.of(List.of(PictureRuns.run(systems))));
  }

  @Test
  void whoIsBeatenInBothIsNotOnTheFront() {
    SpeedAccuracy picture =
        of(system("fast", 0.1, 20), system("exact", 1, 3), system("beaten", 1.5, 12));
    assertEquals(
        List.of(true, true, false),
        picture.points().stream().map(SpeedAccuracy.Point::front).toList());
    assertEquals(100, picture.points().get(0).rtfx().point(), 1e-2);
    assertEquals(20, picture.points().get(0).errorPercent().point(), 1e-9);
    assertTrue(picture.points().get(0).rtfx().low() < 100);
    assertTrue(picture.points().get(0).rtfx().high() > 100);
    assertEquals(
        "fast is the fastest, at 100 times real time with 20 % WER; exact is the most accurate, with"
            + " 3 % WER at 10 times. No other beats fast or exact in both.",
        picture.panels().get(0).finding());
  }

  @Test
  void oneThatIsFasterAndMoreAccurateIsTheWholeFront() {
    SpeedAccuracy picture = of(system("best", 0.1, 1), system("other", 1, 9));
    assertEquals(
        List.of(true, false), picture.points().stream().map(SpeedAccuracy.Point::front).toList());
    assertEquals(
        "best is both the fastest and the most accurate, at 100 times real time with 1 % WER.",
        picture.panels().get(0).finding());
  }

  @Test
  void equalOnesAreBothOnTheFrontAndNoneLeadsInBoth() {
    SpeedAccuracy picture = of(system("one", 0.1, 1), system("other", 0.1, 1));
    assertTrue(picture.points().stream().allMatch(SpeedAccuracy.Point::front));
    assertEquals(
        "one leads in speed by the best guesses, at 100 times real time; both are at the"
            + " same WER (1 %). other may be as fast: the intervals overlap.",
        picture.panels().get(0).finding());
    assertFalse(picture.views().get(0).clear());
  }

  @Test
  void equalRatesAreToldAsSuchThoughOneIsTheFastest() {
    SpeedAccuracy picture = of(system("one", 0.1, 9), system("two", 1, 9), system("three", 2, 9));
    assertEquals(
        "one is the fastest, at 100 times real time; all are at the same WER (9 %).",
        picture.panels().get(0).finding());
    assertFalse(picture.views().get(0).clear());
    assertTrue(of(system("best", 0.1, 1), system("other", 1, 30)).views().get(0).clear());
  }

  @Test
  void aLeadThatIntervalsDoNotTellIsABestGuess() {
    String finding = of(system("one", 0.1, 8), system("other", 1, 9)).panels().get(0).finding();
    assertEquals(
        "one is the fastest, at 100 times real time with 8 % WER; it has the lowest WER too by the"
            + " best guesses. other may be as accurate as one: the intervals overlap.",
        finding);
  }

  @Test
  void allOthersAreCountedAndNamesWithCommasStayWhole() {
    assertEquals("a; b, 5 beams and c", FindingText.names(List.of("a", "b, 5 beams", "c"), "and"));
    assertEquals("a, b and c", FindingText.names(List.of("a", "b", "c"), "and"));
    String finding =
        of(system("one", 1, 8), system("b", 1, 9), system("c", 1, 10)).panels().get(0).finding();
    assertTrue(
        finding.endsWith("The 2 others may be as fast and as accurate: the intervals overlap."),
        finding);
  }

  private static SpeedAccuracy.Point point(double rtfx, double low, double high, double bound) {
    return new SpeedAccuracy.Point(
        "key",
        "speech",
        "host",
        new DrawnLevel(rtfx, low, high, false),
        new DrawnLevel(3, Double.NaN, bound, true),
        true);
  }

  @Test
  void oneAbsurdIntervalDoesNotSqueezeThePoints() {
    SpeedAccuracyView view =
        SpeedAccuracyView.of(List.of(point(10, 9, 11, 17), point(0.4, 0.0048, 30.6, 5)), false);
    assertEquals(0.16, view.slowest(), 1e-9);
    assertEquals(25, view.fastest(), 1e-9);
    assertEquals(9, view.mostErrors(), 1e-9);
    assertTrue(view.cut());
  }

  @Test
  void intervalsThatAreNearAreShownWhole() {
    SpeedAccuracyView view =
        SpeedAccuracyView.of(List.of(point(10, 9, 11, 5), point(4, 3, 5, 4)), false);
    assertEquals(new SpeedAccuracyView(3, 11, 5, false, false), view);
    double none = Double.NaN;
    assertEquals(
        new SpeedAccuracyView(4, 4, 3, false, false),
        SpeedAccuracyView.of(List.of(point(4, none, none, none)), false),
        "without intervals");
  }

  @Test
  void fewErrorsAreAnUpperBoundAlone() {
    SpeedAccuracy picture = of(system("perfect", 0.1, 0));
    DrawnLevel errors = picture.points().get(0).errorPercent();
    assertTrue(errors.atMost());
    assertEquals(0, errors.point());
    assertTrue(Double.isNaN(errors.low()));
    assertTrue(errors.high() > 0);
    assertTrue(
        picture.panels().get(0).finding().startsWith("perfect runs at 100 times real time with 0"),
        picture.panels().get(0).finding());
    assertFalse(of(system("other", 0.1, 9)).points().get(0).errorPercent().atMost());
  }

  @Test
  void brokenTextIsNoPoint() {
    SpeedAccuracy picture =
        of(
            system("good", 1, 3),
            new PictureRuns.Engine("broken", SPEECH, LENGTHS)
                .errors(90, 100)
                .status(TrialStatus.INVALID)
                .trial(1, LENGTHS));
    assertEquals(1, picture.points().size());
    assertEquals(1, picture.panels().get(0).entries().size());
  }

  @Test
  void withoutReferencesASystemIsNamedBeside() {
    double[] lengths = {10};
    Workload other = PictureRuns.workload("other", lengths);
    SpeedAccuracy picture =
        of(system("scored", 1, 3), new PictureRuns.Engine("unscored", other, lengths).trial(1, 2));
    assertEquals(1, picture.points().size());
    assertEquals(1, picture.unscored().size());
    assertEquals(5, picture.unscored().get(0).rtfx().point(), 1e-9);
  }

  @Test
  void hostsAndWorkloadsAreViewsOfTheirOwn() {
    RunResult one = PictureRuns.run(system("same", 1, 3));
    RunResult other =
        PictureRuns.run(
            "bench-2", Scenario.SINGLE_STREAM, Isolation.PROCESS, system("same", 0.5, 1));
    SpeedAccuracy picture = SpeedAccuracy.of(Entry.of(List.of(one, other)));
    assertEquals(
        List.of("speech, bench-1", "speech, bench-2"),
        picture.panels().stream().map(PicturePanel::name).toList());
    assertTrue(picture.points().stream().allMatch(SpeedAccuracy.Point::front));
  }

  @Test
  void latenciesUnderLoadAreNoSpeed() {
    SpeedAccuracy picture =
        SpeedAccuracy.of(
            Entry.of(
                List.of(
                    PictureRuns.run(
                        "bench-1",
                        new Scenario.MultiStream(2),
                        Isolation.PROCESS,
                        system("loaded", 1, 3)))));
    assertTrue(picture.points().isEmpty());
    assertTrue(picture.unscored().isEmpty());
  }

  @Test
  void namesStayOnOneLineAndInTheirDirection() {
    Entry entry = Entry.of(List.of(PictureRuns.run(system("a\u202eb\nc", 1, 3)))).get(0).entry();
    assertEquals("a b c", entry.name());
    assertTrue(of(system("a\u202eb", 1, 3)).panels().get(0).finding().startsWith("a b runs at"));
  }
}
