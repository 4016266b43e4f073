package io.humhelix.bench.internal.run;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.TimeLeft;
import io.humhelix.bench.internal.measure.NanoClock;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.TrialKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts passes over workloads and estimates the time left: for each run config what its phases
 * took so far, or what is guessed, times how many of them are still to come.
 */
final class ProgressMeter {

  private static final double NANOS = 1e9;

  private final Notifier notifier;
  private final NanoClock clock;
  private final RunPace pace = new RunPace();
  private final Map<String, RunConfigTime> times = new LinkedHashMap<>();

  /** What each run config has still to come, and all of them together: there may be thousands. */
  private final Map<String, Double> toCome = new LinkedHashMap<>();

  private final Set<String> unknown = new LinkedHashSet<>();
  private final double limit;
  private final long start;
  private long total;
  private long done;
  private double allToCome;
  private double idleSince;
  private boolean anyPass;

  /** How many run configs may do with fewer forks than they have at most. */
  private int mayStop;

  /**
   * Starts at zero.
   *
   * @param limit the time that the run may take; empty without a limit
   */
  ProgressMeter(Notifier notifier, NanoClock clock, Optional<Duration> limit) {
    this.notifier = notifier;
    this.clock = clock;
    this.limit = seconds(limit);
    start = clock.nanos();
  }

  /**
   * Adds a run config that is to be measured.
   *
   * @param forks how many forks it has at most
   * @param most the time that these may take; empty without a limit
   */
  void add(String runConfigId, RunLength length, int forks, Optional<Duration> most) {
    RunConfigTime time = new RunConfigTime(length, pace, forks, seconds(most));
    times.put(runConfigId, time);
    unknown.add(runConfigId);
    mayStop += time.isOpen() ? 1 : 0;
    total += time.total();
    update(runConfigId);
  }

  private static double seconds(Optional<Duration> limit) {
    return limit.map(most -> most.toNanos() / NANOS).orElse(Double.POSITIVE_INFINITY);
  }

  private double now() {
    return (clock.nanos() - start) / NANOS;
  }

  /** A fork begins, after a cool-down perhaps. */
  void forkStarted(String runConfigId, int fork) {
    times.get(runConfigId).beginFork(fork, idleSince);
    tell(runConfigId);
  }

  /** A trial begins. */
  void trialStarted(RunConfig runConfig, TrialKind kind, int number) {
    boolean firstPass = isFirstPass(runConfig, kind, number);
    ForkPhase phase =
        switch (kind) {
          case FIRST_CALL -> ForkPhase.FIRST_PASS;
          case WARM_UP -> firstPass ? ForkPhase.FIRST_PASS : ForkPhase.WARM_UP;
          case SEARCH -> ForkPhase.SEARCH;
          case MEASURED -> ForkPhase.TRIAL;
        };
    times.get(runConfig.id()).beginTrial(phase, now());
    tell(runConfig.id());
  }

  /** The first pass over several clips is a first call, and a warm-up trial of the other clips. */
  private static boolean isFirstPass(RunConfig runConfig, TrialKind kind, int number) {
    return kind == TrialKind.WARM_UP && number == 1 && runConfig.workload().clips().size() > 1;
  }

  /** A trial ended: with it its phase, unless more trials of that may follow. */
  void trialFinished(RunConfig runConfig, TrialKind kind) {
    boolean more =
        kind == TrialKind.SEARCH
            || kind == TrialKind.FIRST_CALL && runConfig.workload().clips().size() > 1;
    if (more) {
      tell(runConfig.id());
    } else {
      times.get(runConfig.id()).endPhase(now());
    }
  }

  /** Counts passes that took time, and notifies listeners. */
  void done(String runConfigId, long passes) {
    RunConfigTime time = times.get(runConfigId);
    if (passes > time.done()) {
      anyPass = true;
      count(time, passes);
      tell(runConfigId);
    }
  }

  /** A fork ended. */
  void forkFinished(String runConfigId, boolean complete) {
    idleSince = now();
    times.get(runConfigId).endFork(idleSince, complete);
    unknown.remove(runConfigId);
    // Those that were timed themselves need no word of others.
    unknown.forEach(this::update);
    tell(runConfigId);
  }

  /**
   * Counts passes that took no time in this process, being stored or skipped, and notifies
   * listeners.
   */
  void withoutTime(String runConfigId, long passes) {
    RunConfigTime time = times.get(runConfigId);
    if (passes > time.done()) {
      count(time, passes);
      tell(runConfigId);
    }
  }

  /** No further fork of it is wanted, for whatever reason. */
  void over(String runConfigId) {
    RunConfigTime time = times.get(runConfigId);
    mayStop -= time.isOpen() ? 1 : 0;
    time.end();
    withoutTime(runConfigId, time.total());
    update(runConfigId);
  }

  private void count(RunConfigTime time, long passes) {
    done += passes - time.done();
    time.done(passes);
  }

  private void update(String runConfigId) {
    double before = toCome.getOrDefault(runConfigId, 0.0);
    double after = times.get(runConfigId).toCome(now());
    toCome.put(runConfigId, after);
    allToCome += after - before;
  }

  private void tell(String runConfigId) {
    update(runConfigId);
    Duration elapsed = Duration.ofNanos(clock.nanos() - start);
    Optional<TimeLeft> left = anyPass ? Optional.of(left(runConfigId)) : Optional.empty();
    notifier.tell(
        "progressed", l -> l.progressed(new RunEvents.Progressed(done, total, elapsed, left)));
  }

  private TimeLeft left(String runConfigId) {
    RunConfigTime time = times.get(runConfigId);
    double now = now();
    double expected = 0;
    double spent = 0;
    double alike = 0;
    if (time.underWay().isPresent()) {
      RunConfigTime.UnderWay one = time.underWay().get();
      expected = time.expected(one.phase());
      spent = now - one.began();
      alike = time.isTimed(one.phase()) ? 0 : time.toCome(one.phase());
    }
    double toEnd = Math.max(0, limit - now);
    alike = Math.min(alike, toEnd);
    double others = Math.min(Math.max(0, allToCome - alike), toEnd);
    return new TimeLeft(
        duration(expected), duration(spent), duration(alike), duration(others), mayStop > 0);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.max(0, Math.round(Math.min(seconds, 1e12) * 1000)));
  }
}
