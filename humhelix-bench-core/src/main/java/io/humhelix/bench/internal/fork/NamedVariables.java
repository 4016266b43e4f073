package io.humhelix.bench.internal.fork;

import io.humhelix.bench.model.Options;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the environment variables that the options of a system name: options that end in {@code
 * _env}, and {@code pass_environment}. The worker gets these variables; no file has their values.
 */
final class NamedVariables {

  private static final String ONE = "_env";
  private static final String SEVERAL = "pass_environment";

  private NamedVariables() {}

  static List<String> of(Options options) {
    List<String> names = new ArrayList<>();
    options
        .asMap()
        .forEach(
            (name, value) -> {
              if (name.endsWith(ONE) && value instanceof String variable) {
                names.add(variable);
              } else if (name.equals(SEVERAL) && value instanceof List<?> list) {
                list.forEach(variable -> names.add(String.valueOf(variable)));
              }
            });
    return names;
  }
}
