package io.humhelix.bench.internal.scenario;

import static io.humhelix.bench.internal.scenario.FakeSut.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** The search of the highest sustained load. */
class PeakTest {

  private static List<Double> drive(PeakSteps steps, DoublePredicate sustained) {
    List<Double> loads = new ArrayList<>();
    for (OptionalDouble load = steps.next(); load.isPresent(); load = steps.next()) {
      loads.add(load.getAsDouble());
      steps.report(sustained.test(load.getAsDouble()));
    }
    return loads;
  }

  private static PeakSteps steps(double start, boolean whole, double precision, int most) {
    return new PeakSteps(new PeakSearch(precision, most), start, whole, whole ? 1 : 1e-4, 1e6);
  }

  @Test
  void doublesUntilItFailsAndThenBisects() {
    PeakSteps steps = steps(1, false, 0.1, 20);
    assertEquals(
        List.of(1.0, 2.0, 4.0, 8.0, 16.0, 12.0, 10.0, 11.0, 10.0),
        drive(steps, load -> load <= 10.5));
    assertEquals(OptionalDouble.of(10), steps.peak());
    assertEquals(OptionalDouble.of(11), steps.failed());
    assertFalse(steps.isCutShort());
  }

  @Test
  void halvesUntilItPasses() {
    PeakSteps steps = steps(64, false, 0.3, 20);
    assertEquals(List.of(64.0, 32.0, 16.0, 8.0, 12.0, 10.0, 8.0), drive(steps, load -> load <= 9));
    assertEquals(OptionalDouble.of(8), steps.peak());
  }

  @Test
  void findsTheExactNumberOfStreams() {
    for (int most = 1; most <= 100; most++) {
      int limit = most;
      PeakSteps steps = steps(3, true, 0.001, 40);
      List<Double> loads = drive(steps, load -> load <= limit);
      assertEquals(OptionalDouble.of(most), steps.peak(), "limit " + most);
      assertTrue(loads.stream().allMatch(load -> load == Math.rint(load)), loads.toString());
      assertTrue(loads.size() <= 15, loads.toString());
      assertEquals(loads.size() - 1, loads.stream().distinct().count(), "but the confirmation");
    }
  }

  @Test
  void findsNothingWhereNothingIsSustained() {
    PeakSteps steps = steps(5, true, 0.05, 40);
    assertEquals(List.of(5.0, 2.0, 1.0), drive(steps, load -> false));
    assertEquals(OptionalDouble.empty(), steps.peak());
  }

  @Test
  void endsAtTheHighestLoadThereIs() {
    PeakSteps steps = steps(300_000, false, 0.05, 40);
    assertEquals(
        List.of(300_000.0, 600_000.0, 1_000_000.0, 1_000_000.0), drive(steps, load -> true));
    assertEquals(OptionalDouble.empty(), steps.failed());
  }

  @Test
  void saysThatItsStepsWereUsedUp() {
    PeakSteps steps = steps(1, false, 0.001, 6);
    assertEquals(7, drive(steps, load -> load <= 10.5).size(), "and the confirmation");
    assertTrue(steps.isCutShort());
    assertEquals(OptionalDouble.of(8), steps.peak());
  }

  /**
   * Share of clips that wait no longer than x in a queue with Poisson arrivals and one server of
   * fixed service time 1 (A. K. Erlang, 1909).
   */
  private static double waitsAtMost(double x, double rate) {
    double sum = 0;
    double factorial = 1;
    for (int k = 0; k <= (int) x; k++) {
      factorial *= Math.max(1, k);
      sum += Math.pow(rate * (k - x), k) / factorial * Math.exp(-rate * (k - x));
    }
    return (1 - rate) * sum;
  }

  @Test
  void findsTheKneeOfAQueueThatIsKnown() throws Exception {
    // Service 10 ms, limit 50 ms at p95: the clips that wait no longer than 4 services.
    double low = 0;
    double high = 1;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (waitsAtMost(4, middle) >= 0.95) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double knee = low / 0.010;
    assertTrue(knee > 60 && knee < 80, "the knee is at " + knee + " clips/s");

    VirtualTime time = new VirtualTime();
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> 10 * MS);
    List<TranscriptionRequest> clips = FakeSut.clips(1);
    PeakSteps steps = steps(3, false, 0.02, 30);
    int step = 0;
    for (OptionalDouble load = steps.next(); load.isPresent(); load = steps.next()) {
      Scenario scenario = Trials.server(load.getAsDouble(), 20_000, 95, 50);
      long seed = Seeds.ofTrial(5, ++step);
      steps.report(Trials.run(time, sut, clips, scenario, seed).sustained().orElseThrow());
    }
    assertEquals(knee, steps.peak().orElseThrow(), 0.05 * knee);
  }

  @Test
  void findsHowManySpeakersASystemCanFollow() throws Exception {
    // 0.1 of real time: 10 speakers are 100 %, and steadily so, since speech is regular.
    VirtualTime time = new VirtualTime();
    FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> (long) (100 * MS * request.seconds()));
    List<TranscriptionRequest> clips = FakeSut.clips(2, 3, 5);
    PeakSteps steps = steps(1, true, 0.01, 30);
    int step = 0;
    for (OptionalDouble load = steps.next(); load.isPresent(); load = steps.next()) {
      Scenario scenario =
          new Scenario.Streams(
              (int) load.getAsDouble(),
              new LatencyLimit(95, Duration.ofSeconds(2)),
              Extent.atLeast(Duration.ofSeconds(600), 0));
      long seed = Seeds.ofTrial(5, ++step);
      steps.report(Trials.run(time, sut, clips, scenario, seed).sustained().orElseThrow());
    }
    double peak = steps.peak().orElseThrow();
    assertTrue(peak >= 8 && peak <= 10, "peak at " + peak + " speakers");
  }

  /**
   * One clip of 5 s that takes 0.2 s, one at a time: 25 speakers are all that there is time for.
   */
  @Test
  void aShortTrialDoesNotPassForASustainedLoad() throws Exception {
    for (int start : new int[] {1, 8, 33, 200}) {
      VirtualTime time = new VirtualTime();
      FakeSut sut = new FakeSut(time, 1, 1, (call, request) -> 200 * MS);
      Scenario.Streams scenario =
          new Scenario.Streams(
              start,
              new LatencyLimit(95, Duration.ofSeconds(2)),
              Optional.of(new PeakSearch(0.01, 30)),
              OpenLoop.DEFAULT,
              Extent.ONE_PASS);
      LoadSearch search = LoadSearch.of(scenario).orElseThrow();
      int trial = 0;
      for (Optional<Scenario> next = search.next(); next.isPresent(); next = search.next()) {
        long seed = Seeds.ofTrial(5, ++trial);
        Trials.Done done = Trials.run(time, sut, FakeSut.clips(5), next.get(), seed);
        search.report(search.step().orElseThrow().with(done.result(), done.calls(), done.failed()));
      }
      assertEquals(OptionalDouble.of(25), search.loads().peak(), "from " + start);
    }
  }

  @Test
  void aSearchThatIsEndedTriesNothingMore() {
    PeakSteps steps = steps(1, false, 0.1, 20);
    steps.report(true);
    steps.end();
    assertEquals(OptionalDouble.empty(), steps.next());
    assertEquals(OptionalDouble.of(1), steps.peak());
    assertTrue(steps.isCutShort());
  }

  /** A search from 8 that doubles once and confirms, and what its confirmations were. */
  private static PeakSteps confirmed(boolean... held) {
    PeakSteps steps = steps(8, false, 0.05, 2);
    steps.report(true);
    steps.report(true);
    for (boolean one : held) {
      assertTrue(steps.confirms());
      assertTrue(steps.next().isPresent());
      steps.report(one);
    }
    return steps;
  }

  @Test
  void aPeakIsTriedAgainAndGoesDownUntilItIsHeld() {
    assertTrue(confirmed(true).isConfirmed());
    assertEquals(OptionalDouble.of(16), confirmed(true).peak());
    PeakSteps lower = confirmed(false, false, true);
    assertEquals(16 * 0.95 * 0.95, lower.peak().orElseThrow(), 1e-9);
    assertTrue(lower.isConfirmed());
    assertEquals(OptionalDouble.empty(), lower.next());
  }

  @Test
  void aPeakThatWasNotHeldAgainDoesNotCount() {
    PeakSteps open = confirmed(false);
    assertEquals(OptionalDouble.of(8), open.peak(), "what was held below it is left");
    assertFalse(open.isConfirmed());
    PeakSteps never = confirmed(new boolean[10]);
    assertEquals(OptionalDouble.empty(), never.next());
    assertEquals(OptionalDouble.empty(), never.peak());
  }

  @Test
  void aConfirmationOfSpeakersGoesDownByOneAtLeast() {
    PeakSteps steps = steps(3, true, 0.05, 40);
    drive(steps, load -> load <= 4 && !steps.confirms() || load <= 2);
    assertEquals(OptionalDouble.of(2), steps.peak());
    PeakSteps one = steps(1, true, 0.05, 2);
    drive(one, load -> load <= 1 && !one.confirms());
    assertEquals(OptionalDouble.empty(), one.peak(), "there is nothing below one speaker");
  }
}
