package io.humhelix.bench.stats;

import java.util.List;

/**
 * The change where no speaker or recording has more or fewer errors than before, above all because
 * the texts are the same. It is 0 on these clips; on others it may not be. With {@code n} words of
 * the references, a change in one word of {@code 1 / p} goes unseen with probability {@code (1 -
 * p)^n}, so the largest that would be missed in 2.5 % of cases is {@code 1 - 0.025^(1/n)}, the
 * bound of {@link ClopperPearson} for no hit. That takes errors for independent; where they come in
 * bursts, more would be missed.
 */
public final class SameErrors {

  private SameErrors() {}

  /**
   * Estimates the change.
   *
   * @param blocks those of either side, at least one unit in all
   * @param level of the interval, between 0 and 1
   * @return 0, as far from either end of the interval as a change that would be missed
   * @throws IllegalArgumentException if no block has a unit
   */
  public static Estimate change(List<ErrorBlock> blocks, double level) {
    long units = BlockJackknife.requireUnits(blocks);
    double missed = ClopperPearson.upper(0, units, (1 - Estimate.requireLevel(level)) / 2);
    int speaking = BlockJackknife.speaking(blocks);
    return Estimate.of(
        0,
        new Interval(-missed, missed, level),
        new SampleSize(Replicate.CLIP_BLOCK, speaking, speaking, units),
        Method.SAME_ERRORS);
  }

  /**
   * Returns how many words or characters it takes for no larger change to be missed.
   *
   * @param change as a fraction: 0.005 for half a point; 736 words at 95 %
   * @param level of the interval, between 0 and 1
   * @return 1 or more; {@link Long#MAX_VALUE} for no change at all
   */
  public static long units(double change, double level) {
    if (change <= 0) {
      return Long.MAX_VALUE;
    }
    double tail = (1 - Estimate.requireLevel(level)) / 2;
    return change >= 1 ? 1 : (long) Math.ceil(Math.log(tail) / Math.log1p(-change));
  }
}
