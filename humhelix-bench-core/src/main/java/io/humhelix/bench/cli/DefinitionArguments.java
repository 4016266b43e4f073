package io.humhelix.bench.cli;

import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.definition.Overrides;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A definition file and what the command line changes in it. */
final class DefinitionArguments {

  @Parameters(
      paramLabel = "DEFINITION",
      description = "Benchmark definition (YAML), also in hum-helix's format.")
  private Path file;

  @Option(names = "--backend", paramLabel = "ID", description = "Backend for all systems.")
  private String backend;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Device for all systems: cpu, cuda, cuda:1.")
  private String device;

  @Option(
      names = "--compute-type",
      paramLabel = "TYPE",
      description = "Compute type for all systems: float16, int8, q5_1.")
  private String computeType;

  @Option(names = "--workloads", paramLabel = "DIR", description = "Folder with the audio files.")
  private Path workloads;

  @Option(names = "--models", paramLabel = "DIR", description = "Folder with the models.")
  private Path models;

  @Option(
      names = "--set",
      paramLabel = "SETTING",
      description =
          "Set a backend option: SUT.OPTION=VALUE (SUT: name of a system, or * for all). Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "Worker processes per run config, each with a fresh model. To compare, use 10: four equal"
              + " run configs pass in 5 %% of comparisons with 3 forks, 75 %% with 5, 100 %% with 10.")
  private Integer forks;

  @Option(names = "--trials", paramLabel = "N", description = "Measured trials per fork.")
  private Integer trials;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Warm-up trials per fork, after the first pass.")
  private Integer warmUp;

  BenchmarkDefinition read() throws DefinitionException, BadInputException {
    Overrides.Builder overrides = Overrides.builder();
    given(backend, overrides::backend);
    given(device, overrides::device);
    given(computeType, overrides::computeType);
    given(workloads, overrides::workloads);
    given(models, overrides::models);
    given(forks, overrides::forks);
    given(trials, overrides::trials);
    given(warmUp, overrides::warmUpTrials);
    List<String> problems = new ArrayList<>();
    for (String setting : settings) {
      try {
        overrides.set(Overrides.parseSet(setting));
      } catch (IllegalArgumentException e) {
        problems.add("--set: " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return DefinitionReader.read(file, overrides.build());
  }

  /** Whether the counts of trials are nobody's choice: hum-helix's form cannot state any. */
  boolean isHumHelixWithoutCounts() {
    return file != null
        && forks == null
        && trials == null
        && warmUp == null
        && DefinitionReader.isHumHelix(file);
  }

  /** Returns the definition's file, as it was named. */
  Path file() {
    return file;
  }

  private static <T> void given(T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  /** Returns the run configs of a definition. */
  static List<RunConfig> expand(BenchmarkDefinition definition) throws BadInputException {
    try {
      return RunConfigs.expand(definition);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
  }
}
