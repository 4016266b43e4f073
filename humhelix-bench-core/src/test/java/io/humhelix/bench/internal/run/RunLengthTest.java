package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunLengthTest {

  /** A first pass, a warm-up trial and two measured ones. */
  private static final TrialPolicy POLICY = TrialPolicy.DEFAULT.withCounts(1, 2);

  private static final LatencyLimit LIMIT = new LatencyLimit(95, Duration.ofSeconds(1));

  /** Of one clip of 5 s and one of 55 s: calls of 1 and of 5.5 s. */
  private static double seconds(Scenario scenario) {
    return new RunLength(scenario, POLICY, List.of(5.0, 55.0)).ofForks(1).toMillis() / 1000.0;
  }

  @Test
  void onePassAfterTheOther() {
    assertEquals(5 + 4 * 6.5, seconds(Scenario.SINGLE_STREAM));
    assertEquals(
        3 * (5 + 4 * 6.5),
        new RunLength(Scenario.SINGLE_STREAM, POLICY, List.of(5.0, 55.0)).ofForks(3).toSeconds());
  }

  @Test
  void aTrialLastsAsLongAsTheDefinitionSays() {
    Extent extent = Extent.atLeast(Duration.ofSeconds(60), 0);
    assertEquals(5 + 6.5 + 3 * 60, seconds(Scenario.SINGLE_STREAM.withExtent(extent)));
    assertEquals(
        5 + 6.5 + 3 * 130 / 2.0,
        seconds(new Scenario.Server(2, Extent.atLeast(Duration.ofSeconds(1), 130))));
    assertEquals(
        5 + 6.5 + 3 * 40,
        seconds(
            new Scenario.Server(
                2, Extent.atLeast(Duration.ZERO, 130).atMost(Duration.ofSeconds(40)))));
  }

  @Test
  void liveAudioPlaysInRealTime() {
    // Eight clips of 30 s on the average, four at once.
    assertEquals(
        5 + 6.5 + 3 * 60,
        seconds(new Scenario.Streams(4, LIMIT, Extent.atLeast(Duration.ZERO, 8))));
  }

  @Test
  void severalClipsAQuery() {
    assertEquals(
        5 + 6.5 + 3 * 10 * 4 * 3.25,
        seconds(new Scenario.MultiStream(4, Extent.atLeast(Duration.ZERO, 10))));
  }

  @Test
  void aSearchTakesStepsBeforeTheTrials() {
    Extent extent = Extent.atLeast(Duration.ofSeconds(60), 0);
    Scenario searched =
        new Scenario.Server(
            2, Optional.of(LIMIT), Optional.of(PeakSearch.DEFAULT), OpenLoop.DEFAULT, extent);
    // At 2 clips a second the 130 of a first trial take longer than what was asked for.
    assertEquals(5 + 6.5 + (10 + 35) * 65 + 3 * 60, seconds(searched));
    Scenario brief =
        new Scenario.Server(
            2, Optional.of(LIMIT), Optional.of(new PeakSearch(0.5, 4)), OpenLoop.DEFAULT, extent);
    assertEquals(5 + 6.5 + (4 + 35) * 65 + 3 * 60, seconds(brief));
    Extent many = Extent.atLeast(Duration.ZERO, 4000);
    assertEquals(
        5 + 6.5 + (10 + 4 + 3) * 2000.0, seconds(searched.withExtent(many)), "two are enough");
    assertEquals(11.5, new RunLength(searched, POLICY, List.of(5.0, 55.0)).ofPasses(1));
  }
}
