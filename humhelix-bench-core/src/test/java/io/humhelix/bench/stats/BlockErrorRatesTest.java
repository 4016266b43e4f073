package io.humhelix.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    Estimate estimate = BlockJackknife.rate(BASELINE, 0.95);

    assertEquals(0.07650273224043716, estimate.point(), 1e-12);
    assertEquals(0.05872493624031769, estimate.interval().orElseThrow().low(), 1e-9);
    assertEquals(0.09428052824055663, estimate.interval().orElseThrow().high(), 1e-9);
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

  @Test
  void aRateIsNotBelowZero() {
    List<ErrorBlock> rare = blocks(new int[] {50, 50, 50, 50, 50}, 0, 0, 0, 0, 3);

    assertEquals(0, BlockJackknife.rate(rare, 0.95).interval().orElseThrow().low());
  }

  @Test
  void fewBlocksHaveNoInterval() {
    Estimate four = BlockJackknife.rate(BASELINE.subList(0, 4), 0.95);
    Estimate one = BlockJackknife.difference(BASELINE.subList(0, 1), CANDIDATE.subList(0, 1), 0.95);

    assertEquals(
        "4 blocks of clips; an interval needs at least 5 speakers or recordings",
        four.shortcoming().orElseThrow());
    assertTrue(one.shortcoming().orElseThrow().startsWith("1 block of clips"));
    assertTrue(
        BlockJackknife.rate(blocks(new int[] {9, 0, 0, 0, 0}, 1, 0, 0, 0, 0), 0.95)
            .shortcoming()
            .orElseThrow()
            .contains("in one block"));
    assertTrue(
        BlockBootstrap.rate(BASELINE, 0.95, 1_000, 1)
            .estimate()
            .shortcoming()
            .orElseThrow()
            .contains("at least 20"));
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
        IllegalArgumentException.class,
        () -> BlockJackknife.rate(blocks(new int[] {0, 0}, 1, 1), 0.95));
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
