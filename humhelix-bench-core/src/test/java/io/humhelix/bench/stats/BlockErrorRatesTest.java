package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jackknife and bootstrap, against NumPy. */
class BlockErrorRatesTest {

  private static final int[] UNITS = {100, 150, 80, 210, 95, 120, 160};
  private static final List<ErrorBlock> BASELINE = blocks(UNITS, 5, 12, 3, 20, 7, 9, 14);
  private static final List<ErrorBlock> CANDIDATE = blocks(UNITS, 7, 11, 6, 26, 9, 9, 17);

  /** 24 clips, each its own block: the case of Kaldi's compute-wer-bootci. */
  private static final int[] CLIPS = IntStream.range(0, 24).map(i -> 10 + (i * 7) % 13).toArray();

  private static final List<ErrorBlock> CLIPS_OLD =
      blocks(CLIPS, i -> (i * 5) % 4 + (i % 7 == 0 ? 3 : 0));
  private static final List<ErrorBlock> CLIPS_NEW =
      blocks(CLIPS, i -> (i * 3) % 4 + (i % 5 == 0 ? 2 : 0));

  private static List<ErrorBlock> blocks(int[] units, int... errors) {
    return blocks(units, i -> errors[i]);
  }

  private static List<ErrorBlock> blocks(int[] units, java.util.function.IntUnaryOperator errors) {
    return IntStream.range(0, units.length)
        .mapToObj(i -> new ErrorBlock(errors.applyAsInt(i), units[i], 1))
        .toList();
  }

  @Test
  void jackknifeOfARate() {
    Estimate estimate = ErrorRate.of(BASELINE, 0.95);

    assertEquals(0.07650273224043716, estimate.point(), 1e-12);
    assertInterval(0.06183242858467068, 0.10343868378172294, estimate);
    assertEquals(Method.BLOCK_JACKKNIFE_EXACT, estimate.method());
    assertEquals(0.007265401077607576, estimate.precision().orElseThrow().standardError(), 1e-12);
    assertEquals(SampleSize.of(Replicate.CLIP_BLOCK, 7, 915), estimate.size());
  }

  @Test
  void jackknifeOfADifferenceOverTheSameClips() {
    Estimate estimate = BlockJackknife.difference(BASELINE, CANDIDATE, 0.95);

    assertEquals(0.01639344262295082, estimate.point(), 1e-12);
    assertEquals(0.001272902012152041, estimate.interval().orElseThrow().low(), 1e-9);
    assertEquals(0.0315139832337496, estimate.interval().orElseThrow().high(), 1e-9);
    assertEquals(Method.PAIRED_BLOCK_JACKKNIFE_T, estimate.method());
  }

  private static void assertInterval(double low, double high, Estimate estimate) {
    assertEquals(low, estimate.interval().orElseThrow().low(), 1e-9);
    assertEquals(high, estimate.interval().orElseThrow().high(), 1e-9);
  }

  @Test
  void lengthsThatDifferMuchReachFurtherAndAreSaid() {
    int[] lengths = {100, 150, 80, 210, 95, 120, 401};
    Estimate estimate = ErrorRate.of(blocks(lengths, 5, 12, 3, 20, 7, 9, 14), 0.95);

    assertInterval(0.030405228966586612, 0.15106031855034094, estimate);
    assertEquals(Method.BLOCK_JACKKNIFE_EXACT_UNEQUAL, estimate.method());
    lengths[6] = 320;
    assertEquals(
        Method.BLOCK_JACKKNIFE_EXACT,
        ErrorRate.of(blocks(lengths, 5, 12, 3, 20, 7, 9, 14), 0.95).method());
  }

  /** The bound is that of SciPy's beta distribution for 4 of 250. */
  @Test
  void theExactBoundOfAMeanOfDecodes() {
    List<ErrorBlock> rare =
        IntStream.range(0, 5)
            .mapToObj(i -> new ErrorBlock(new double[] {0, 0, 1.5, 1.5, 1}[i], 50, 1))
            .toList();
    assertInterval(0.0009018582265089368, 0.04951716779761088, ErrorRate.of(rare, 0.95));
  }

  @Test
  void errorsOfHardlyAnySpeakerAreAtMost() {
    Estimate one = ErrorRate.of(blocks(new int[] {50, 50, 50, 50, 50}, 0, 0, 0, 0, 3), 0.95);
    assertInterval(0, 0.06724913845619991, one);
    assertEquals(Method.ERROR_RATE_AT_MOST, one.method());
    assertTrue(one.precision().isEmpty());
    assertEquals(
        Method.ERROR_RATE_AT_MOST,
        ErrorRate.of(blocks(new int[] {50, 50, 50, 50, 50}, 0, 0, 0, 2, 1), 0.95).method());
    Estimate none = ErrorRate.of(blocks(new int[] {50, 50, 50, 50, 50}, i -> 0), 0.95);
    assertInterval(0, 0.014647188635680375, none);
    assertEquals(0, none.point());
    assertEquals(
        Method.BLOCK_JACKKNIFE_EXACT,
        ErrorRate.of(blocks(new int[] {50, 50, 50, 50, 50}, 0, 0, 1, 1, 1), 0.95).method());
  }

  @Test
  void noChangeIsNotWithoutAnInterval() {
    Estimate same = BlockJackknife.difference(BASELINE, BASELINE, 0.95);
    assertEquals(SameErrors.change(BASELINE, 0.95), same);
    assertInterval(-0.004023446408029652, 0.004023446408029652, same);
    assertEquals(736, SameErrors.units(0.005, 0.95));
    assertEquals(1, SameErrors.units(1, 0.95));
    assertEquals(Long.MAX_VALUE, SameErrors.units(0, 0.95));
    // Four speakers have none, whatever their errors.
    List<ErrorBlock> four = BASELINE.subList(0, 4);
    assertTrue(BlockJackknife.difference(four, four, 0.95).interval().isEmpty());
  }

  @Test
  void fewBlocksHaveNoInterval() {
    Estimate four = ErrorRate.of(BASELINE.subList(0, 4), 0.95);
    Estimate one = BlockJackknife.difference(BASELINE.subList(0, 1), CANDIDATE.subList(0, 1), 0.95);

    assertEquals(
        "4 blocks of clips; an interval needs at least 5 speakers or recordings",
        four.shortcoming().orElseThrow());
    assertTrue(one.shortcoming().orElseThrow().startsWith("1 block of clips"));
    assertTrue(
        ErrorRate.of(blocks(new int[] {9, 0, 0, 0, 0}, 1, 0, 0, 0, 0), 0.95)
            .shortcoming()
            .orElseThrow()
            .startsWith("1 block of clips;"));
    assertTrue(
        BlockBootstrap.rate(BASELINE, 0.95, 1_000, 1)
            .estimate()
            .shortcoming()
            .orElseThrow()
            .contains("at least 20"));
  }

  @Test
  void aBlockWithNearlyAllOfTheTextLeavesNoInterval() {
    int[] lengths = {43, 12, 48, 45, 17017, 32};
    for (int errors : new int[] {0, 84}) {
      Estimate one = ErrorRate.of(blocks(lengths, 11, 2, 1, 3, errors, 32), 0.95);
      assertTrue(one.interval().isEmpty());
      assertTrue(one.shortcoming().orElseThrow().contains("nearly all"), one.toString());
    }
    assertTrue(ErrorRate.of(blocks(lengths, i -> 0), 0.95).interval().isEmpty());
    lengths[4] = 170;
    assertTrue(ErrorRate.of(blocks(lengths, 1, 2, 1, 3, 8, 2), 0.95).interval().isPresent());
  }

  @Test
  void anUpperEndThatBoundsNothingIsNotGiven() {
    int[] lengths = {50, 50, 50, 50, 400};
    Estimate wild = ErrorRate.of(blocks(lengths, 100, 40, 1, 1, 0), 0.95);
    assertTrue(wild.shortcoming().orElseThrow().contains("differ too much"), wild.toString());
    Estimate calm = ErrorRate.of(blocks(lengths, 10, 4, 5, 3, 40), 0.95);
    assertEquals(Method.BLOCK_JACKKNIFE_EXACT_UNEQUAL, calm.method());
    assertTrue(calm.interval().isPresent());
  }

  /** Silence without words and errors is not another speaker, in a rate or in a difference. */
  @Test
  void clipsThatTellNothingAreNoSpeakers() {
    List<ErrorBlock> silent = new ArrayList<>(BASELINE);
    List<ErrorBlock> alsoSilent = new ArrayList<>(CANDIDATE);
    for (int i = 0; i < 95; i++) {
      silent.add(new ErrorBlock(0, 0, 1));
      alsoSilent.add(new ErrorBlock(0, 0, 1));
    }
    assertEquals(ErrorRate.of(BASELINE, 0.95), ErrorRate.of(silent, 0.95));
    assertEquals(
        BlockJackknife.difference(BASELINE, CANDIDATE, 0.95),
        BlockJackknife.difference(silent, alsoSilent, 0.95));
    assertEquals(SameErrors.change(BASELINE, 0.95), SameErrors.change(silent, 0.95));

    List<ErrorBlock> few = new ArrayList<>(silent.subList(BASELINE.size() - 4, silent.size()));
    few.add(new ErrorBlock(2, 0, 1));
    Estimate rate = ErrorRate.of(few, 0.95);
    assertTrue(rate.interval().isEmpty());
    assertEquals(
        "4 blocks of clips; an interval needs at least 5 speakers or recordings",
        rate.shortcoming().orElseThrow());
  }

  @Test
  void refusesDifferentClips() {
    List<ErrorBlock> others = blocks(new int[] {100, 150, 80, 210, 95, 120, 161}, i -> 1);

    assertThrows(
        IllegalArgumentException.class, () -> BlockJackknife.difference(BASELINE, others, 0.95));
    assertThrows(
        IllegalArgumentException.class,
        () -> BlockBootstrap.difference(BASELINE, CANDIDATE.subList(0, 6), 0.95, 1_000, 1));
    assertThrows(
        IllegalArgumentException.class, () -> ErrorRate.of(blocks(new int[] {0, 0}, 1, 1), 0.95));
    assertThrows(IllegalArgumentException.class, () -> new ErrorBlock(-1, 5, 1));
    assertThrows(IllegalArgumentException.class, () -> new ErrorBlock(1, 5, 0));
    assertThrows(IllegalArgumentException.class, () -> BlockBootstrap.rate(CLIPS_OLD, 0.95, 99, 1));
  }

  /** Mean and 1.96 standard deviations are Kaldi's interval; 2 000 000 draws of NumPy. */
  @Test
  void bootstrapOfARate() {
    BlockBootstrap bootstrap = BlockBootstrap.rate(CLIPS_OLD, 0.95, 100_000, 42);

    assertEquals(0.12721, bootstrap.mean(), 0.001);
    assertEquals(0.04116, 1.96 * bootstrap.standardDeviation(), 0.001);
    assertEquals(0.08743, bootstrap.estimate().interval().orElseThrow().low(), 0.001);
    assertEquals(0.16962, bootstrap.estimate().interval().orElseThrow().high(), 0.001);
    assertTrue(Double.isNaN(bootstrap.probabilityOfImprovement()));
  }

  @Test
  void bootstrapOfADifference() {
    BlockBootstrap bootstrap = BlockBootstrap.difference(CLIPS_OLD, CLIPS_NEW, 0.95, 100_000, 42);

    assertEquals(-0.00522, bootstrap.mean(), 0.001);
    assertEquals(0.04954, 1.96 * bootstrap.standardDeviation(), 0.001);
    assertEquals(-0.05512, bootstrap.estimate().interval().orElseThrow().low(), 0.001);
    assertEquals(0.04381, bootstrap.estimate().interval().orElseThrow().high(), 0.001);
    assertEquals(0.5589, bootstrap.probabilityOfImprovement(), 0.01);
  }

  @Test
  void equalSystemsNeverImprove() {
    BlockBootstrap bootstrap = BlockBootstrap.difference(CLIPS_OLD, CLIPS_OLD, 0.95, 200, 1);

    assertEquals(0, bootstrap.probabilityOfImprovement());
    assertEquals(new Interval(0, 0, 0.95), bootstrap.estimate().interval().orElseThrow());
  }

  /** The figure is that of every JDK. */
  @Test
  void theSameSeedGivesTheSameResult() {
    BlockBootstrap first = BlockBootstrap.rate(CLIPS_OLD, 0.95, 1_000, 7);

    assertEquals(0.12672516790349905, first.mean());
    assertEquals(first, BlockBootstrap.rate(CLIPS_OLD, 0.95, 1_000, 7));
    assertNotEquals(first.mean(), BlockBootstrap.rate(CLIPS_OLD, 0.95, 1_000, 8).mean());
  }
}
