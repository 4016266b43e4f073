package io.humhelix.bench.stats;

import java.util.Arrays;

/**
 * How a pilot's spread splits between forks and trials, and how many trials a fork should have for
 * the narrowest interval in a given time.
 *
 * <p>The components come from the one-way analysis of variance with random effects on logarithms.
 * With the cost of a fork (start, load and warm-up) and of a trial, the best number of trials is
 * {@code sqrt(cost of fork / cost of trial * variance of trials / variance of forks)} (Kalibera and
 * Jones, "Rigorous benchmarking in reasonable time", ISMM 2013): if forks differ much and cost
 * little, run few trials in each.
 *
 * @param forkDeviation standard deviation between forks, of logarithms: 0.01 is 1 %
 * @param trialDeviation standard deviation of trials within a fork, of logarithms
 */
public record TrialAllocation(double forkDeviation, double trialDeviation) {

  /** Fewest trials of a fork: fewer have no meaningful median. */
  public static final int FEWEST = 3;

  /** Most trials of a fork: beyond that, more forks tell more. */
  public static final int MOST = 20;

  /**
   * Estimates the components.
   *
   * @param pilot at least 2 forks, with 2 trials or more in at least one
   * @return the components; 0 between forks if these differ no more than their trials explain
   * @throws IllegalArgumentException if the pilot is too small
   */
  public static TrialAllocation of(ForkedSample pilot) {
    int k = pilot.forks();
    long n = pilot.trials();
    if (k < 2 || n <= k) {
      throw new IllegalArgumentException(
          k + " forks with " + n + " trials in all; allowed: 2 forks of 2 trials or more");
    }
    double within = 0;
    double total = 0;
    double sizes = 0;
    double[] means = new double[k];
    for (int i = 0; i < k; i++) {
      Moments fork = Moments.of(Arrays.stream(pilot.fork(i)).map(Math::log).toArray());
      means[i] = fork.mean();
      within += fork.variance() * (fork.n() - 1);
      total += fork.mean() * fork.n();
      sizes += (double) fork.n() * fork.n();
    }
    double between = 0;
    for (int i = 0; i < k; i++) {
      double distance = means[i] - total / n;
      between += pilot.fork(i).length * distance * distance;
    }
    double ofTrials = within / (n - k);
    double trialsPerFork = (n - sizes / n) / (k - 1);
    double ofForks = Math.max(0, (between / (k - 1) - ofTrials) / trialsPerFork);
    return new TrialAllocation(Math.sqrt(ofForks), Math.sqrt(ofTrials));
  }

  /**
   * Returns the best number of trials of a fork.
   *
   * @param forkSeconds what a fork costs before its first measured trial, above 0
   * @param trialSeconds what a trial costs, above 0
   * @return from {@link #FEWEST} to {@link #MOST}
   */
  public int trialsPerFork(double forkSeconds, double trialSeconds) {
    if (!(forkSeconds > 0 && trialSeconds > 0)) {
      throw new IllegalArgumentException("a cost is not positive");
    }
    if (forkDeviation == 0) {
      return MOST;
    }
    double best = Math.sqrt(forkSeconds / trialSeconds) * trialDeviation / forkDeviation;
    return (int) Math.round(Math.max(FEWEST, Math.min(MOST, best)));
  }
}
