package io.humhelix.bench.internal.plan;

import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a key of a matrix means for a system under test. */
final class MatrixKey {

  /** Keys that an axis may have, in addition to {@code options.NAME}. */
  static final List<String> FIELDS = List.of("backend", "model", "compute_type", "device");

  /** Keys of include and exclude that choose instead of vary. */
  static final List<String> SELECTORS = List.of("sut", "workload");

  static final String OPTION_PREFIX = "options.";

  private MatrixKey() {}

  static boolean varies(String key) {
    return FIELDS.contains(key) || isOption(key);
  }

  static boolean isOption(String key) {
    return key.startsWith(OPTION_PREFIX) && key.length() > OPTION_PREFIX.length();
  }

  static String optionName(String key) {
    return key.substring(OPTION_PREFIX.length());
  }

  /** Returns what is wrong with a value of a key that varies, or empty. */
  static Optional<String> wrongValue(String key, Object value) {
    try {
      if (isOption(key)) {
        Options.empty().with(optionName(key), value);
      } else if (!(value instanceof String text) || text.isBlank()) {
        return Optional.of("found '" + value + "', which is not a text");
      } else if (key.equals("device")) {
        Device.parse(text);
      }
      return Optional.empty();
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.of(
          key.equals("device") ? "found '" + value + "'" : String.valueOf(e.getMessage()));
    }
  }

  static SutSpec apply(SutSpec sut, String key, Object value) {
    return switch (key) {
      case "backend" -> sut.withBackend((String) value);
      case "model" -> sut.withModel((String) value);
      case "compute_type" -> sut.withComputeType((String) value);
      case "device" -> sut.withDevice((String) value);
      default -> sut.withOption(optionName(key), value);
    };
  }

  /** Whether a system has this value; aliases of a compute type are the same value. */
  static boolean agrees(SutSpec sut, String key, Object value) {
    return switch (key) {
      case "backend" -> sut.backend().equals(value);
      case "model" -> sut.model().equals(value);
      case "compute_type" ->
          sut.computeType().canonical().equals(new ComputeType((String) value).canonical());
      case "device" -> sut.device().equals(Device.parse((String) value));
      default ->
          sut.options()
              .get(optionName(key))
              .filter(own -> sameValue(own, Options.of(Map.of("x", value)).asMap().get("x")))
              .isPresent();
    };
  }

  private static boolean sameValue(Object own, Object other) {
    if (own instanceof Number && other instanceof Number) {
      return new BigDecimal(own.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return own.equals(other);
  }

  /** Whether two values of a key mean the same. */
  static boolean same(String key, Object one, Object other) {
    SutSpec probe = SutSpec.of("x", "x", "x");
    return agrees(apply(probe, key, one), key, other);
  }
}
