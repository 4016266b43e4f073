package io.humhelix.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Values of one run config in one metric, by fork and in the order of measurement. Immutable and
 * thread-safe.
 */
public final class ForkedSample {

  /** Fewer forks say nothing about the spread: no interval, no verdict. */
  public static final int MINIMUM_FORKS = 3;

  private final List<double[]> forks;
  private final OptionalInt pilot;

  private ForkedSample(List<double[]> forks, OptionalInt pilot) {
    this.forks = forks;
    this.pilot = pilot;
    for (int i = 0; i < forks.size(); i++) {
      requirePositive(forks.get(i), i);
    }
  }

  private static void requirePositive(double[] fork, int index) {
    if (fork.length == 0) {
      throw new IllegalArgumentException("fork " + index + " has no values");
    }
    for (double value : fork) {
      if (!(value > 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException(
            "a value of fork "
                + index
                + " is "
                + value
                + "; allowed: finite and above 0, since ratios are estimated");
      }
    }
  }

  /**
   * Copies values.
   *
   * @param forks for each fork its kept trials in order, at least one each; finite and above 0
   * @return the sample, in the given order of forks
   * @throws IllegalArgumentException if a fork is empty or a value is not positive
   */
  public static ForkedSample of(double[]... forks) {
    return of(Arrays.asList(forks));
  }

  /**
   * Copies values.
   *
   * @param forks for each fork its kept trials in order, at least one each; finite and above 0
   * @return the sample, in the given order of forks
   * @throws IllegalArgumentException if a fork is empty or a value is not positive
   */
  public static ForkedSample of(List<double[]> forks) {
    return new ForkedSample(forks.stream().map(double[]::clone).toList(), OptionalInt.empty());
  }

  /**
   * Marks the number of forks as computed from the spread of the first ones ({@link
   * SteinTwoStage}). A spread that happened to be small then led to few forks, so the spread of all
   * forks is too small on average: {@link Ratio#welch} uses that of the pilot.
   *
   * @param first forks of the pilot, {@link #MINIMUM_FORKS} or more
   * @return the same values
   * @throws IllegalArgumentException if the pilot is smaller
   */
  public ForkedSample withPilot(int first) {
    if (first < MINIMUM_FORKS) {
      throw new IllegalArgumentException(
          "a pilot of " + first + " forks; allowed: " + MINIMUM_FORKS + " or more");
    }
    return new ForkedSample(forks, OptionalInt.of(first));
  }

  /**
   * Returns the number of forks in the pilot that set the number of all forks.
   *
   * @return empty if there was no pilot
   */
  public OptionalInt pilot() {
    return pilot;
  }

  /**
   * Returns the number of forks.
   *
   * @return 0 or more
   */
  public int forks() {
    return forks.size();
  }

  /**
   * Returns the number of values of all forks.
   *
   * @return at least {@link #forks()}
   */
  public long trials() {
    return forks.stream().mapToLong(fork -> fork.length).sum();
  }

  /**
   * Returns the number of values of the shortest fork.
   *
   * @return 1 or more; 0 without forks
   */
  public int shortest() {
    return forks.stream().mapToInt(fork -> fork.length).min().orElse(0);
  }

  /**
   * Returns the values of one fork in order.
   *
   * @param index from 0
   * @return a copy
   */
  public double[] fork(int index) {
    return forks.get(index).clone();
  }

  /**
   * Returns the median of the natural logarithms of each fork's values. A few slow trials do not
   * move the median; the logarithm makes the forks' distribution more symmetric and turns
   * differences into ratios.
   *
   * @return one number per fork, in the forks' order
   */
  public double[] logMedians() {
    return forks.stream().mapToDouble(ForkedSample::logMedian).toArray();
  }

  private static double logMedian(double[] fork) {
    double[] logs = new double[fork.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(fork[i]);
    }
    return Sample.of(logs).median().orElseThrow();
  }

  /**
   * Leaves out the first trials of every fork: warm-up.
   *
   * @param trials how many, 0 or more and fewer than the shortest fork has
   * @return the rest
   * @throws IllegalArgumentException if a fork would be left without values
   */
  public ForkedSample withoutFirst(int trials) {
    List<double[]> rest = new ArrayList<>();
    for (double[] fork : forks) {
      if (trials < 0 || trials >= fork.length) {
        throw new IllegalArgumentException(
            trials + " trials cannot be left out of a fork that has " + fork.length);
      }
      rest.add(Arrays.copyOfRange(fork, trials, fork.length));
    }
    return new ForkedSample(List.copyOf(rest), pilot);
  }
}
