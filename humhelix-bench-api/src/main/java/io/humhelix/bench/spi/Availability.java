package io.humhelix.bench.spi;

import java.util.Objects;

/**
 * Whether a backend works on this machine.
 *
 * @param available whether it does
 * @param detail what was found, such as version and devices, if available; otherwise the reason
 * @param remedy what to do if not available; otherwise empty
 */
public record Availability(boolean available, String detail, String remedy) {

  public Availability {
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * The backend works here.
   *
   * @param detail what was found
   * @return the availability
   */
  public static Availability available(String detail) {
    return new Availability(true, detail, "");
  }

  /**
   * The backend does not work here.
   *
   * @param reason what is missing
   * @param remedy what to do
   * @return the availability
   */
  public static Availability unavailable(String reason, String remedy) {
    return new Availability(false, reason, remedy);
  }
}
