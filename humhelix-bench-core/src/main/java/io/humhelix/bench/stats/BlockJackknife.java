package io.humhelix.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Differences of word and character error rates by a jackknife over blocks of clips; levels are
 * those of {@link ErrorRate}.
 *
 * <p>The rate of a corpus is a ratio of sums, {@code R = sum e_i / sum n_i}. With {@code R(i)} the
 * ratio without block {@code i} of {@code S}, the squared standard error is {@code (S - 1) / S *
 * sum (R(i) - mean R(.))^2} (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993,
 * chapter 11), and the interval is {@code R -+ t(S - 1) se}. A block is a speaker or a recording,
 * since errors of one speaker are correlated: intervals that treat clips as independent cover 60 %
 * where they promise 95 % (Liu and Peng, "Statistical testing on ASR performance via blockwise
 * bootstrap", arXiv 1912.09508, state the problem). With few blocks Student's t on the jackknife
 * keeps its promised coverage and a bootstrap does not; the tests of this package simulate both. A
 * block without units and errors tells nothing and is not counted.
 */
public final class BlockJackknife {

  /** Below this many blocks there is no interval. */
  public static final int MINIMUM_BLOCKS = 5;

  private BlockJackknife() {}

  /**
   * Estimates how much higher the candidate's error rate is than the baseline's over the same
   * clips.
   *
   * @param baseline the baseline's blocks
   * @param candidate the same blocks in the same order, with the same units
   * @param level of the interval, between 0 and 1
   * @return candidate - baseline, as a fraction: 0.01 is one percentage point; no interval below
   *     {@link #MINIMUM_BLOCKS} blocks; that of {@link SameErrors} where no block differs, since a
   *     spread of 0 is no certainty
   * @throws IllegalArgumentException if the sides differ in blocks or units, or no block has a unit
   */
  public static Estimate difference(
      List<ErrorBlock> baseline, List<ErrorBlock> candidate, double level) {
    double[] differences = differences(baseline, candidate);
    Estimate estimate = estimate(differences, baseline, level, Method.PAIRED_BLOCK_JACKKNIFE_T);
    return estimate.interval().isPresent() && Arrays.stream(differences).allMatch(d -> d == 0)
        ? SameErrors.change(baseline, level)
        : estimate;
  }

  static double[] differences(List<ErrorBlock> baseline, List<ErrorBlock> candidate) {
    if (baseline.size() != candidate.size()) {
      throw new IllegalArgumentException(
          "the baseline has "
              + baseline.size()
              + " blocks and the candidate "
              + candidate.size()
              + "; both must have taken the same clips");
    }
    double[] differences = new double[baseline.size()];
    for (int i = 0; i < differences.length; i++) {
      if (baseline.get(i).units() != candidate.get(i).units()) {
        throw new IllegalArgumentException(
            "block "
                + i
                + " has "
                + baseline.get(i).units()
                + " reference units on one side and "
                + candidate.get(i).units()
                + " on the other; both must have taken the same clips");
      }
      differences[i] = candidate.get(i).errors() - baseline.get(i).errors();
    }
    return differences;
  }

  static Estimate estimate(double[] errors, List<ErrorBlock> blocks, double level, Method method) {
    Estimate.requireLevel(level);
    double sum = Moments.sum(errors);
    long units = requireUnits(blocks);
    double point = sum / units;
    int[] telling =
        IntStream.range(0, errors.length)
            .filter(i -> blocks.get(i).units() > 0 || errors[i] != 0)
            .toArray();
    int count = telling.length;
    int speaking = speaking(blocks);
    SampleSize size = SampleSize.of(Replicate.CLIP_BLOCK, count, units);
    if (speaking < MINIMUM_BLOCKS) {
      return Estimate.withoutInterval(
          point,
          size,
          method,
          speaking
              + (speaking == 1 ? " block" : " blocks")
              + " of clips; an interval needs at least "
              + MINIMUM_BLOCKS
              + " speakers or recordings");
    }
    IntToDoubleFunction without = i -> (sum - errors[i]) / (units - blocks.get(i).units());
    double[] ratios = Arrays.stream(telling).mapToDouble(without).toArray();
    double scatter = Moments.of(ratios).variance() * (count - 1);
    double error = Math.sqrt(scatter * (count - 1) / count);
    return Estimate.ofT(new Precision(point, error, count - 1, Scale.LINEAR), level, size, method);
  }

  /** Blocks without a unit, as those of silence, have no speaker. */
  static int speaking(List<ErrorBlock> blocks) {
    return (int) blocks.stream().filter(block -> block.units() > 0).count();
  }

  static long requireUnits(List<ErrorBlock> blocks) {
    long units = ErrorBlock.units(blocks);
    if (units == 0) {
      throw new IllegalArgumentException("there are no reference units, so there is no rate");
    }
    return units;
  }
}
