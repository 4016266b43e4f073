package io.humhelix.bench.result;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A quantity that the harness measures.
 *
 * @param name stable identifier with the unit in it, such as {@code load_s}
 * @param unit such as {@code s} or {@code %}; empty for a ratio
 * @param direction which way it is better
 * @param definition what exactly is measured, in one sentence
 */
public record Metric(String name, String unit, Direction direction, String definition) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  public Metric {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(definition, "definition");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("metric name '" + name + "' is not lower_case");
    }
  }
}
