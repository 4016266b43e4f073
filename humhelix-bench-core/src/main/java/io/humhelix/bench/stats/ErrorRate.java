package io.humhelix.bench.stats;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * The word or character error rate of a corpus, errors of all blocks / units of all blocks, with an
 * interval that holds where errors are rare or long speakers err more.
 *
 * <p>The plain interval of {@link BlockJackknife}, {@code R -+ t(0.975) se}, misses on the bad
 * side: a few speakers often include none of the worst ones, and then their spread is too small as
 * well. So the upper end reaches further, {@code R + t(0.995) se}, and the lower one less far,
 * {@code R - t(0.955) se}, and neither is nearer to {@code R} than the bound of {@link
 * ClopperPearson} at the same probability, which holds if errors were independent. Where the
 * lengths of the blocks differ by more than {@value #MOST_UNEQUAL}, the upper end is {@code R
 * exp(t(0.995) se / R)}, since the jackknife sees too little of a rate that grows with the length;
 * even so it is a minimum. Where fewer than {@value #ERRING_BLOCKS} blocks have an error, there is
 * no lower end but 0: the rate is "at most" the upper one, and for no error at all that is Clopper
 * and Pearson's at 0.975.
 *
 * <p>There is no interval where one block has nearly all of the text, nor where its upper end would
 * bound nothing: of simulated corpora in which long speakers err more, 6 / 1 / 0 % with 5 / 8 / 20
 * speakers; of all others none.
 *
 * <p>Simulated coverage with 5 / 8 / 20 speakers, that of the plain interval in brackets: equal
 * lengths 96 / 95 / 97 % (94 / 94 / 96), long speakers err more 91 / 88 / 86 % (73 / 69 / 72), 70 %
 * of the speakers without errors 80 / 90 / 94 % (79 / 86 / 92), and 96 to 98 % there where both
 * ends are given. If one speaker in twenty makes all errors, a bound from speakers without any says
 * nothing of that one: 23 / 33 / 65 %, before and now.
 */
public final class ErrorRate {

  /** In fewer blocks with an error, their spread says nothing. */
  public static final int ERRING_BLOCKS = 3;

  /** Beyond this ratio of the longest to the shortest block an interval is a minimum. */
  public static final int MOST_UNEQUAL = 4;

  /**
   * With fewer blocks of equal length's worth (Kish, "Survey Sampling", 1965: {@code (sum n)^2 /
   * sum n^2}) the rate is that of one block, of which no spread is known: one of 6 blocks with 99 %
   * of the text had an interval up to 10^58.
   */
  static final double LEAST_EFFECTIVE_BLOCKS = 1.5;

  /** Beyond 100 % and so many times the rate an upper end bounds nothing. */
  static final int MOST_TIMES = 10;

  private ErrorRate() {}

  /**
   * Estimates the rate.
   *
   * @param blocks at least one, with at least one unit in all
   * @param level of the interval, between 0 and 1
   * @return errors / units, a fraction; no interval below {@link BlockJackknife#MINIMUM_BLOCKS}
   *     blocks with units, where one of them has nearly all units, and where the upper end would
   *     bound nothing. An upper bound alone has no precision
   * @throws IllegalArgumentException if no block has a unit
   */
  public static Estimate of(List<ErrorBlock> blocks, double level) {
    double[] errors = blocks.stream().mapToDouble(ErrorBlock::errors).toArray();
    Estimate plain = BlockJackknife.estimate(errors, blocks, level, Method.BLOCK_JACKKNIFE_EXACT);
    if (plain.interval().isEmpty()) {
      return plain;
    }
    if (effective(blocks) < LEAST_EFFECTIVE_BLOCKS) {
      return Estimate.withoutInterval(
          plain.point(),
          plain.size(),
          plain.method(),
          "one of the "
              + plain.size().replicates()
              + " blocks of clips has nearly all of the text; an interval needs several speakers or"
              + " recordings of like length");
    }
    long erring = blocks.stream().filter(block -> block.errors() > 0).count();
    Ends ends =
        new Ends(
            Moments.sum(errors),
            plain.size().observations(),
            plain.precision().orElseThrow(),
            Tails.ofTimes(level));
    if (erring < ERRING_BLOCKS) {
      double most = erring == 0 ? ends.highWithoutErrors() : ends.high();
      return Estimate.of(
          plain.point(), new Interval(0, most, level), plain.size(), Method.ERROR_RATE_AT_MOST);
    }
    boolean unequal = unequal(blocks);
    double high = unequal ? ends.highOnLogarithms() : ends.high();
    if (unequal && high > Math.max(1, MOST_TIMES * plain.point())) {
      return Estimate.withoutInterval(
          plain.point(),
          plain.size(),
          plain.method(),
          "the "
              + plain.size().replicates()
              + " blocks of clips differ too much in length and errors to bound the rate; an"
              + " interval needs more speakers or recordings");
    }
    return new Estimate(
        plain.point(),
        Optional.of(new Interval(ends.low(), high, level)),
        plain.precision(),
        plain.size(),
        unequal ? Method.BLOCK_JACKKNIFE_EXACT_UNEQUAL : Method.BLOCK_JACKKNIFE_EXACT,
        plain.shortcoming());
  }

  /** How many blocks of equal length would tell as much. */
  private static double effective(List<ErrorBlock> blocks) {
    double sum = blocks.stream().mapToDouble(ErrorBlock::units).sum();
    return sum * sum / blocks.stream().mapToDouble(b -> (double) b.units() * b.units()).sum();
  }

  /** Blocks without a word have no length: they are errors alone. */
  private static boolean unequal(List<ErrorBlock> blocks) {
    LongSummaryStatistics lengths =
        blocks.stream().mapToLong(ErrorBlock::units).filter(units -> units > 0).summaryStatistics();
    return lengths.getMax() > MOST_UNEQUAL * lengths.getMin();
  }

  /** The ends of the interval: errors tend to be more than they seem, as times do. */
  private record Ends(double errors, long units, Precision rate, Tails tails) {

    double low() {
      double below = tails.shareBelow() * (1 - tails.level());
      double reach = tails.lowerReach(rate.degreesOfFreedom()) * rate.standardError();
      return Math.max(
          0, Math.min(rate.center() - reach, ClopperPearson.lower(errors, units, below)));
    }

    double high() {
      return Math.max(rate.center() + reachUp(), exactHigh());
    }

    double highOnLogarithms() {
      return Math.max(rate.center() * Math.exp(reachUp() / rate.center()), exactHigh());
    }

    double highWithoutErrors() {
      return ClopperPearson.upper(0, units, (1 - tails.level()) / 2);
    }

    private double exactHigh() {
      double above = (1 - tails.shareBelow()) * (1 - tails.level());
      return ClopperPearson.upper(errors, units, above);
    }

    private double reachUp() {
      return tails.upperReach(rate.degreesOfFreedom()) * rate.standardError();
    }
  }
}
