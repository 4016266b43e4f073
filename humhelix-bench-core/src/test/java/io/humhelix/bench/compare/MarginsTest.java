package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Ratio;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginsTest {

  private static final double[] LEVELS = {0.99, 1, 1.02, 0.985, 1.01};

  private static ForkedSample forks(double factor, boolean rates) {
    return ForkedSample.of(
        Arrays.stream(LEVELS)
            .map(level -> level * factor)
            .mapToObj(time -> new double[] {rates ? 1 / time : time})
            .toArray(double[][]::new));
  }

  private static Decision decide(double factor, Direction direction) {
    boolean rates = direction == Direction.HIGHER_IS_BETTER;
    Estimate change = Ratio.welch(forks(1, rates), forks(factor, rates), Estimate.LEVEL);
    return new Margins(0.1, 0.2, true, Reason.NOISY_MACHINE, "why.")
        .apply(VerdictRule.decide(change, direction, Tolerance.SPEED), direction);
  }

  /** A throughput is a time turned upside down: verdict and p value are the same. */
  @ParameterizedTest
  @CsvSource({
    "1.155, INCONCLUSIVE",
    "1.25, REGRESSION",
    "1, EQUIVALENT",
    "0.85, INCONCLUSIVE",
    "0.7, IMPROVEMENT"
  })
  void throughputIsJudgedAsTimesAre(double factor, Verdict verdict) {
    Decision times = decide(factor, Direction.LOWER_IS_BETTER);
    Decision rates = decide(factor, Direction.HIGHER_IS_BETTER);

    assertEquals(verdict, times.verdict());
    assertEquals(verdict, rates.verdict());
    assertEquals(times.pWorse().orElseThrow(), rates.pWorse().orElseThrow(), 1e-9);
  }
}
