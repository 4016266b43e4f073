package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionRuleTest {

  private static final int MOST = 30;

  private final List<TrialResult> trials = new ArrayList<>();

  private static StopRule rule(int first, double halfWidth) {
    return PrecisionRule.of(
        TrialPolicy.DEFAULT.withForks(first).withPrecision(new PrecisionTarget(halfWidth, MOST)),
        Scenario.SINGLE_STREAM);
  }

  private void add(int fork, double rtf, TrialStatus status) {
    trials.add(
        MadeUpTrials.trial(
            "x",
            TrialKind.MEASURED,
            fork,
            1,
            status,
            Instant.EPOCH,
            1,
            1,
            List.of(),
            List.of(new Measurement(Metrics.RTF, rtf)),
            List.of(),
            Optional.empty()));
  }

  /** Forks of a seeded spread until the rule has enough; returns why. */
  private Issue until(StopRule rule, double spread) {
    Random random = new Random(5);
    Optional<Issue> stop = Optional.empty();
    int fork = 0;
    while (stop.isEmpty()) {
      add(++fork, 0.1 * Math.exp(spread * random.nextGaussian()), TrialStatus.OK);
      stop = rule.enough(trials, fork);
    }
    return stop.get();
  }

  @Test
  void aPilotFixesTheNumberOfForks() {
    Issue stop = until(rule(5, 0.02), 0.02);
    assertEquals("precision-reached", stop.code());
    assertTrue(stop.message().contains("(stein-slow-tail-log-t)"), stop.message());
    assertTrue(trials.size() > 5 && trials.size() < MOST, trials.size() + " forks");
    // By the pilot alone: what comes later does not change the number.
    trials.subList(5, trials.size()).clear();
    for (int fork = 6; rule(5, 0.02).enough(trials, fork - 1).isEmpty(); fork++) {
      add(fork, 0.1, TrialStatus.OK);
    }
    assertTrue(stop.message().startsWith("after " + trials.size() + " forks"), stop.message());
  }

  @Test
  void fromTenForksOnEveryForkIsLookedAt() {
    assertEquals("precision-reached", until(rule(10, 0.02), 0.03).code());
    assertTrue(trials.size() > 10 && trials.size() < MOST, trials.size() + " forks");
    trials.clear();
    Issue quiet = until(rule(10, 0.02), 0.001);
    assertEquals(10, trials.size());
    assertTrue(
        quiet.message().contains("(slow-tail-log-t); the target is -+ 2.00 %."), quiet.message());
  }

  @Test
  void theLimitComesFirstWhereTheSpreadIsTooLarge() {
    Issue stop = until(rule(5, 0.005), 0.1);
    assertEquals(MOST, trials.size());
    assertEquals("precision-missed", stop.code());
    assertTrue(stop.remedy().contains("max_forks"), stop.remedy());
  }

  @Test
  void forksWithoutValidTrialsDoNotCountAndDoNotGoOnForEver() {
    for (int fork = 1; fork < MOST; fork++) {
      add(fork, 0.1, fork == 1 ? TrialStatus.OK : TrialStatus.FAILED);
      assertEquals(Optional.empty(), rule(3, 0.02).enough(trials, fork));
    }
    Issue stop = rule(3, 0.02).enough(trials, MOST).orElseThrow();
    assertTrue(stop.message().startsWith("1 of 30 forks have valid trials"), stop.message());
    trials.clear();
    assertTrue(rule(3, 0.02).enough(trials, MOST).orElseThrow().message().startsWith("0 of"));
  }

  @Test
  void aFixedNumberHasNoRule() {
    add(1, 0.1, TrialStatus.OK);
    StopRule fixed = PrecisionRule.of(TrialPolicy.DEFAULT, Scenario.SINGLE_STREAM);
    assertEquals(Optional.empty(), fixed.enough(trials, 1000));
  }
}
