package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.scenario.SearchExtent;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import java.time.Duration;
import java.util.List;

/**
 * A rough guess of how long a run config takes, before anything is measured: an engine of unknown
 * speed is taken to need a tenth of the audio's length a call and at least a second, and five
 * seconds to load. What the definition itself fixes is no guess: the least duration of a trial, the
 * rate of arrivals, audio that plays in real time.
 */
public final class RunLength {

  private static final double LOAD_S = 5;
  private static final double LEAST_CALL_S = 1;
  private static final double RTF = 0.1;

  /** Steps of a search where half as many more do not matter: six of doubling, four of halving. */
  private static final int SEARCH_STEPS = 10;

  /**
   * How many first trials of a step the rest of a search is worth: the loads near the peak take up
   * to 16 times as many queries, and the confirmation 4 to 16 times. Searches of simulated queues
   * took 31 to 72 first trials in all.
   */
  private static final int NEAR_PEAK = 35;

  /**
   * The same where the first trial has queries enough: a second one near the peak, and the
   * confirmation. Searches of simulated queues took 12 to 14 first trials in all.
   */
  private static final int NEAR_PEAK_OF_LONG_TRIALS = 4;

  private static final double MILLIS = 1000;

  private final Scenario scenario;
  private final TrialPolicy policy;
  private final List<Double> audioSeconds;

  RunLength(Scenario scenario, TrialPolicy policy, List<Double> audioSeconds) {
    this.scenario = scenario;
    this.policy = policy;
    this.audioSeconds = List.copyOf(audioSeconds);
  }

  /** Guesses the length of a run config whose audio was read. */
  public static RunLength of(CheckedRun run, CheckedRunConfig config) {
    return new RunLength(
        run.definition().scenario(),
        run.definition().trials(),
        run.workloadOf(config).clips().stream().map(c -> c.audio().durationSeconds()).toList());
  }

  /**
   * Guesses the length of a run config.
   *
   * @param definition scenario and trials
   * @param audioSeconds length of each clip
   */
  public static RunLength of(BenchmarkDefinition definition, List<Double> audioSeconds) {
    return new RunLength(definition.scenario(), definition.trials(), audioSeconds);
  }

  /** Returns the seconds that a phase of a fork takes. */
  double of(ForkPhase phase) {
    return switch (phase) {
      case LOAD -> LOAD_S;
      case FIRST_PASS -> pass();
      case WARM_UP -> trial(Extent.ONE_PASS);
      case SEARCH -> scenario.search().isEmpty() ? 0 : search();
      case TRIAL -> trial(scenario.extent());
    };
  }

  /** Returns how many passes over the workload a fork makes. */
  public int passesOfFork() {
    return CheckedRun.passesOf(policy);
  }

  /** Returns how often a fork has a phase. */
  int countOf(ForkPhase phase) {
    return switch (phase) {
      case LOAD, FIRST_PASS -> 1;
      case WARM_UP -> policy.warmUpTrials();
      case SEARCH -> scenario.search().isEmpty() ? 0 : 1;
      case TRIAL -> policy.measuredTrials();
    };
  }

  /**
   * Returns the seconds that a phase takes with a system whose calls take so many times as long as
   * guessed: what the definition fixes stays.
   */
  double of(ForkPhase phase, double slower) {
    if (!dependsOnSpeed(phase)) {
      return of(phase);
    }
    double seconds = slower * of(phase);
    if (phase != ForkPhase.TRIAL) {
      return seconds;
    }
    Extent extent = scenario.extent();
    double most =
        extent.maxDuration().map(m -> m.toMillis() / MILLIS).orElse(Double.POSITIVE_INFINITY);
    return Math.min(most, Math.max(seconds, extent.minDuration().toMillis() / MILLIS));
  }

  /** Returns whether a phase takes less with a faster system. */
  boolean dependsOnSpeed(ForkPhase phase) {
    return switch (phase) {
      case LOAD, SEARCH -> false;
      case FIRST_PASS -> true;
      case WARM_UP -> !LoadMetrics.isOpen(scenario);
      // A trial of a least duration says nothing of a call.
      case TRIAL -> !LoadMetrics.isOpen(scenario) && scenario.extent().minDuration().isZero();
    };
  }

  /** Returns whether fewer forks than the most may do. */
  boolean mayStopEarly() {
    return policy.precision().isPresent();
  }

  /** Returns how long all its forks take. */
  public Duration ofForks(int forks) {
    return Duration.ofMillis(Math.round(MILLIS * forks * fork()));
  }

  /** Returns the seconds that this many passes take, counted over its forks in turn. */
  double ofPasses(long passes) {
    int each = CheckedRun.passesOf(policy);
    return passes / each * fork() + part((int) (passes % each));
  }

  private double fork() {
    return part(CheckedRun.passesOf(policy));
  }

  /** A fork's first pass is single-stream; the search comes before the trials. */
  private double part(int passes) {
    if (passes == 0) {
      return 0;
    }
    int trials = passes - 1;
    double search = trials == 0 || scenario.search().isEmpty() ? 0 : search();
    return LOAD_S + pass() + search + trials * trial(scenario.extent());
  }

  private double search() {
    int steps = Math.min(SEARCH_STEPS, scenario.search().orElseThrow().maxSteps());
    Extent first = SearchExtent.of(scenario);
    double step = trial(first);
    int queries = (int) Math.max(first.minQueries(), step * queriesPerSecond());
    boolean goesOn = SearchExtent.after(scenario, 2, queries).isPresent();
    return (steps + (goesOn ? NEAR_PEAK : NEAR_PEAK_OF_LONG_TRIALS)) * step;
  }

  private double queriesPerSecond() {
    if (scenario instanceof Scenario.Streams live) {
      double audio = audioSeconds.stream().mapToDouble(Double::doubleValue).sum();
      return live.streams() * audioSeconds.size() / audio;
    }
    return ((Scenario.Server) scenario).rate();
  }

  private double pass() {
    return audioSeconds.stream().mapToDouble(RunLength::call).sum();
  }

  private static double call(double seconds) {
    return Math.max(LEAST_CALL_S, RTF * seconds);
  }

  private double trial(Extent extent) {
    int clips = Math.max(1, audioSeconds.size());
    double queries = Math.max(clips, extent.minQueries());
    double seconds;
    if (LoadMetrics.isOpen(scenario)) {
      seconds = queries / queriesPerSecond();
    } else if (scenario instanceof Scenario.MultiStream several) {
      int size = several.samplesPerQuery();
      double least = Math.ceil((double) clips / size);
      seconds = Math.max(least, extent.minQueries()) * size * pass() / clips;
    } else {
      seconds = queries * pass() / clips;
    }
    seconds = Math.max(seconds, extent.minDuration().toMillis() / MILLIS);
    double most =
        extent.maxDuration().map(m -> m.toMillis() / MILLIS).orElse(Double.POSITIVE_INFINITY);
    return Math.min(seconds, most);
  }
}
