package io.humhelix.bench.internal.noise;

import io.humhelix.bench.stats.ForkedSample;

/** From where on something on the machine makes a fork's numbers doubtful. */
public final class NoiseLimits {

  /**
   * Load of others, as a share of all processors. Half of the default tolerance of 5 % for times:
   * what others take cannot move a result by much more than that.
   */
  public static final double OTHER_LOAD_SHARE = 0.025;

  /** Time taken by the hypervisor, as a share of all processors. */
  public static final double STEAL_SHARE = 0.02;

  /** Time for which the control group was held back, as a share of the timed part. */
  public static final double THROTTLED_SHARE = 0.01;

  /** Time for which some task waited for memory, as a share of the timed part. */
  public static final double MEMORY_PRESSURE_SHARE = 0.01;

  /** Pauses of the JVM's collectors, as a share of the timed part. */
  public static final double GC_SHARE = 0.01;

  /** Pages in or out of swap, of the whole machine: 1 MiB of pages of 4 KiB. */
  public static final long SWAPPED_PAGES = 256;

  /** Time that reading the samplers took, as a share of the timed part. */
  public static final double SAMPLING_SHARE = 0.01;

  /**
   * The kernel counts processor time in hundredths of a second; below this a share of it says
   * little.
   */
  public static final double SHORTEST_SECONDS = 0.5;

  /** Fewer forks than this have no interval and no verdict. */
  public static final int FEWEST_FORKS = ForkedSample.MINIMUM_FORKS;

  /** Among fewer trials of a fork nothing can be said to lie far from the others. */
  static final int FEWEST_TRIALS_FOR_OUTLIERS = 7;

  private NoiseLimits() {}
}
