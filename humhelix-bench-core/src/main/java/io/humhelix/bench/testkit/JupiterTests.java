package io.humhelix.bench.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** The only class that touches JUnit, so that the rest works without. */
final class JupiterTests {

  private JupiterTests() {}

  static Stream<DynamicTest> of(Stream<ContractCheck> checks) {
    return checks.map(
        check -> DynamicTest.dynamicTest(check.toString(), () -> report(check, check.verify())));
  }

  private static void report(ContractCheck check, ContractOutcome outcome) {
    switch (outcome.state()) {
      case BROKEN ->
          throw new AssertionError(check + "\n" + outcome.detail() + "\n" + outcome.remedy());
      case NOT_APPLICABLE -> Assumptions.abort(outcome.detail());
      case KEPT -> {
        // That is all.
      }
    }
  }
}
