package io.humhelix.bench.spi;

import java.util.Objects;

/**
 * A quantity of the machine that a {@link Sampler} reads.
 *
 * @param name lower case with underscores, unique, without the unit, as in {@code gpu_power}
 * @param unit as at the end of a metric's name, such as {@code s}, {@code bytes} or {@code joule};
 *     empty for a plain number
 * @param kind how readings become numbers
 * @param meaning half a line for people
 */
public record SampledQuantity(String name, String unit, Kind kind, String meaning) {

  /** How readings become the numbers of a trial. */
  public enum Kind {
    /** Only grows: the difference of the last and the first reading counts. */
    COUNTER,
    /** Goes up and down: the smallest, mean and largest reading count. */
    GAUGE,
    /**
     * A peak that the system itself tracks, as the kernel does for memory: the larger of the first
     * and the last reading counts.
     */
    PEAK
  }

  private static final String NAME = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

  public SampledQuantity {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(meaning, "meaning");
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "a quantity is named '" + name + "'; allowed: lower case with underscores");
    }
    if (!unit.matches("[a-z]*")) {
      throw new IllegalArgumentException(
          "the unit of " + name + " is '" + unit + "'; allowed: lower case letters, or nothing");
    }
  }

  /**
   * A quantity that only grows.
   *
   * @param name without the unit
   * @param unit the unit, or empty
   * @param meaning half a line for people
   * @return the quantity
   */
  public static SampledQuantity counter(String name, String unit, String meaning) {
    return new SampledQuantity(name, unit, Kind.COUNTER, meaning);
  }

  /**
   * A quantity that goes up and down.
   *
   * @param name without the unit
   * @param unit the unit, or empty
   * @param meaning half a line for people
   * @return the quantity
   */
  public static SampledQuantity gauge(String name, String unit, String meaning) {
    return new SampledQuantity(name, unit, Kind.GAUGE, meaning);
  }

  /**
   * A peak that the system itself tracks.
   *
   * @param name without the unit
   * @param unit the unit, or empty
   * @param meaning half a line for people
   * @return the quantity
   */
  public static SampledQuantity peak(String name, String unit, String meaning) {
    return new SampledQuantity(name, unit, Kind.PEAK, meaning);
  }
}
