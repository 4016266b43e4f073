package io.humhelix.bench.backend.command;

import io.humhelix.bench.internal.process.AllowedEnvironment;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.OptionSpec.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of this backend. */
final class CommandOptions {

  static final String COMMAND = "command";
  static final String DIRECTORY = "directory";
  static final String SETTINGS = "settings";
  static final String BEAM_SIZE = "beam_size";
  static final String START_TIMEOUT = "start_timeout_s";
  static final String ENVIRONMENT = "environment";
  static final String PASS_ENVIRONMENT = "pass_environment";

  static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.of(COMMAND, Type.TEXTS, "the program and its arguments as a list; no shell"),
          OptionSpec.of(DIRECTORY, Type.PATH, "working directory of the program").withDefault("."),
          OptionSpec.of(
                  BEAM_SIZE,
                  Type.INTEGER,
                  "1: greedy; more: beam search of that width; left out: the program's")
              .between(1, 100),
          OptionSpec.of(SETTINGS, Type.MAP, "more options, passed to the program unchanged"),
          OptionSpec.of(START_TIMEOUT, Type.NUMBER, "longest wait for the program's first line; s")
              .withDefault(30.0)
              .between(0.1, 3600),
          OptionSpec.of(
              ENVIRONMENT, Type.MAP, "environment variables to set; the results show them"),
          OptionSpec.of(
              PASS_ENVIRONMENT,
              Type.TEXTS,
              "names of environment variables to pass on as well as PATH, HOME, CUDA_* and similar;"
                  + " values are never stored"));

  private final Options options;

  CommandOptions(Options options) {
    this.options = options;
  }

  List<String> command() {
    return texts(COMMAND);
  }

  Path directory() {
    return Path.of(options.text(DIRECTORY).orElse(".")).toAbsolutePath().normalize();
  }

  Duration startTimeout() {
    return Duration.ofMillis(Math.round(1000 * options.number(START_TIMEOUT).orElse(30.0)));
  }

  /** What the program gets as its options. */
  Options settings() {
    Options settings = Options.empty();
    if (options.get(SETTINGS).orElse(Map.of()) instanceof Map<?, ?> further) {
      for (var entry : further.entrySet()) {
        settings = settings.with((String) entry.getKey(), entry.getValue());
      }
    }
    Optional<Long> beams = options.integer(BEAM_SIZE);
    return settings.get(BEAM_SIZE).isPresent() || beams.isEmpty()
        ? settings
        : settings.with(BEAM_SIZE, beams.get());
  }

  Map<String, String> environment() {
    Map<String, String> environment =
        AllowedEnvironment.of(System.getenv(), texts(PASS_ENVIRONMENT));
    if (options.get(ENVIRONMENT).orElse(Map.of()) instanceof Map<?, ?> further) {
      further.forEach((name, value) -> environment.put((String) name, String.valueOf(value)));
    }
    return environment;
  }

  private List<String> texts(String name) {
    return options.get(name).orElse(List.of()) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
