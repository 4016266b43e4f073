package io.humhelix.bench.cli;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunResult;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which stored results a run is held against. */
@OptionGroup("Compared at the end")
final class GateArguments {

  @Option(
      names = "--baseline",
      paramLabel = "BASELINE",
      description =
          "Compare the run with stored results: the name of a baseline, a results file, or a folder"
              + " (default: the definition's). Its systems that are to be had here are measured again"
              + " in the same blocks.")
  private String baseline;

  @Option(
      names = "--no-baseline",
      description = "Do not compare, whatever the definition says; for a first run.")
  private boolean noBaseline;

  @Option(
      names = "--no-remeasure",
      description =
          "Measure no system of the baseline again: half the time, but verdicts across runs, for"
              + " which a regression must be beyond twice the tolerance (without --floor).")
  private boolean noRemeasure;

  @Mixin private BaselineFolder folder;

  /** Whether systems of the baseline are measured again. */
  boolean remeasures() {
    return !noRemeasure && !noBaseline;
  }

  /** Results tell what they are held against, as if the definition had said it. */
  BenchmarkDefinition into(BenchmarkDefinition read) {
    return baseline == null || noBaseline
        ? read
        : read.toBuilder().expectations(read.expectations().withBaseline(baseline)).build();
  }

  /**
   * What the run is judged by.
   *
   * @param partly whether some run configs were left out on purpose, which are then not missing
   */
  RunGate gate(
      BenchmarkDefinition asked,
      Predicate<RunConfig> filter,
      ComparisonPolicy compared,
      boolean partly)
      throws BadInputException {
    Optional<String> given =
        Optional.ofNullable(baseline).or(() -> asked.expectations().baseline());
    if (noBaseline || given.isEmpty()) {
      return new RunGate(Optional.empty(), compared, !noBaseline);
    }
    RunResult stored =
        baseline == null
            ? folder.read("baseline in the definition (--no-baseline runs without)", given.get())
            : folder.read("--baseline", baseline);
    RunGate.requireCounterpart(
        given.get(), stored, DefinitionArguments.expand(asked).stream().filter(filter).toList());
    return new RunGate(Optional.of(stored), partly ? compared.withPartial(true) : compared, true);
  }
}
