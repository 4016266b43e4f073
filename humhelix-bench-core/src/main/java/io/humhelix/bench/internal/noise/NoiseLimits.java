package io.humhelix.bench.internal.noise;

import io.humhelix.bench.stats.ForkedSample;

/** Limits beyond which a disturbance makes a fork's numbers doubtful. */
public final class NoiseLimits {

  /**
   * Load of others, as a share of all processors. Half of the default tolerance of 5 % for times:
   * other programs can hardly change a result by more than the share they use.
   */
  public static final double OTHER_LOAD_SHARE = 0.025;

  /** Time taken by the hypervisor, as a share of all processors. */
  public static final double STEAL_SHARE = 0.02;

  /** Time for which the control group was throttled, as a share of the timed part. */
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
   * The kernel counts processor time in hundredths of a second; in a shorter time a share means
   * little.
   */
  public static final double SHORTEST_SECONDS = 0.5;

  /** Fewer forks have no interval and no verdict. */
  public static final int FEWEST_FORKS = ForkedSample.MINIMUM_FORKS;

  /** A fork with fewer trials is not checked for outliers. */
  static final int FEWEST_TRIALS_FOR_OUTLIERS = 7;

  private NoiseLimits() {}
}
