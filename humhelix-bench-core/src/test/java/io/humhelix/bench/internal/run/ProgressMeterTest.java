package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.event.TimeLeft;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.TrialKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

  private final List<RunEvents.Progressed> told = new ArrayList<>();
  private long now;

  private final RunConfig small = config("aaaaaaaaaaaa");
  private final RunConfig large = config("bbbbbbbbbbbb");
  private final ProgressMeter meter = meter(Optional.empty());

  private static RunConfig config(String id) {
    return new RunConfig(
        id, SutSpec.of("s", "fake", "m"), Workload.of("w", AudioClip.of(Path.of("a.wav"))));
  }

  private ProgressMeter meter(Optional<Duration> limit) {
    RunListener listener =
        new RunListener() {
          @Override
          public void progressed(RunEvents.Progressed event) {
            told.add(event);
          }
        };
    return new ProgressMeter(new Notifier(List.of(listener)), () -> now, limit);
  }

  private void add(RunConfig config, Scenario scenario, TrialPolicy policy, double audioSeconds) {
    meter.add(
        config.id(),
        new RunLength(scenario, policy, List.of(audioSeconds)),
        policy.mostForks(),
        policy.maxDuration());
  }

  private void after(double seconds) {
    now += Math.round(seconds * 1e9);
  }

  private double left() {
    return told.get(told.size() - 1).left().orElseThrow().toMillis() / 1000.0;
  }

  private void trial(RunConfig config, TrialKind kind, double seconds) {
    meter.trialStarted(config, kind, 1);
    after(seconds);
    meter.trialFinished(config, kind);
  }

  /** Loads, and makes the first pass and a trial of each number of seconds. */
  private void fork(RunConfig config, int number, double load, double first, double... trials) {
    meter.forkStarted(config.id(), number);
    after(load);
    trial(config, TrialKind.FIRST_CALL, first);
    long before = (number - 1L) * (1 + trials.length);
    meter.done(config.id(), before + 1);
    for (int i = 0; i < trials.length; i++) {
      trial(config, TrialKind.MEASURED, trials[i]);
      meter.done(config.id(), before + 2 + i);
    }
    meter.forkFinished(config.id(), true);
  }

  private static TrialPolicy policy(int forks, int trials) {
    return TrialPolicy.DEFAULT.withForks(forks).withCounts(0, trials);
  }

  @Test
  void nothingIsSaidBeforeAPassIsDone() {
    add(small, Scenario.SINGLE_STREAM, policy(3, 2), 5);
    meter.forkStarted(small.id(), 1);
    assertTrue(told.get(0).timeLeft().isEmpty());
    after(3);
    trial(small, TrialKind.FIRST_CALL, 4);
    meter.done(small.id(), 1);
    // Two trials of 4 s, and two forks of 5 s, a first pass and two trials.
    assertEquals(8 + 2 * (5 + 4 + 8), left());
    meter.done(small.id(), 1);
    assertEquals(2, told.stream().filter(e -> e.done() == 1).count() + 1, "told once");
  }

  @Test
  void whatWasTimedReplacesGuesses() {
    add(small, Scenario.SINGLE_STREAM, policy(3, 2), 5);
    fork(small, 1, 20, 9, 2, 2);
    assertEquals(2 * (20 + 9 + 4), left());
    meter.forkStarted(small.id(), 2);
    after(5);
    meter.trialStarted(small, TrialKind.FIRST_CALL, 1);
    assertEquals(9 + 4 + 33, left(), "it loaded faster this time");
  }

  @Test
  void longAudioWeighsMore() {
    add(small, Scenario.SINGLE_STREAM, policy(1, 1), 5);
    add(large, Scenario.SINGLE_STREAM, policy(1, 1), 970);
    fork(small, 1, 5, 2, 2);
    // Guessed were passes of 1 and 97 s; the first ones took twice as long.
    assertEquals(5 + 2 * 2 * 97, left());
    assertEquals(2, told.get(told.size() - 1).done());
    assertEquals(4, told.get(told.size() - 1).total());
  }

  @Test
  void theFirstPassIsNoTrialOfAMinute() {
    Scenario minute = Scenario.SINGLE_STREAM.withExtent(Extent.atLeast(Duration.ofSeconds(60), 0));
    add(small, minute, policy(1, 1), 5);
    meter.forkStarted(small.id(), 1);
    after(5);
    trial(small, TrialKind.FIRST_CALL, 1);
    meter.done(small.id(), 1);
    assertEquals(60, left());
  }

  @Test
  void aLongPassIsExpectedAgain() {
    add(small, Scenario.SINGLE_STREAM, policy(1, 4), 5);
    meter.forkStarted(small.id(), 1);
    trial(small, TrialKind.FIRST_CALL, 1);
    meter.done(small.id(), 1);
    meter.trialStarted(small, TrialKind.MEASURED, 1);
    TimeLeft told = this.told.get(this.told.size() - 1).timeLeft().orElseThrow();
    assertEquals(4_000, told.after(Duration.ZERO).toMillis());
    assertFalse(told.overdue(Duration.ofSeconds(1)));
    // Ten seconds in what was thought to take one: the three to come will take as long.
    assertTrue(told.overdue(Duration.ofSeconds(10)));
    assertEquals(32_000, told.after(Duration.ofSeconds(10)).toMillis());
  }

  @Test
  void whatIsOnDiskTookNoTimeOfThisProcess() {
    add(small, Scenario.SINGLE_STREAM, policy(10, 1), 5);
    meter.withoutTime(small.id(), 18);
    assertEquals(18, told.get(0).done());
    assertTrue(told.get(0).left().isEmpty(), "nothing was timed yet");
    meter.forkStarted(small.id(), 10);
    after(5);
    trial(small, TrialKind.FIRST_CALL, 3);
    meter.done(small.id(), 19);
    assertEquals(3, left(), "the last trial");
  }

  @Test
  void whatIsLeftOutMakesNothingFaster() {
    add(small, Scenario.SINGLE_STREAM, policy(10, 1), 5);
    add(large, Scenario.SINGLE_STREAM, policy(10, 1), 5);
    fork(small, 1, 5, 1, 1);
    // The first fork was enough.
    meter.over(small.id());
    assertEquals(70, left(), "ten forks of seven seconds");
    assertEquals(20, told.get(told.size() - 1).done());
    assertEquals(40, told.get(told.size() - 1).total());
  }

  @Test
  void whereAnIntervalDecidesItIsAtMost() {
    add(small, Scenario.SINGLE_STREAM, policy(3, 1).withPrecision(new PrecisionTarget(0.1, 9)), 5);
    fork(small, 1, 5, 1, 1);
    TimeLeft told = this.told.get(this.told.size() - 1).timeLeft().orElseThrow();
    assertTrue(told.atMost());
    assertEquals(8 * 7, left());
    meter.over(small.id());
    assertFalse(this.told.get(this.told.size() - 1).timeLeft().orElseThrow().atMost());
    assertEquals(0, left());
  }

  @Test
  void aTimeLimitIsTheMost() {
    TrialPolicy ten =
        policy(100, 1).withMaxDurations(Optional.of(Duration.ofSeconds(60)), Optional.empty());
    add(small, Scenario.SINGLE_STREAM, ten, 5);
    fork(small, 1, 5, 1, 4);
    assertEquals(50, left());
  }

  @Test
  void noRunOutlastsItsOwnLimit() {
    ProgressMeter limited = meter(Optional.of(Duration.ofSeconds(30)));
    TrialPolicy policy = policy(100, 1);
    RunLength length = new RunLength(Scenario.SINGLE_STREAM, policy, List.of(5.0));
    limited.add(small.id(), length, 100, Optional.empty());
    limited.forkStarted(small.id(), 1);
    after(10);
    limited.trialStarted(small, TrialKind.FIRST_CALL, 1);
    after(5);
    limited.trialFinished(small, TrialKind.FIRST_CALL);
    limited.done(small.id(), 1);
    assertEquals(15, left());
  }

  @Test
  void aSearchIsOnePhase() {
    Scenario searched =
        new Scenario.Server(
            2,
            Optional.of(new LatencyLimit(95, Duration.ofSeconds(1))),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            Extent.atLeast(Duration.ofSeconds(10), 0));
    add(small, searched, policy(2, 1), 5);
    meter.forkStarted(small.id(), 1);
    after(5);
    trial(small, TrialKind.FIRST_CALL, 1);
    meter.done(small.id(), 1);
    for (int step = 0; step < 6; step++) {
      trial(small, TrialKind.SEARCH, 50);
    }
    trial(small, TrialKind.MEASURED, 10);
    meter.done(small.id(), 2);
    meter.forkFinished(small.id(), true);
    assertEquals(5 + 1 + 300 + 10, left());
  }
}
