package io.humhelix.bench.stats;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A machine that becomes 4 % slower over the run. */
class DriftSimulationTest {

  private static final Band FALSE_ALARMS = Band.atMost(0.065, 0.05);
  private static final Band COVERAGE = new Band(0.935, 0.95, 0.985, 0.98);
  private static final Band ALMOST_ALWAYS = Band.atLeast(0.60, 0.60);

  /** At the full number always: what pairing saves is small. */
  private static final int RUNS = Band.FULL_RUNS;

  private static final double DRIFT = 0.04;
  private static final int BLOCKS = 10;
  private static final int TRIALS = 10;

  private final SimulatedMachine machine = new SimulatedMachine(SimulatedMachine.Noise.GAUSS, 4);
  private final Random order = new Random(4);

  /** Forks of both sides, at places 0 to 2 {@link #BLOCKS} - 1 of the run. */
  private record Pair(ForkedSample baseline, ForkedSample candidate) {
    boolean differs() {
      return !Ratio.paired(baseline, candidate, 0.95).interval().orElseThrow().contains(1);
    }

    boolean differsUnpaired() {
      return !Ratio.welch(baseline, candidate, 0.95).interval().orElseThrow().contains(1);
    }
  }

  private Pair interleaved() {
    double[][] baseline = new double[BLOCKS][];
    double[][] candidate = new double[BLOCKS][];
    for (int block = 0; block < BLOCKS; block++) {
      int first = order.nextInt(2);
      baseline[block] = at(2 * block + first);
      candidate[block] = at(2 * block + 1 - first);
    }
    return new Pair(ForkedSample.of(baseline), ForkedSample.of(candidate));
  }

  private Pair oneAfterTheOther() {
    double[][] baseline = new double[BLOCKS][];
    double[][] candidate = new double[BLOCKS][];
    for (int i = 0; i < BLOCKS; i++) {
      baseline[i] = at(i);
      candidate[i] = at(BLOCKS + i);
    }
    return new Pair(ForkedSample.of(baseline), ForkedSample.of(candidate));
  }

  private double[] at(int place) {
    return machine.fork(TRIALS, 1 + DRIFT * place / (2.0 * BLOCKS - 1));
  }

  @Test
  void pairsInTurnHold() {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      alarms += interleaved().differs() ? 1 : 0;
    }
    FALSE_ALARMS.check("paired", alarms, RUNS);
    COVERAGE.check("paired", RUNS - alarms, RUNS);
  }

  /** The mutation "unpaired instead of paired" does not pass the same check: it wastes power. */
  @Test
  void unpairedIsFoundOut() {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      alarms += interleaved().differsUnpaired() ? 1 : 0;
    }
    COVERAGE.checkRefused("unpaired", RUNS - alarms, RUNS);
  }

  @Test
  void oneSideAfterTheOtherIsFoundOut() {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      alarms += oneAfterTheOther().differsUnpaired() ? 1 : 0;
    }
    FALSE_ALARMS.checkRefused("sequential", alarms, RUNS);
    ALMOST_ALWAYS.check("sequential", alarms, RUNS);
  }

  @Test
  void theDriftItselfIsFlagged() {
    int found = 0;
    int mistaken = 0;
    for (int run = 0; run < 500; run++) {
      Pair pair = interleaved();
      found +=
          OrderEffect.of(List.of(pair.baseline().logMedians(), pair.candidate().logMedians()))
                  .present()
              ? 1
              : 0;
      mistaken +=
          OrderEffect.of(List.of(machine.forks(BLOCKS, TRIALS, 1).logMedians())).present() ? 1 : 0;
    }
    Band.atLeast(0.4, 0.4).check("drift seen", found, 500);
    Band.atMost(0.003, 0.001).check("drift seen where none is", mistaken, 500);
  }
}
