package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadIssuesTest {

  private static final LatencyLimit LIMIT = new LatencyLimit(95, Duration.ofMillis(1500));
  private static final Scenario STREAMS =
      new Scenario.Streams(2, LIMIT, Extent.atLeast(Duration.ZERO, 4));
  private static final long MILLI = 1_000_000;

  /** Four calls, all of which took so long, queued so long, and were handed over so late. */
  private static CallSeries calls(long tookMillis, long queuedMillis, long lateMillis) {
    CallSeries.Builder calls = CallSeries.builder(List.of("one.wav"), new double[] {1.0}, 4);
    for (int i = 0; i < 4; i++) {
      long due = i * 1_000 * MILLI;
      long start = due + (queuedMillis + lateMillis) * MILLI;
      calls.add(0, i, i, due, queuedMillis * MILLI, start, tookMillis * MILLI, 0, -1);
    }
    return calls.build();
  }

  private static Loaded result(CallSeries calls, int left, boolean capHit, LimitCheck check) {
    double median = calls.latencyNanos(0) / 1e9;
    return new Loaded(
        new ScenarioResult(
            "streams",
            OptionalDouble.of(2),
            1,
            4,
            List.of(
                new LatencyPercentile(50, median, median, median, 0.95, OptionalDouble.empty(), 4)),
            3,
            left,
            capHit,
            Optional.ofNullable(check),
            Optional.empty()),
        calls);
  }

  private record Loaded(ScenarioResult result, CallSeries calls) {}

  private static List<Issue> issues(Scenario scenario, Loaded loaded) {
    UnderLoad load = UnderLoad.of(scenario);
    return LoadIssues.of(load, loaded.result(), loaded.calls());
  }

  private static List<String> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // took, queued, late, flagged
    "100, 0, 20, true",
    "100, 0, 0, false",
    "100, 900, 0, false",
    "1000, 0, 20, false",
    "1, 0, 1, false",
    "1, 0, 2, true",
  })
  void whatTheHarnessHandedOverLateIsTold(long took, long queued, long late, boolean flagged) {
    List<String> codes = codes(issues(STREAMS, result(calls(took, queued, late), 0, false, null)));
    assertEquals(flagged ? List.of("issued-late") : List.of(), codes);
  }

  @Test
  void aClosedLoopIsNeverLate() {
    Loaded late = result(calls(100, 0, 50), 0, false, null);
    assertEquals(List.of(), issues(new Scenario.Offline(), late));
  }

  @Test
  void theLimitIsMissedOrUndecidedOrHeldForAShortTimeOnly() {
    CallSeries calls = calls(100, 0, 0);
    List<Issue> missed =
        issues(
            STREAMS,
            result(calls, 0, false, new LimitCheck(LIMIT, 4, 0, 2, false, false, 0, false, 0)));
    assertEquals(List.of("latency-limit-missed"), codes(missed));
    assertEquals("2 of 4 queries missed the limit (p95 within 1.5 s).", missed.get(0).message());

    List<Issue> open =
        issues(
            STREAMS,
            result(calls, 0, false, new LimitCheck(LIMIT, 4, 0, 0, true, false, 90, true, 0.25)));
    assertEquals(List.of("latency-limit-undecided", "backlog-grows"), codes(open));
    assertEquals(
        "the limit (p95 within 1.5 s) was held, but chance may explain it: 0 of 4 queries were slow"
            + " or failed, and with so many it takes 90 queries to be 99 % sure. Raise scenario.min_queries.",
        open.get(0).message());
    assertTrue(open.get(1).message().contains("0.250 s more"), open.get(1).message());

    LimitCheck shown = new LimitCheck(LIMIT, 400, 0, 0, true, true, 90, false, 0);
    assertEquals(List.of(), issues(STREAMS, result(calls, 0, false, shown)));
  }

  @Test
  void clipsThatWereNeverAnsweredMissedTheLimit() {
    LimitCheck check = new LimitCheck(LIMIT, 43, 39, 40, false, false, 0, false, 0);
    List<Issue> missed = issues(STREAMS, result(calls(100, 0, 0), 39, true, check));
    assertEquals(
        "40 of 43 queries missed the limit (p95 within 1.5 s); 39 of them were never answered.",
        missed.get(0).message());
  }

  @Test
  void queriesThatFailedAreToldApartFromThoseLeft() {
    LimitCheck check = new LimitCheck(LIMIT, 43, 39, 40, false, false, 0, false, 0);
    List<Issue> some = issues(STREAMS, result(calls(100, 0, 0), 30, true, check));
    assertTrue(
        some.get(0).message().endsWith("; 9 of them failed, 30 of them were never answered."),
        some.get(0).message());
    List<Issue> all = issues(STREAMS, result(calls(100, 0, 0), 0, false, check));
    assertTrue(all.get(0).message().endsWith("; 39 of them failed."), all.get(0).message());
  }

  /** "2450 of 106" is no count. */
  @Test
  void noMessageTellsMoreOfSomethingThanThereIs() {
    Pattern counts = Pattern.compile("(\\d+) of (\\d+) ");
    Random random = new Random(28);
    int seen = 0;
    for (int i = 0; i < 2_000; i++) {
      int queries = 1 + random.nextInt(3_000);
      int slow = random.nextInt(queries + 1);
      int unanswered = random.nextInt(slow + 1);
      int left = random.nextInt(unanswered + 1);
      LimitCheck check =
          new LimitCheck(
              LIMIT, queries, unanswered, slow, random.nextInt(4) == 0, false, 9, false, 0);
      Loaded loaded = result(calls(100, 0, 0), left, random.nextBoolean(), check);
      UnderLoad load = UnderLoad.of(STREAMS).atPeak(OptionalDouble.of(2));
      List<Issue> issues = new ArrayList<>(LoadIssues.of(load, loaded.result(), loaded.calls()));
      LoadIssues.unfit(load, loaded.result()).ifPresent(issues::add);
      for (Issue issue : issues) {
        Matcher found = counts.matcher(issue.message());
        while (found.find()) {
          seen++;
          assertTrue(
              Long.parseLong(found.group(1)) <= Long.parseLong(found.group(2)), issue.message());
        }
      }
    }
    assertTrue(seen > 1_000, seen + " counts");
  }

  @Test
  void moreSlowQueriesThanWereAskedAreNoCount() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LimitCheck(LIMIT, 1, 0, 40, false, false, 0, false, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LimitCheck(LIMIT, 50, 41, 40, false, false, 0, false, 0));
  }

  private static Optional<Issue> unfit(Loaded loaded) {
    return LoadIssues.unfit(UnderLoad.of(STREAMS), loaded.result());
  }

  @ParameterizedTest
  @CsvSource({
    // percentile, at the peak, of 100 queries slow, unfit
    "95, true, 20, true",
    "95, true, 17, false",
    "95, true, 8, false",
    "95, false, 90, false",
    "50, true, 100, true",
    "50, true, 90, true",
    "50, true, 70, false",
    "20, true, 100, true",
    "20, true, 85, false",
  })
  void aPeakThatItsOwnTrialMissesByFarIsNone(
      double percentile, boolean peak, int slow, boolean unfit) {
    LatencyLimit limit = new LatencyLimit(percentile, Duration.ofMillis(1500));
    LimitCheck check = new LimitCheck(limit, 100, 0, slow, false, false, 0, false, 0);
    UnderLoad load =
        UnderLoad.of(STREAMS).atPeak(peak ? OptionalDouble.of(2) : OptionalDouble.empty());
    Optional<Issue> issue =
        LoadIssues.unfit(load, result(calls(100, 0, 0), 0, false, check).result());
    assertEquals(unfit, issue.isPresent());
    issue.ifPresent(
        one -> {
          assertEquals("peak-not-held", one.code());
          String found = slow + " of 100 queries missed the limit (p" + (int) percentile;
          assertTrue(one.message().contains(found), one.message());
        });
  }

  @Test
  void aTrialThatWasEndedEarlyIsUnfit() {
    CallSeries calls = calls(100, 0, 0);
    Optional<Issue> cap = unfit(result(calls, 7, true, null));
    assertEquals("outstanding-cap-reached", cap.orElseThrow().code());
    Optional<Issue> time = unfit(result(calls, 7, false, null));
    assertEquals("backlog-left", time.orElseThrow().code());
    assertTrue(time.orElseThrow().message().contains("7 clips"), time.toString());
    assertEquals(Optional.empty(), unfit(result(calls, 0, false, null)));
  }

  @Test
  void speakersWithoutAPlaceAreTold() {
    Scenario.Streams streams = (Scenario.Streams) STREAMS;
    Scenario.Streams chunks = streams.withChunk(Duration.ofMillis(200));
    Loaded oneAtATime = result(calls(100, 0, 0), 0, false, null);
    assertEquals(List.of("speakers-wait"), codes(issues(chunks, oneAtATime)));
    assertEquals(List.of(), codes(issues(chunks.withStreams(1), oneAtATime)));
    assertEquals(List.of(), codes(issues(streams, oneAtATime)));
  }
}
