package io.humhelix.bench.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How often and in which order a run config runs, and how long it may take. A fork loads the model
 * in a fresh process and makes a first pass, warm-up trials and measured trials; one trial takes
 * every clip of the workload once. Statistics count forks as replicates.
 *
 * @param warmUpTrials trials of a fork between the first pass and the measured trials, kept apart,
 *     0 or more
 * @param measuredTrials measured trials of a fork, 1 or more
 * @param seed seed of the order of run configs and clips; if empty, the harness draws one and
 *     stores it with the results
 * @param loadTimeout deadline of loading a model
 * @param callTimeout deadline of one call; empty means 60 s or 20 times the audio's length,
 *     whichever is longer
 * @param maxDuration time spent on a run config, over its forks, after which none of its trials
 *     starts; empty means no limit
 * @param forks fresh processes per run config, 1 or more; without isolation there is one
 * @param maxRunDuration time since the start of the run after which no fork starts; empty means no
 *     limit
 * @param precision when forks are enough; {@code forks} is then the number before the first look, 3
 *     or more and at most the target's own limit. If empty, {@code forks} run whatever the results
 * @param coolDown longest wait before a fork until the machine is as quiet and as cool as before
 *     the first one; zero does not wait
 */
public record TrialPolicy(
    int warmUpTrials,
    int measuredTrials,
    OptionalLong seed,
    Duration loadTimeout,
    Optional<Duration> callTimeout,
    Optional<Duration> maxDuration,
    int forks,
    Optional<Duration> maxRunDuration,
    Optional<PrecisionTarget> precision,
    Duration coolDown) {

  /** Five forks, each with one warm-up trial after the first pass and five measured trials. */
  public static final TrialPolicy DEFAULT =
      new TrialPolicy(
          1, 5, OptionalLong.empty(), Duration.ofMinutes(10), Optional.empty(), Optional.empty());

  public TrialPolicy {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(precision, "precision");
    if (coolDown.isNegative()) {
      throw new IllegalArgumentException("the cool-down is " + coolDown + ", below zero");
    }
    if (warmUpTrials < 0) {
      throw new IllegalArgumentException(warmUpTrials + " warm-up trials; allowed: 0 or more");
    }
    if (measuredTrials < 1) {
      throw new IllegalArgumentException(measuredTrials + " trials; allowed: 1 or more");
    }
    requirePositive(loadTimeout, "load timeout");
    callTimeout.ifPresent(timeout -> requirePositive(timeout, "call timeout"));
    maxDuration.ifPresent(limit -> requirePositive(limit, "maximum duration"));
    if (forks < 1) {
      throw new IllegalArgumentException(forks + " forks; allowed: 1 or more");
    }
    maxRunDuration.ifPresent(limit -> requirePositive(limit, "maximum duration of the run"));
    if (precision.isPresent()
        && (forks < PrecisionTarget.FEWEST_FORKS || forks > precision.get().maxForks())) {
      throw new IllegalArgumentException(
          forks
              + " forks before the first look at the precision; allowed: "
              + PrecisionTarget.FEWEST_FORKS
              + " to "
              + precision.get().maxForks());
    }
  }

  /**
   * Creates a policy with the forks of the profile {@link TrialProfile#QUICK} and no limit on the
   * run.
   *
   * @param warmUpTrials trials of a fork between the first pass and the measured trials, kept apart
   * @param measuredTrials measured trials of a fork
   * @param seed seed of every random order
   * @param loadTimeout deadline of loading a model
   * @param callTimeout deadline of one call
   * @param maxDuration time after which no trial of a run config starts
   */
  public TrialPolicy(
      int warmUpTrials,
      int measuredTrials,
      OptionalLong seed,
      Duration loadTimeout,
      Optional<Duration> callTimeout,
      Optional<Duration> maxDuration) {
    this(
        warmUpTrials,
        measuredTrials,
        seed,
        loadTimeout,
        callTimeout,
        maxDuration,
        TrialProfile.QUICK.forks(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  private static void requirePositive(Duration duration, String what) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("the " + what + " is " + duration + ", not positive");
    }
  }

  /**
   * Returns this policy with other counts.
   *
   * @param warmUp warm-up trials after the first pass, 0 or more
   * @param measured measured trials, 1 or more
   * @return a new policy
   */
  public TrialPolicy withCounts(int warmUp, int measured) {
    return new TrialPolicy(
        warmUp,
        measured,
        seed,
        loadTimeout,
        callTimeout,
        maxDuration,
        forks,
        maxRunDuration,
        precision,
        coolDown);
  }

  /**
   * Returns this policy with a fixed seed.
   *
   * @param value seed of every random order
   * @return a new policy
   */
  public TrialPolicy withSeed(long value) {
    return new TrialPolicy(
        warmUpTrials,
        measuredTrials,
        OptionalLong.of(value),
        loadTimeout,
        callTimeout,
        maxDuration,
        forks,
        maxRunDuration,
        precision,
        coolDown);
  }

  /**
   * Returns this policy with other deadlines.
   *
   * @param load deadline of loading a model
   * @param call deadline of one call
   * @return a new policy
   */
  public TrialPolicy withTimeouts(Duration load, Duration call) {
    return new TrialPolicy(
        warmUpTrials,
        measuredTrials,
        seed,
        load,
        Optional.of(call),
        maxDuration,
        forks,
        maxRunDuration,
        precision,
        coolDown);
  }

  /**
   * Returns this policy with another number of forks.
   *
   * @param count fresh processes per run config, 1 or more
   * @return a new policy
   */
  public TrialPolicy withForks(int count) {
    return new TrialPolicy(
        warmUpTrials,
        measuredTrials,
        seed,
        loadTimeout,
        callTimeout,
        maxDuration,
        count,
        maxRunDuration,
        precision,
        coolDown);
  }

  /**
   * Returns this policy with time limits.
   *
   * @param perRunConfig time spent on a run config after which none of its trials starts
   * @param perRun time after which no fork starts
   * @return a new policy
   */
  public TrialPolicy withMaxDurations(Optional<Duration> perRunConfig, Optional<Duration> perRun) {
    return new TrialPolicy(
        warmUpTrials,
        measuredTrials,
        seed,
        loadTimeout,
        callTimeout,
        perRunConfig,
        forks,
        perRun,
        precision,
        coolDown);
  }

  /**
   * Returns this policy with a precision to stop at; its number of forks is then the number before
   * the first look.
   *
   * @param target when forks are enough
   * @return a new policy
   */
  public TrialPolicy withPrecision(PrecisionTarget target) {
    return new TrialPolicy(
        warmUpTrials,
        measuredTrials,
        seed,
        loadTimeout,
        callTimeout,
        maxDuration,
        forks,
        maxRunDuration,
        Optional.of(target),
        coolDown);
  }

  /**
   * Returns this policy with a cool-down before every fork except the first of the run.
   *
   * @param longest wait before a fork; zero does not wait
   * @return a new policy
   */
  public TrialPolicy withCoolDown(Duration longest) {
    return new TrialPolicy(
        warmUpTrials,
        measuredTrials,
        seed,
        loadTimeout,
        callTimeout,
        maxDuration,
        forks,
        maxRunDuration,
        precision,
        longest);
  }

  /**
   * Returns the largest number of forks of a run config.
   *
   * @return the limit of the precision target, or the fixed number
   */
  public int mostForks() {
    return precision.map(PrecisionTarget::maxForks).orElse(forks);
  }

  /**
   * Returns the deadline of one call.
   *
   * @param audioSeconds length of the clip in seconds
   * @return the fixed deadline, or the one that grows with the audio
   */
  public Duration callTimeoutFor(double audioSeconds) {
    return callTimeout.orElseGet(
        () -> Duration.ofMillis(Math.round(Math.max(60, 20 * audioSeconds) * 1000)));
  }
}
