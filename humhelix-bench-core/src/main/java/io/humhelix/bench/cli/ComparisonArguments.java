package io.humhelix.bench.cli;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What counts as no change, and what is meant to differ. */
final class ComparisonArguments {

  /** The names of these options. */
  static final List<String> OPTIONS =
      List.of("--tolerance", "--wer-tolerance", "--floor", "--factor", "--partial");

  private static final int PERCENT = 100;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description =
          "Largest change of speed that counts as none (default: the definition's, else 5). A real change as"
              + " large as that is never shown, by design (in 2.5 %% of comparisons).")
  private Double tolerance;

  @Option(
      names = "--wer-tolerance",
      paramLabel = "POINTS",
      description =
          "Largest change of the error rate that counts as none, in percentage points"
              + " (default: the definition's, else 0.5).")
  private Double errorTolerance;

  @Option(
      names = "--floor",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "What comparisons of a system with itself have shown on this host; no tolerance of speed is"
              + " below it (default: ${DEFAULT-VALUE}, not known). Runs that differ by 3 or 5 %% by"
              + " themselves are a false regression in 7.5 or 17.5 %% without a floor, so that two"
              + " runs without one need twice the tolerance.")
  private double floor;

  @Option(
      names = "--factor",
      paramLabel = "FACT",
      description =
          "What is meant to differ: a fact such as engine_version or sut.model, or a group such as"
              + " host; may be given several times.")
  private List<String> factors = new ArrayList<>();

  @Option(
      names = "--partial",
      description =
          "The candidate may lack run configs of the baseline; else the comparison is undecided.")
  private boolean partial;

  /** Refuses values that are out of range, all at once. */
  void check() throws BadInputException {
    List<String> problems = new ArrayList<>();
    if (tolerance != null) {
      check("--tolerance", tolerance, problems);
    }
    if (errorTolerance != null) {
      check("--wer-tolerance", errorTolerance, problems);
    }
    check("--floor", floor, problems);
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
  }

  private static void check(String option, double value, List<String> problems) {
    if (!(value >= 0 && value <= PERCENT)) {
      problems.add(option + ": found " + value + "; allowed: 0 to 100");
    }
  }

  /** Returns the policy for a candidate; what is given here goes before its definition. */
  ComparisonPolicy of(BenchmarkDefinition definition) {
    ComparisonPolicy policy =
        ComparisonPolicy.DEFAULT
            .with(definition.expectations())
            .withFloor(floor / PERCENT)
            .withFactors(Set.copyOf(factors))
            .withPartial(partial);
    if (tolerance != null) {
      policy = policy.withSpeed(tolerance / PERCENT);
    }
    return errorTolerance == null ? policy : policy.withErrorPoints(errorTolerance);
  }
}
