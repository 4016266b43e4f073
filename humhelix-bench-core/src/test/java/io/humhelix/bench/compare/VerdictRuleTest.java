package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ExactChange;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Ratio;
import io.humhelix.bench.stats.Sample;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRuleTest {

  private static ForkedSample forks(double... values) {
    return ForkedSample.of(
        IntStream.range(0, values.length).mapToObj(i -> new double[] {values[i]}).toList());
  }

  /** A ratio with a half-width of 2.5 %. */
  private static Estimate ratio(double point) {
    return Ratio.paired(forks(1, 1, 1, 1), forks(point * 0.98, point, point * 1.02, point), 0.95);
  }

  @ParameterizedTest
  @CsvSource({
    "1.10, LOWER_IS_BETTER, REGRESSION",
    "1.10, HIGHER_IS_BETTER, IMPROVEMENT",
    "0.90, LOWER_IS_BETTER, IMPROVEMENT",
    "0.90, HIGHER_IS_BETTER, REGRESSION",
    "1.00, LOWER_IS_BETTER, EQUIVALENT",
    "1.01, HIGHER_IS_BETTER, EQUIVALENT",
    "1.06, LOWER_IS_BETTER, INCONCLUSIVE",
    "0.94, LOWER_IS_BETTER, INCONCLUSIVE",
    "1.04, HIGHER_IS_BETTER, INCONCLUSIVE"
  })
  void aWholeIntervalDecides(double point, Direction direction, Verdict expected) {
    Decision decision = VerdictRule.decide(ratio(point), direction, Tolerance.SPEED);

    assertEquals(expected, decision.verdict(), decision::explanation);
    assertEquals(point, decision.change().orElseThrow().point(), 0.001);
    boolean worse = expected == Verdict.REGRESSION;
    assertEquals(worse, decision.pWorse().orElseThrow() < 0.025);
  }

  @Test
  void whatIsOpenSaysHowManyForksWouldSettleIt() {
    Decision decision = VerdictRule.decide(ratio(1.06), Direction.LOWER_IS_BETTER, Tolerance.SPEED);

    assertEquals(Reason.INTERVAL_ACROSS_TOLERANCE, decision.reason());
    assertTrue(decision.forksToSettle().orElseThrow() > 4);
    assertTrue(
        decision
            .explanation()
            .matches(
                "change \\+6\\.\\d % \\(\\+3\\.\\d to \\+8\\.\\d %\\), tolerance 5\\.0 %; \\d+ forks a"
                    + " side would settle it"),
        decision::explanation);
    Decision onTheLine =
        VerdictRule.decide(ratio(1.0501), Direction.LOWER_IS_BETTER, Tolerance.SPEED);
    assertEquals(OptionalInt.empty(), onTheLine.forksToSettle());
    assertTrue(onTheLine.explanation().contains("more forks a side than are practical"));
  }

  @Test
  void tooFewForksAreNoVerdict() {
    Estimate two = Ratio.paired(forks(1, 1), forks(2, 2), 0.95);
    Decision decision = VerdictRule.decide(two, Direction.LOWER_IS_BETTER, Tolerance.SPEED);

    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.TOO_FEW_REPLICATES, decision.reason());
    assertEquals(OptionalInt.of(3), decision.forksToSettle());
    assertTrue(decision.pWorse().isEmpty());
    assertEquals("2 forks; an interval needs at least 3", decision.explanation());
  }

  @Test
  void errorRatesAreComparedInPoints() {
    List<ErrorBlock> old = blocks(0.050);
    Direction lower = Direction.LOWER_IS_BETTER;
    Decision worse =
        VerdictRule.decide(
            BlockJackknife.difference(old, blocks(0.080), 0.95), lower, Tolerance.ERROR_RATE);
    Decision equal =
        VerdictRule.decide(
            BlockJackknife.difference(old, blocks(0.051), 0.95), lower, Tolerance.ERROR_RATE);
    Decision few =
        VerdictRule.decide(
            BlockJackknife.difference(old.subList(0, 3), blocks(0.08).subList(0, 3), 0.95),
            lower,
            Tolerance.ERROR_RATE);

    assertEquals(Verdict.REGRESSION, worse.verdict());
    assertEquals(Verdict.EQUIVALENT, equal.verdict());
    assertEquals(Reason.TOO_FEW_REPLICATES, few.reason());
    // More forks do not help where speakers are missing.
    assertEquals(OptionalInt.empty(), few.forksToSettle());
  }

  private static List<ErrorBlock> blocks(double rate) {
    return IntStream.range(0, 8)
        .mapToObj(i -> new ErrorBlock(rate * 1_000 + (i + rate * 1_000) % 3, 1_000, 20))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1010, EQUIVALENT",
    "1000, 1017, REGRESSION",
    "1000, 980, IMPROVEMENT",
    "4000, 4035, EQUIVALENT",
    "4000, 4045, REGRESSION"
  })
  void maximaAreExact(double oldMib, double newMib, Verdict expected) {
    double mib = 1 << 20;
    Estimate change = ExactChange.ofMaximum(Sample.of(oldMib * mib), Sample.of(newMib * mib, mib));
    Decision decision =
        VerdictRule.decide(
            change,
            Direction.LOWER_IS_BETTER,
            Tolerance.absolute(Math.max(0.01 * oldMib, 16) * mib));

    assertEquals(expected, decision.verdict());
    assertEquals(expected == Verdict.REGRESSION ? 0 : 1, decision.pWorse().orElseThrow());
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> VerdictRule.decide(ratio(1), Direction.INFORMATION, Tolerance.SPEED));
    assertThrows(
        IllegalArgumentException.class,
        () -> VerdictRule.decide(ratio(1), Direction.LOWER_IS_BETTER, Tolerance.absolute(1)));
    assertThrows(IllegalArgumentException.class, () -> Tolerance.relative(-0.1));
  }

  @Test
  void theHostsFloorWidensTheTolerance() {
    assertEquals(0.08, Tolerance.SPEED.atLeast(0.08).amount());
    assertEquals(Tolerance.SPEED, Tolerance.SPEED.atLeast(0.03));
    assertEquals(
        Verdict.EQUIVALENT,
        VerdictRule.decide(ratio(1.06), Direction.LOWER_IS_BETTER, Tolerance.SPEED.atLeast(0.10))
            .verdict());
  }
}
