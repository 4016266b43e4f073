package io.humhelix.bench.internal.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run config still takes: what its phases took where they were timed, else what its other
 * phases or those of other run configs say, else a guess. All times are seconds.
 */
final class RunConfigTime {

  /** A phase under way, and when it began. */
  record UnderWay(ForkPhase phase, double began) {}

  private static final class Timed {
    private double sum;
    private int count;
  }

  /** From the best witness of how fast the system is to the worst. */
  private static final List<ForkPhase> CALLS =
      List.of(ForkPhase.TRIAL, ForkPhase.WARM_UP, ForkPhase.FIRST_PASS);

  private final RunLength length;
  private final RunPace pace;
  private final int forks;
  private final double limit;
  private final Map<ForkPhase, Timed> timed = new EnumMap<>(ForkPhase.class);
  private Optional<UnderWay> now = Optional.empty();
  private long done;
  private int begun;
  private boolean inFork;
  private boolean searched;
  private double forkBegan;
  private double inTrials;
  private double spent;
  private boolean over;

  /**
   * Begins.
   *
   * @param pace of all run configs together
   * @param forks how many forks it has at most
   * @param limit the time that they may take; infinite without a limit
   */
  RunConfigTime(RunLength length, RunPace pace, int forks, double limit) {
    this.length = length;
    this.pace = pace;
    this.forks = forks;
    this.limit = limit;
    for (ForkPhase each : ForkPhase.values()) {
      timed.put(each, new Timed());
    }
  }

  /** Returns how many passes over the workload are finished. */
  long done() {
    return done;
  }

  /** Returns how many passes its forks have at most. */
  long total() {
    return (long) forks * length.passesOfFork();
  }

  /** So many passes are finished, counted over its forks in turn. */
  void done(long passes) {
    done = Math.max(done, passes);
  }

  /** No further fork is wanted. */
  void end() {
    over = true;
  }

  /** Returns whether it may do with fewer forks than it has at most. */
  boolean isOpen() {
    return !over && length.mayStopEarly();
  }

  /** A fork begins; the harness has been busy with it since then. */
  void beginFork(int number, double since) {
    begun = number;
    inFork = true;
    searched = false;
    forkBegan = since;
    inTrials = 0;
    now = Optional.of(new UnderWay(ForkPhase.LOAD, since));
  }

  /** A trial begins. The trials of a search are one phase, and so are those of a first pass. */
  void beginTrial(ForkPhase phase, double time) {
    if (now.filter(one -> one.phase() == phase).isEmpty()) {
      endPhase(time);
      now = Optional.of(new UnderWay(phase, time));
      searched |= phase == ForkPhase.TRIAL;
    }
  }

  /** A phase that a single trial makes up ends. */
  void endPhase(double time) {
    if (now.isPresent() && now.get().phase() != ForkPhase.LOAD) {
      note(now.get().phase(), time - now.get().began());
      inTrials += time - now.get().began();
    }
    now = Optional.empty();
  }

  /** The fork ended; one that failed proves nothing of what was under way. */
  void endFork(double time, boolean complete) {
    if (complete) {
      endPhase(time);
    } else if (now.isPresent() && now.get().phase() != ForkPhase.LOAD) {
      inTrials += time - now.get().began();
    }
    now = Optional.empty();
    note(ForkPhase.LOAD, time - forkBegan - inTrials);
    spent += time - forkBegan;
    inFork = false;
  }

  private void note(ForkPhase phase, double seconds) {
    timed.get(phase).sum += seconds;
    timed.get(phase).count++;
    pace.add(phase, seconds, length.of(phase));
  }

  /** Returns what is under way; empty between phases. */
  Optional<UnderWay> underWay() {
    return now;
  }

  /** Returns whether a phase of this kind was timed. */
  boolean isTimed(ForkPhase phase) {
    return timed.get(phase).count > 0;
  }

  /** Returns how long a phase takes. */
  double expected(ForkPhase phase) {
    Timed own = timed.get(phase);
    if (own.count > 0) {
      return own.sum / own.count;
    }
    return switch (phase) {
      case LOAD, SEARCH -> pace.slower(phase).orElse(1.0) * length.of(phase);
      default -> length.of(phase, slower().or(() -> slowerOfAll(phase)).orElse(1.0));
    };
  }

  /** How many times as long as guessed its own calls take. */
  private Optional<Double> slower() {
    for (ForkPhase each : CALLS) {
      Timed some = timed.get(each);
      if (some.count > 0 && length.dependsOnSpeed(each)) {
        return Optional.of(some.sum / some.count / length.of(each));
      }
    }
    return Optional.empty();
  }

  private Optional<Double> slowerOfAll(ForkPhase phase) {
    return length.dependsOnSpeed(phase)
        ? pace.slower(phase).or(() -> pace.slower(ForkPhase.FIRST_PASS))
        : Optional.empty();
  }

  /** Returns the time of the phases of a kind that are still to come, without one under way. */
  double toCome(ForkPhase phase) {
    if (over) {
      return 0;
    }
    long later = Math.max(0, forks - Math.max(begun, done / length.passesOfFork()));
    long count = later * length.countOf(phase) + (inFork ? inThisFork(phase) : 0);
    return count == 0 ? 0 : count * expected(phase);
  }

  private long inThisFork(ForkPhase phase) {
    long passes = Math.max(0, done - (begun - 1L) * length.passesOfFork());
    int warmUps = length.countOf(ForkPhase.WARM_UP);
    long left =
        switch (phase) {
          case LOAD -> 0;
          case FIRST_PASS -> passes == 0 ? 1 : 0;
          case WARM_UP -> warmUps - Math.max(0, passes - 1);
          case SEARCH -> searched ? 0 : length.countOf(phase);
          case TRIAL -> length.countOf(phase) - Math.max(0, passes - 1 - warmUps);
        };
    boolean isNow = now.filter(one -> one.phase() == phase).isPresent();
    return Math.max(0, left - (isNow && phase != ForkPhase.LOAD ? 1 : 0));
  }

  /** Returns the time of all that is still to come, without what is under way. */
  double toCome(double time) {
    double sum = 0;
    for (ForkPhase each : ForkPhase.values()) {
      sum += toCome(each);
    }
    double running = inFork ? time - forkBegan : 0;
    return Math.min(sum, Math.max(0, limit - spent - running));
  }
}
