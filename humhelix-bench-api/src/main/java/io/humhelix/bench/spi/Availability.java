package io.humhelix.bench.spi;

import java.util.Objects;

/**
 * Whether a backend can work on this machine.
 *
 * @param available whether it can
 * @param detail if available, what was found, such as version and devices; else the reason
 * @param remedy if not available, what to do; else empty
 */
public record Availability(boolean available, String detail, String remedy) {

  public Availability {
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * The backend can work.
   *
   * @param detail what was found
   * @return the availability
   */
  public static Availability available(String detail) {
    return new Availability(true, detail, "");
  }

  /**
   * The backend cannot work.
   *
   * @param reason what is missing
   * @param remedy what to do
   * @return the availability
   */
  public static Availability unavailable(String reason, String remedy) {
    return new Availability(false, reason, remedy);
  }
}
