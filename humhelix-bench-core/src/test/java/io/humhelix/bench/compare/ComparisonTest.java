package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.SimulatedMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a verdict over more than one interval depends on. */
class ComparisonTest {

  private final SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 5);
  private final ForkedSample old = machine.forks(10, 10, 1);
  private final ForkedSample faster = machine.forks(10, 10, 0.8);
  private final ForkedSample slower = machine.forks(10, 10, 1.3);

  private static SpeedComparison comparison() {
    return new SpeedComparison(Direction.LOWER_IS_BETTER, Tolerance.SPEED, false);
  }

  private static Side side(ForkedSample values) {
    return side(Optional.of(values), 0);
  }

  /** A side whose forks have no step in common. */
  private static Side side(Optional<ForkedSample> values, int restlessForks) {
    return new Side(values, restlessForks, Optional.empty());
  }

  @Test
  void aSideWithoutValidTrialsIsInvalid() {
    Side none = side(Optional.empty(), 0);

    assertEquals(Verdict.INVALID, comparison().compare(none, side(old)).verdict());
    assertEquals(
        "the candidate has no valid trials", comparison().compare(side(old), none).explanation());
  }

  @Test
  void restlessForksConcludeNothing() {
    Side restless = side(Optional.of(slower), 2);
    Decision decision = comparison().compare(side(old), restless);

    assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
    assertEquals(Reason.NOT_STEADY, decision.reason());
    assertTrue(decision.explanation().startsWith("2 of 10 forks of the candidate"));
    assertTrue(decision.change().isPresent());
    Side one = side(Optional.of(slower), 1);
    assertEquals(Verdict.REGRESSION, comparison().compare(side(old), one).verdict());
    assertEquals(Verdict.INCONCLUSIVE, comparison().compare(restless, side(old)).verdict());
  }

  @Test
  void speedForErrorsIsATradeOff() {
    Decision fast = comparison().compare(side(old), side(faster));
    Decision worse = decision(Verdict.REGRESSION, 0.001);
    Decision equal = decision(Verdict.EQUIVALENT, 1);

    assertEquals(Verdict.TRADE_OFF, TradeOff.weigh(fast, worse).verdict());
    assertEquals(Reason.MORE_ERRORS, TradeOff.weigh(fast, worse).reason());
    assertEquals(fast.change(), TradeOff.weigh(fast, worse).change());
    assertSame(fast, TradeOff.weigh(fast, equal));
    assertSame(worse, TradeOff.weigh(worse, worse));
  }

  private static Decision decision(Verdict verdict, double p) {
    return new Decision(
        verdict,
        verdict == Verdict.REGRESSION ? Reason.WORSE_THAN_TOLERANCE : Reason.WITHIN_TOLERANCE,
        verdict.toString(),
        Optional.<Estimate>empty(),
        Tolerance.SPEED,
        OptionalDouble.of(p),
        OptionalInt.empty());
  }

  @Test
  void theGateAdjustsForTheNumberOfMetrics() {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    decisions.put("rtf", decision(Verdict.REGRESSION, 0.02));
    assertEquals(List.of("rtf"), Gate.of(decisions).regressions());
    decisions.put("wer", decision(Verdict.EQUIVALENT, 1));
    decisions.put("load", decision(Verdict.EQUIVALENT, 1));
    Gate gate = Gate.of(decisions);

    assertEquals(List.of(), gate.regressions());
    assertEquals(List.of("rtf"), gate.undecided());
    assertEquals(0.06, gate.adjusted().get("rtf"), 1e-12);
    assertFalse(gate.passes());
  }

  /** One-sided 5 % is not the two-sided 95 % of a verdict: the gate asks for both. */
  @Test
  void theGateFailsOnlyForWhatIsARegressionByItself() {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    decisions.put("rtf", decision(Verdict.INCONCLUSIVE, 0.03));
    Gate gate = Gate.of(decisions);

    assertEquals(List.of(), gate.regressions());
    assertEquals(List.of("rtf"), gate.undecided());
    assertEquals(0.03, gate.adjusted().get("rtf"));
  }

  @Test
  void theGateListsWhatIsOpenAndInvalid() {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    Side none = side(Optional.empty(), 0);
    decisions.put("a", comparison().compare(side(old), none));
    decisions.put(
        "b",
        Decision.without(
            Verdict.NOT_COMPARABLE, Reason.DIFFERENT_CONDITIONS, "differ", Tolerance.SPEED));
    decisions.put("c", comparison().compare(side(old), side(slower)));
    decisions.put("d", comparison().compare(side(old), side(Optional.of(slower), 10)));
    decisions.put("e", comparison().compare(side(old), side(faster)));
    Gate gate = Gate.of(decisions);

    assertEquals(List.of("a"), gate.invalid());
    assertEquals(List.of("b", "d"), gate.undecided());
    assertEquals(List.of("c"), gate.regressions());
  }

  @Test
  void theGatePassesWhereAllIsSettled() {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    decisions.put("rtf", comparison().compare(side(old), side(faster)));
    decisions.put("wer", decision(Verdict.EQUIVALENT, 1));

    assertTrue(Gate.of(decisions).passes());
    assertTrue(Gate.of(Map.of()).passes());
  }
}
