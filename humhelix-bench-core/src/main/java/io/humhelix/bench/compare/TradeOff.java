package io.humhelix.bench.compare;

import io.humhelix.bench.result.Verdict;

/** Speed that was paid for with errors is no improvement. */
public final class TradeOff {

  private TradeOff() {}

  /**
   * Weighs a verdict of speed against that of the errors in the very same calls.
   *
   * @param speed decision in a metric of speed
   * @param errors decision in the word or character error rate
   * @return {@code TRADE_OFF} in place of {@code IMPROVEMENT} where the errors are a regression,
   *     else the decision of speed as it is
   */
  public static Decision weigh(Decision speed, Decision errors) {
    if (speed.verdict() != Verdict.IMPROVEMENT || errors.verdict() != Verdict.REGRESSION) {
      return speed;
    }
    return speed.become(
        Verdict.TRADE_OFF,
        Reason.MORE_ERRORS,
        "faster with more errors: " + speed.explanation() + "; errors: " + errors.explanation());
  }
}
