package io.humhelix.bench.summary;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What trials can be grouped by. A value that a file does not have is the empty text.
 *
 * @param name as it is written on the command line
 * @param value of a trial
 */
public record Factor(String name, Function<TrialRow, String> value) {

  static final String OPTION = "options.";

  /** Of a SHA-256: nobody reads more, and no two files of one name have them in common. */
  private static final int DIGITS = 12;

  private static final List<Factor> ALL =
      List.of(
          config("model", RunConfigFacts::model),
          config("device", RunConfigFacts::device),
          config("beam_size", Factor::beams),
          config("audio_file", config -> config.workload().audioFile()),
          config("system", RunConfigFacts::system),
          config("backend", RunConfigFacts::backend),
          config("compute_type", RunConfigFacts::computeType),
          config("options", config -> text(config.options().asMap())),
          config("workload", config -> config.workload().name()),
          config("audio_sha256", config -> first(config.workload().audioSha256())),
          config("vad_filter", config -> Boolean.toString(config.workload().vadFilter())),
          config("word_timestamps", config -> Boolean.toString(config.workload().wordTimestamps())),
          config("engine", config -> effective(config, EffectiveSut::engine)),
          config("engine_version", config -> effective(config, EffectiveSut::engineVersion)),
          config("normalizer", RunConfigFacts::normalizer),
          new Factor("host", row -> row.run().host()),
          new Factor("benchmark", row -> row.run().benchmark()),
          new Factor("scenario", row -> row.run().scenario()),
          new Factor("run", row -> row.run().runId()),
          new Factor("file", row -> String.valueOf(row.run().file().getFileName())));

  /** hum-helix's four keys and the system. */
  public static final List<Factor> DEFAULT = ALL.subList(0, 5);

  /** The machine, by which every table is grouped as soon as there are two. */
  public static final Factor HOST = of("host").orElseThrow();

  /** One call of the harness, by which trials under load are grouped: its load is its own. */
  static final Factor RUN = of("run").orElseThrow();

  /** What makes trials other trials; a mean over several values of one of these is told. */
  static final List<Factor> CONDITIONS =
      ALL.stream()
          .filter(factor -> !List.of("run", "file", "host", "benchmark").contains(factor.name()))
          .toList();

  public Factor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /**
   * Finds a factor.
   *
   * @param name one of {@link #names()}, or {@code options.} with the name of an option
   * @return empty if there is none of that name
   */
  public static Optional<Factor> of(String name) {
    if (name.startsWith(OPTION) && name.length() > OPTION.length()) {
      String option = name.substring(OPTION.length());
      return Optional.of(
          config(name, config -> config.options().get(option).map(String::valueOf).orElse("")));
    }
    return ALL.stream().filter(factor -> factor.name().equals(name)).findFirst();
  }

  /**
   * Returns the names of all factors but single options.
   *
   * @return names, hum-helix's keys first
   */
  public static List<String> names() {
    return ALL.stream().map(Factor::name).toList();
  }

  /** Whether trials of other values are other trials. */
  boolean isCondition() {
    return CONDITIONS.stream().anyMatch(condition -> condition.name().equals(name));
  }

  /** The value of a trial. */
  String of(TrialRow row) {
    return value.apply(row);
  }

  private static Factor config(String name, Function<RunConfigFacts, String> value) {
    return new Factor(name, row -> value.apply(row.config()));
  }

  private static String beams(RunConfigFacts config) {
    return config.beamSize().isPresent() ? Long.toString(config.beamSize().getAsLong()) : "";
  }

  private static String first(String sha256) {
    return sha256.substring(0, Math.min(DIGITS, sha256.length()));
  }

  private static String effective(RunConfigFacts config, Function<EffectiveSut, String> value) {
    return config.effective().map(value).orElse("");
  }

  private static String text(Object options) {
    String text = String.valueOf(options);
    return text.substring(1, text.length() - 1);
  }
}
