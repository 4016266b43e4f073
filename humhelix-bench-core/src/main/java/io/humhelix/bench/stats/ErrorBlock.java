package io.humhelix.bench.stats;

import java.util.List;

/**
 * Errors in the clips of one speaker or one recording. Such clips are not independent.
 *
 * @param errors edit operations, 0 or more; a mean over repeated decodes need not be whole
 * @param units words or characters of the references, 0 or more
 * @param clips how many clips, 1 or more
 */
public record ErrorBlock(double errors, long units, int clips) {

  public ErrorBlock {
    if (!(errors >= 0 && Double.isFinite(errors))) {
      throw new IllegalArgumentException("a block has " + errors + " errors");
    }
    if (units < 0 || clips < 1) {
      throw new IllegalArgumentException("a block has " + units + " units, " + clips + " clips");
    }
  }

  /**
   * Adds the clips of another block to this one.
   *
   * @param other counts in the same unit
   * @return the sums
   */
  public ErrorBlock plus(ErrorBlock other) {
    return new ErrorBlock(
        errors + other.errors, sum(units, other.units), Math.addExact(clips, other.clips));
  }

  /** Returns the units of all blocks. */
  static long units(List<ErrorBlock> blocks) {
    return blocks.stream().mapToLong(ErrorBlock::units).reduce(0, ErrorBlock::sum);
  }

  /** A file may claim any number: beyond the range of a long, the largest stands for the sum. */
  private static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }
}
