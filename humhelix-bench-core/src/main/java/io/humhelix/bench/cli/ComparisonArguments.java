package io.humhelix.bench.cli;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.model.BenchmarkDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What counts as no change, and what is meant to differ. */
@OptionGroup("What counts as a change")
final class ComparisonArguments {

  /** The names of these options. */
  static final List<String> OPTIONS =
      List.of("--tolerance", "--wer-tolerance", "--floor", "--factor", "--partial");

  private static final int PERCENT = 100;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description =
          "Largest change of speed that counts as none (default: the definition's, else 5).")
  private Double tolerance;

  @Option(
      names = "--wer-tolerance",
      paramLabel = "POINTS",
      description =
          "Likewise of the error rate, in percentage points (default: the definition's, else 0.5).")
  private Double errorTolerance;

  @Option(
      names = "--floor",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Noise of this host: by how much two runs of one system differ here, when nothing was"
              + " changed. No tolerance of speed is smaller. While it is not known (default:"
              + " ${DEFAULT-VALUE}), two runs must differ by twice the tolerance.")
  private double floor;

  @Option(
      names = "--factor",
      paramLabel = "FACT",
      description =
          "What is meant to differ, such as engine_version, sut.model or host. Repeatable.")
  private List<String> factors = new ArrayList<>();

  @Option(
      names = "--partial",
      description =
          "Allow the candidate to lack run configs of the baseline; else that is undecided.")
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
