package io.humhelix.bench.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How often and in which order a run config is executed, and how long it may take. One trial takes
 * every clip of the workload once.
 *
 * @param warmUpTrials trials after the first pass whose numbers are kept apart, 0 or more
 * @param trials measured trials, 1 or more
 * @param seed seed of the order of run configs and clips; empty lets the harness draw one, which is
 *     stored with the results
 * @param loadTimeout deadline of loading a model
 * @param callTimeout deadline of one call; empty means 60 s or 20 times the audio's length,
 *     whichever is longer
 * @param maxDuration time after which no further trial of a run config is started; empty means no
 *     limit
 */
public record TrialPolicy(
    int warmUpTrials,
    int trials,
    OptionalLong seed,
    Duration loadTimeout,
    Optional<Duration> callTimeout,
    Optional<Duration> maxDuration) {

  /** One warm-up trial after the first pass, five measured trials. */
  public static final TrialPolicy DEFAULT =
      new TrialPolicy(
          1, 5, OptionalLong.empty(), Duration.ofMinutes(10), Optional.empty(), Optional.empty());

  public TrialPolicy {
    Objects.requireNonNull(seed, "seed");
    if (warmUpTrials < 0) {
      throw new IllegalArgumentException(warmUpTrials + " warm-up trials; allowed: 0 or more");
    }
    if (trials < 1) {
      throw new IllegalArgumentException(trials + " trials; allowed: 1 or more");
    }
    requirePositive(loadTimeout, "load timeout");
    callTimeout.ifPresent(timeout -> requirePositive(timeout, "call timeout"));
    maxDuration.ifPresent(limit -> requirePositive(limit, "maximum duration"));
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
    return new TrialPolicy(warmUp, measured, seed, loadTimeout, callTimeout, maxDuration);
  }

  /**
   * Returns this policy with a fixed seed.
   *
   * @param value seed of every random order
   * @return a new policy
   */
  public TrialPolicy withSeed(long value) {
    return new TrialPolicy(
        warmUpTrials, trials, OptionalLong.of(value), loadTimeout, callTimeout, maxDuration);
  }

  /**
   * Returns this policy with other deadlines.
   *
   * @param load deadline of loading a model
   * @param call deadline of one call
   * @return a new policy
   */
  public TrialPolicy withTimeouts(Duration load, Duration call) {
    return new TrialPolicy(warmUpTrials, trials, seed, load, Optional.of(call), maxDuration);
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
