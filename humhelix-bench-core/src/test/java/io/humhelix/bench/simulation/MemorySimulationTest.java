package io.humhelix.bench.simulation;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Band;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often equal systems are called larger, by forks whose memory differs by itself. */
@Tag("slow")
class MemorySimulationTest {

  private static final int RUNS = Band.runs(60);
  private static final double MIB = 1 << 20;
  private static final String PEAK = "process_rss_peak_bytes";

  private final SimulationTable table =
      new SimulationTable(
          "memory",
          "peaks of forks",
          "REGRESSION of equals",
          "NOT_SHOWN of equals",
          "REGRESSION of equals by the largest",
          "REGRESSION, 20 % more");
  private final Random random = new Random(31);

  /**
   * What was simulated.
   *
   * @param spread standard deviation of forks, on the logarithmic scale
   * @param jump by how much one fork in three is larger, on the logarithmic scale
   */
  private record Cell(double mib, double spread, double jump, int forks) {}

  private record Found(int regressions, int byTheLargest, int larger) {}

  @Test
  void equalSystemsAreNotLargerAndLargerOnesAre() {
    Band few = Band.atMost(0.025, 0.01);
    Band most = Band.atLeast(0.95, 0.97);
    Found whisper = row("245 MiB, 0.8 %", new Cell(245, 0.008, 0, 10));
    few.check("whisper.cpp", whisper.regressions(), RUNS);
    most.check("whisper.cpp", whisper.larger(), RUNS);
    Found onnx = row("520 MiB, 1.4 %", new Cell(520, 0.014, 0, 10));
    few.check("ONNX Runtime", onnx.regressions(), RUNS);
    most.check("ONNX Runtime", onnx.larger(), RUNS);
    Found large = row("2 GiB, 1.4 %", new Cell(2048, 0.014, 0, 10));
    few.check("2 GiB", large.regressions(), RUNS);
    few.checkRefused("the largest of each side", large.byTheLargest(), RUNS);
    Found noisy = row("2 GiB, 5 %", new Cell(2048, 0.05, 0, 10));
    few.check("5 %", noisy.regressions(), RUNS);
    most.check("5 %", noisy.larger(), RUNS);
    few.checkRefused("the largest of each side", noisy.byTheLargest(), RUNS);
    Found three = row("2 GiB, 5 %, 3 forks", new Cell(2048, 0.05, 0, 3));
    few.check("3 forks", three.regressions(), RUNS);
    Found jumps = row("2 GiB, one in three 25 % larger", new Cell(2048, 0.01, 0.22, 10));
    few.check("jumps", jumps.regressions(), RUNS);
    table.publish();
  }

  private Found row(String label, Cell cell) {
    int regressions = 0;
    int open = 0;
    int byTheLargest = 0;
    int larger = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] old = peaks(cell);
      double[] now = peaks(cell);
      Verdict verdict = verdict(old, now, 1);
      regressions += verdict == Verdict.REGRESSION ? 1 : 0;
      open += verdict == Verdict.NOT_SHOWN ? 1 : 0;
      double before = Arrays.stream(old).max().orElseThrow();
      double more = Arrays.stream(now).max().orElseThrow() - before;
      byTheLargest += more > Math.max(0.01 * before, 16 * MIB) ? 1 : 0;
      larger += verdict(old, now, 1.2) == Verdict.REGRESSION ? 1 : 0;
    }
    table.add(
        label,
        new Share(regressions, RUNS),
        new Share(open, RUNS),
        new Share(byTheLargest, RUNS),
        new Share(larger, RUNS));
    return new Found(regressions, byTheLargest, larger);
  }

  private double[] peaks(Cell cell) {
    double[] peaks = new double[cell.forks()];
    for (int fork = 0; fork < peaks.length; fork++) {
      double log = cell.spread() * random.nextGaussian();
      peaks[fork] = cell.mib() * MIB * Math.exp(log + (random.nextInt(3) == 0 ? cell.jump() : 0));
    }
    return peaks;
  }

  private static Verdict verdict(double[] old, double[] now, double factor) {
    return RunComparison.between(run(1, old, 1), run(2, now, factor), ComparisonPolicy.DEFAULT)
        .pairs()
        .get(0)
        .metrics()
        .stream()
        .filter(metric -> metric.metric().name().equals(PEAK))
        .findFirst()
        .orElseThrow()
        .decision()
        .verdict();
  }

  private static RunResult run(long seed, double[] peaks, double factor) {
    return new MadeUpRun(seed)
        .clips(1)
        .forks(peaks.length)
        .trials(1)
        .sampled(PEAK, fork -> factor * peaks[fork - 1])
        .system("a", 1)
        .result();
  }
}
