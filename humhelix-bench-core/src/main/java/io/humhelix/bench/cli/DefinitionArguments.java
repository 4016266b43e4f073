package io.humhelix.bench.cli;

import io.humhelix.bench.definition.AdHocDefinition;
import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.definition.OptionSetting;
import io.humhelix.bench.definition.Overrides;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A definition file and what the command line changes in it, or all that is measured without one.
 */
@OptionGroup("What is measured, whatever the definition says")
final class DefinitionArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DEFINITION",
      description = "Benchmark definition (YAML), also in hum-helix's format.")
  private Path file;

  @ArgGroup(
      validate = false,
      order = 1,
      heading = "%nWithout a definition (several values, as in a,b, are a matrix):%n")
  private AdHocArguments typed = new AdHocArguments();

  @Option(
      names = "--backend",
      paramLabel = "ID",
      split = ",",
      description = "Backend for all systems; 'backends' lists them.")
  private List<String> backends = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      split = ",",
      description = "Device for all systems: cpu, cuda, cuda:1.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--compute-type",
      paramLabel = "TYPE",
      split = ",",
      description = "Compute type for all systems: float16, int8, q5_1.")
  private List<String> computeTypes = new ArrayList<>();

  @Option(
      names = "--workloads",
      paramLabel = "DIR",
      description = "Folder of the definition's audio files.")
  private Path workloads;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder with the models (default: the definition's; without one, a folder called models"
              + " here or beside the audio).")
  private Path models;

  @Option(
      names = "--set",
      paramLabel = "SETTING",
      description =
          "Set a backend option: OPTION=VALUE for all systems, such as threads=4; SUT.OPTION=VALUE"
              + " for one, by its name (without a definition: its backend). Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "Worker processes per run config, each with a fresh model (default: the definition's, else"
              + " 5). To compare, use 10: four equal run configs pass in 3 %% of comparisons with 3"
              + " forks, in 74 %% with 5, in nearly all with 10.")
  private Integer forks;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Measured trials per fork (default: the definition's, else 5).")
  private Integer trials;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description =
          "Warm-up trials per fork, after the first pass (default: the definition's, else 1).")
  private Integer warmUp;

  AskedDefinition read() throws DefinitionException, BadInputException {
    List<String> problems = new ArrayList<>();
    List<OptionSetting> options = settings(problems);
    if (file == null) {
      refuseFor(problems, workloads != null, "--workloads", "name the audio with --audio alone");
      requireSome();
    } else {
      refuseBesideFile(problems);
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    Overrides.Builder overrides = Overrides.builder();
    given(models, overrides::models);
    given(forks, overrides::forks);
    given(trials, overrides::trials);
    given(warmUp, overrides::warmUpTrials);
    if (file == null) {
      return withoutFile(options, overrides.build());
    }
    given(workloads, overrides::workloads);
    backends.forEach(overrides::backend);
    devices.forEach(overrides::device);
    computeTypes.forEach(overrides::computeType);
    options.forEach(overrides::set);
    return new AskedDefinition(
        DefinitionReader.read(file, overrides.build()), Optional.empty(), List.of());
  }

  private AskedDefinition withoutFile(List<OptionSetting> options, Overrides overrides)
      throws DefinitionException {
    AdHocDefinition read =
        AdHocDefinition.read(
            new AdHocDefinition.Values(
                backends,
                typed.models(),
                computeTypes,
                devices,
                options,
                typed.audio(),
                typed.references(),
                typed.language()),
            overrides);
    return new AskedDefinition(read.definition(), Optional.of(read.input()), read.remarks());
  }

  private List<OptionSetting> settings(List<String> problems) {
    List<OptionSetting> options = new ArrayList<>();
    for (String setting : settings) {
      try {
        options.add(Overrides.parseSet(setting));
      } catch (IllegalArgumentException e) {
        problems.add("--set: " + e.getMessage());
      }
    }
    return options;
  }

  /** Says what to type where nothing was. */
  private void requireSome() throws BadInputException {
    if (typed.given().isEmpty() && backends.isEmpty()) {
      String verb = spec.commandLine().getCommandSpec().qualifiedName();
      throw new BadInputException(
          List.of(
              "found nothing to measure; give a definition, or backends, models and audio:",
              "  " + verb + " benchmark.yaml",
              "  " + verb + " --backend whisper-jni --model tiny.en --audio 'clips/*.wav'",
              "'humhelix-bench init' writes a definition of what is found in this folder"));
    }
  }

  private void refuseBesideFile(List<String> problems) {
    List<String> others = typed.given();
    refuseFor(
        problems,
        !others.isEmpty(),
        String.join(", ", others),
        "the definition says it; give one or the other");
    refuseSeveral(problems, "--backend", backends);
    refuseSeveral(problems, "--device", devices);
    refuseSeveral(problems, "--compute-type", computeTypes);
  }

  private void refuseFor(List<String> problems, boolean refused, String option, String instead) {
    if (refused) {
      problems.add(
          option
              + (file == null ? ": found no definition; " : ": found beside " + file + "; ")
              + instead);
    }
  }

  private void refuseSeveral(List<String> problems, String option, List<String> values) {
    if (values.size() > 1) {
      problems.add(
          option
              + ": found "
              + values.size()
              + " values beside "
              + file
              + "; allowed: one, which replaces the definition's; write several into its matrix");
    }
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
