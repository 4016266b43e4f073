package io.humhelix.bench.internal.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchExtentTest {

  private static Extent server(double percentile, Extent asked) {
    return SearchExtent.of(
        new Scenario.Server(
            10,
            Optional.of(new LatencyLimit(percentile, Duration.ofSeconds(1))),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            asked));
  }

  private static Extent streams(int streams, double limitSeconds) {
    return SearchExtent.of(
        new Scenario.Streams(
            streams,
            new LatencyLimit(95, Duration.ofMillis(Math.round(1000 * limitSeconds))),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            Extent.ONE_PASS));
  }

  @Test
  void aStepBeginsWithTheQueriesThatShowAHeldLimitWithOneSlowAmongThem() {
    assertEquals(64, server(90, Extent.ONE_PASS).minQueries());
    assertEquals(130, server(95, Extent.ONE_PASS).minQueries());
    assertEquals(662, server(99, Extent.ONE_PASS).minQueries());
    assertEquals(BacklogTrend.LEAST_QUERIES, server(10, Extent.ONE_PASS).minQueries());
    assertEquals(64, server(90, Extent.atLeast(Duration.ZERO, 20)).minQueries());
  }

  @Test
  void whatIsAskedForBeyondThatStays() {
    Extent asked = Extent.atLeast(Duration.ofSeconds(60), 1000);
    assertEquals(asked, server(99, asked));
  }

  @Test
  void everySpeakerHasSeveralClips() {
    assertEquals(130, streams(20, 1).minQueries());
    assertEquals(500, streams(100, 1).minQueries());
  }

  @Test
  void anOverloadOfHalfThePrecisionHasTimeToShow() {
    // A tenth of the limit in 12 of 17 blocks.
    assertEquals(0.1 / 0.025 * 17 / 12, seconds(server(95, Extent.ONE_PASS)), 1e-6);
    assertEquals(0.2 / 0.025 * 17 / 12, seconds(streams(100, 2)), 1e-6);
    assertEquals(0.2 * 4 * 17 / 12, seconds(streams(4, 2)), 1e-6);
  }

  private static double seconds(Extent extent) {
    return extent.minDuration().toNanos() / 1e9;
  }

  @Test
  void theMaximumOfTheDefinitionHolds() {
    Extent asked = Extent.ONE_PASS.atMost(Duration.ofSeconds(2));
    Extent extent = server(95, asked);
    assertEquals(Duration.ofSeconds(2), extent.minDuration());
    assertEquals(asked.maxDuration(), extent.maxDuration());
  }

  @Test
  void aPercentileThatNoTrialCanTestIsToldFrom() {
    LatencyLimit far = new LatencyLimit(99.9999999, Duration.ofSeconds(1));
    assertEquals(Extent.MOST_QUERIES + 1L, SearchExtent.queriesToShow(far, 0));
    LatencyLimit near = new LatencyLimit(99.9, Duration.ofSeconds(1));
    assertEquals(4603, SearchExtent.queriesToShow(near, 0));
  }

  private static List<Integer> all(int first, Extent asked) {
    Scenario.Server scenario =
        new Scenario.Server(
            10,
            Optional.of(new LatencyLimit(95, Duration.ofSeconds(1))),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            asked);
    List<Integer> queries = new ArrayList<>(List.of(first));
    int sum = first;
    for (Optional<Extent> next = SearchExtent.after(scenario, 1, sum);
        next.isPresent();
        next = SearchExtent.after(scenario, queries.size(), sum)) {
      queries.add(next.get().minQueries());
      sum += next.get().minQueries();
    }
    return queries;
  }

  @Test
  void everyFurtherTrialDoublesWhatWasAskedUpTo16Times() {
    assertEquals(List.of(130, 130, 260, 520, 1040), all(130, Extent.ONE_PASS));
    assertEquals(List.of(133, 133, 266, 532, 1016), all(133, Extent.ONE_PASS));
    Extent many = Extent.atLeast(Duration.ZERO, 600);
    assertEquals(List.of(600, 600, 880), all(600, many));
  }

  @Test
  void longTrialsAreTwoBeforeTheObservedPercentileDecides() {
    assertEquals(List.of(4000, 4000), all(4000, Extent.atLeast(Duration.ZERO, 4000)));
    assertEquals(List.of(1600, 1600), all(1600, Extent.atLeast(Duration.ZERO, 1600)));
    assertEquals(List.of(9000, 130), all(9000, Extent.atLeast(Duration.ofMinutes(10), 1)));
  }
}
