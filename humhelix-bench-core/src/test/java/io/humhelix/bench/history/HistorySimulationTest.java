package io.humhelix.bench.history;

import io.humhelix.bench.simulation.Share;
import io.humhelix.bench.stats.Band;
import io.humhelix.bench.stats.ChangePoint;
import io.humhelix.bench.stats.ChangePoints;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.LevelShift;
import io.humhelix.bench.stats.SimulatedMachine;
import io.humhelix.bench.stats.Tails;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Histories of 30 nights of 5 forks of 3 trials; nights differ by 1.5 % besides. The full suite
 * prints the shares that {@link History} names.
 */
class HistorySimulationTest {

  private static final int NIGHTS = 30;
  private static final int RUNS = Band.FULL ? 400 : 30;
  private static final double NIGHT = 0.015;
  private static final SessionMetric RTF = SessionMetric.of("rtf");

  /** How nights and forks vary. */
  private enum Kind {
    NORMAL,
    /** A fifth of the forks is 5 % slower. */
    SLOW_FORKS,
    /** Every night has forks of its own spread, from nearly alike to 4 % apart. */
    UNEQUAL_NIGHTS,
    /** Nights resemble the one before them by 0.5. */
    WANDERING
  }

  private final Random random = new Random(16);

  private double[] levels(Kind kind, IntToDoubleFunction factor) {
    SimulatedMachine machine =
        new SimulatedMachine(
            kind == Kind.SLOW_FORKS ? SimulatedMachine.Noise.BIMODAL : SimulatedMachine.Noise.GAUSS,
            random.nextLong());
    double[] levels = new double[NIGHTS];
    double state = random.nextGaussian();
    for (int i = 0; i < NIGHTS; i++) {
      double spread = kind == Kind.UNEQUAL_NIGHTS ? 0.04 * random.nextDouble() : 0;
      ForkedSample forks = machine.forks(5, 3, Math.exp(NIGHT * state) * factor.applyAsDouble(i));
      double[][] values = new double[forks.forks()][];
      for (int f = 0; f < values.length; f++) {
        double slower = Math.exp(spread * random.nextGaussian());
        values[f] = Arrays.stream(forks.fork(f)).map(v -> v * slower).toArray();
      }
      levels[i] = GeometricMean.of(ForkedSample.of(values), Tails.ofTimes(0.95)).point();
      double kept = kind == Kind.WANDERING ? 0.5 : 0;
      state = kept * state + Math.sqrt(1 - kept * kept) * random.nextGaussian();
    }
    return levels;
  }

  private static double[] logs(double[] levels) {
    return Arrays.stream(levels).map(Math::log).toArray();
  }

  private int changed(Kind kind) {
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      alarms += ChangePoints.amidWander(logs(levels(kind, i -> 1)), 1).isEmpty() ? 0 : 1;
    }
    told(kind + " changed", alarms, RUNS);
    return alarms;
  }

  @Test
  @Tag("slow")
  void unchangedHistoriesHaveNoChanges() {
    Band.atMost(0.01, 0.001).check("normal", changed(Kind.NORMAL), RUNS);
    Band.atMost(0.01, 0.001).check("slow forks", changed(Kind.SLOW_FORKS), RUNS);
    Band.atMost(0.01, 0.001).check("unequal nights", changed(Kind.UNEQUAL_NIGHTS), RUNS);
    Band.atMost(0.06, 0.04).check("wandering", changed(Kind.WANDERING), RUNS);
  }

  @Test
  @Tag("slow")
  void realChangesAreFoundWithTheirSize() {
    Band.atLeast(0.84, 0.87).check("+5 % for 15 nights", found(15, 1.05), RUNS);
    Band.atLeast(0.95, 0.98).check("+10 % for 8 nights", found(22, 1.10), RUNS);
    Band.atLeast(0.65, 0.71).check("+5 % for 8 nights", found(22, 1.05), RUNS);
    Band.atLeast(0.95, 0.98).check("+10 % for 5 nights", found(25, 1.10), RUNS);
    // Three nights are too few to call it lasting, whatever their size.
    Band.atMost(0.01, 0.003).check("+10 % for 3 nights", found(27, 1.10), RUNS);
  }

  private int found(int night, double factor) {
    int found = 0;
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] logs = logs(levels(Kind.NORMAL, i -> i < night ? 1 : factor));
      List<ChangePoint> points = ChangePoints.amidWander(logs, 1);
      if (points.size() == 1 && Math.abs(points.get(0).index() - night) <= 1) {
        found++;
        int at = points.get(0).index();
        LevelShift shift =
            LevelShift.of(
                Arrays.copyOfRange(logs, 0, at), Arrays.copyOfRange(logs, at, logs.length));
        held += shift.interval().contains(Math.log(factor)) ? 1 : 0;
      }
    }
    told("from night " + night + " times " + factor + ": found", found, RUNS);
    if (found > 0) {
      told("  its interval holds the size", held, found);
      // A few that were found say nothing of the rest.
      Band.atLeast(0.85, 0.92).check("interval", found > RUNS / 2 ? held : found, found);
    }
    return found;
  }

  @Test
  void theNewestNightIsRarelyCalledUnusual() {
    int runs = Band.FULL ? Band.FULL_RUNS : 200;
    for (Kind kind : Kind.values()) {
      int alarms = unusual(kind, 1, runs);
      told(kind + " newest unusual", alarms, runs);
      Band.atMost(0.02, 0.012).check(kind.toString(), alarms, runs);
    }
    int slow = unusual(Kind.NORMAL, 1.10, runs);
    told("newest +10 %", slow, runs);
    Band.atLeast(0.95, 0.98).check("+10 %", slow, runs);
    told("newest +5 %", unusual(Kind.NORMAL, 1.05, runs), runs);
  }

  private int unusual(Kind kind, double factor, int runs) {
    int count = 0;
    for (int run = 0; run < runs; run++) {
      List<SessionLevel> sessions = new ArrayList<>();
      for (double level : levels(kind, i -> i < NIGHTS - 1 ? 1 : factor)) {
        sessions.add(
            new SessionLevel(
                "",
                Path.of("file"),
                Optional.empty(),
                OptionalDouble.of(level),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                5,
                15,
                15));
      }
      NewestSession newest = new SeriesJudge(RTF, List.of(), sessions).newest(List.of(), 1);
      count += newest.state() == NewestSession.State.AS_EXPECTED ? 0 : 1;
    }
    return count;
  }

  /** The figures of the documentation. */
  private static void told(String what, int hits, int runs) {
    if (Band.FULL) {
      System.out.println(what + ": " + new Share(hits, runs));
    }
  }
}
