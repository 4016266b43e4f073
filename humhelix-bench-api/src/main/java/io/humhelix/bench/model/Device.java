package io.humhelix.bench.model;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The device on which a system under test works: a kind such as {@code cpu}, {@code cuda}, {@code
 * metal}, and optionally one of several, as in {@code cuda:1}.
 *
 * @param kind the kind in lower case
 * @param index which device of that kind, 0 or more; empty leaves the choice to the engine
 */
public record Device(String kind, OptionalInt index) {

  /** The CPU of the host. */
  public static final Device CPU = new Device("cpu", OptionalInt.empty());

  public Device {
    Objects.requireNonNull(index, "index");
    kind = kind.toLowerCase(Locale.ROOT);
    if (!kind.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "device '" + kind + "' is not of the form cpu, cuda or cuda:1");
    }
    if (index.isPresent() && index.getAsInt() < 0) {
      throw new IllegalArgumentException("device index " + index.getAsInt() + " is negative");
    }
  }

  /**
   * Reads a device.
   *
   * @param text {@code kind} or {@code kind:index}
   * @return the device
   * @throws IllegalArgumentException if the text has another form
   */
  public static Device parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new Device(text, OptionalInt.empty());
    }
    String index = text.substring(colon + 1);
    if (!index.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "device '" + text + "' is not of the form cpu, cuda or cuda:1");
    }
    return new Device(text.substring(0, colon), OptionalInt.of(Integer.parseInt(index)));
  }

  /**
   * Returns whether this is the host's CPU.
   *
   * @return whether the kind is {@code cpu}
   */
  public boolean isCpu() {
    return kind.equals(CPU.kind);
  }

  @Override
  public String toString() {
    return index.isPresent() ? kind + ":" + index.getAsInt() : kind;
  }
}
