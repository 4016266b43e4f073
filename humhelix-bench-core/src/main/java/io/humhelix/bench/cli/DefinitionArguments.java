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
      description = "Benchmark definition (YAML), or hum-helix's own file.")
  private Path file;

  @Option(names = "--backend", paramLabel = "ID", description = "Backend of every system.")
  private String backend;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Device of every system: cpu, cuda, cuda:1.")
  private String device;

  @Option(
      names = "--compute-type",
      paramLabel = "TYPE",
      description = "Compute type of every system: float16, int8, q5_1.")
  private String computeType;

  @Option(
      names = "--workloads",
      paramLabel = "DIR",
      description = "Folder in which audio files are looked up.")
  private Path workloads;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder in which models are looked up by name.")
  private Path models;

  @Option(
      names = "--set",
      paramLabel = "SETTING",
      description =
          "SUT.OPTION=VALUE, or *.OPTION=VALUE for all systems; may be given several times.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Number of fresh worker processes per run config.")
  private Integer forks;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Number of measured trials of a fork.")
  private Integer trials;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Number of warm-up trials after the first pass.")
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
