package io.humhelix.bench.summary;

import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.Ratio;
import io.humhelix.bench.stats.Tails;
import io.humhelix.bench.stats.ValueList;
import io.humhelix.bench.store.TrialRow;
import io.humhelix.bench.summary.Standing.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Real-time factors of valid trials by fork. Trials of one fork resemble each other, so forks are
 * the replicates; of hum-helix's files, which have none, single trials are. Mutable; for one
 * thread.
 */
final class ForkTimes {

  /**
   * How much longer a system must take, if it was measured in other runs: runs of one system differ
   * by themselves from day to day, which no interval from within a run shows. Twice compare's
   * tolerance, as there.
   */
  private static final double ACROSS_RUNS = 1.1;

  /** A fork of a run; of hum-helix's file, a trial. */
  private record Fork(String run, int number) implements Comparable<Fork> {

    private static final Comparator<Fork> ORDER =
        Comparator.comparing(Fork::run).thenComparingInt(Fork::number);

    @Override
    public int compareTo(Fork other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Fork, ValueList> forks = new TreeMap<>();
  private Fork recent = new Fork("", 0);
  private ValueList recentValues = new ValueList();
  private int trials;

  /** Adds a valid trial. */
  void add(TrialRow row) {
    Double rtf = row.means().get("rtf");
    if (rtf == null) {
      return;
    }
    trials++;
    int number = row.fork() == 0 ? -trials : row.fork();
    if (recent.number() != number || recent.run().isEmpty()) {
      recent = new Fork(row.run().key(), number);
      recentValues = forks.computeIfAbsent(recent, any -> new ValueList());
    }
    recentValues.add(rtf);
  }

  void add(ForkTimes others) {
    others.forks.forEach(
        (fork, values) -> forks.computeIfAbsent(fork, any -> new ValueList()).addAll(values));
  }

  int count() {
    return forks.size();
  }

  /** Geometric mean of the forks' medians; 0 if a trial took no time. */
  double level() {
    return isPositive()
        ? GeometricMean.of(sample(forks.keySet()), Tails.ofTimes(Estimate.LEVEL)).point()
        : 0;
  }

  private boolean isPositive() {
    return forks.values().stream()
        .flatMapToDouble(values -> Arrays.stream(values.toArray()))
        .allMatch(value -> value > 0 && Double.isFinite(value));
  }

  private ForkedSample sample(Set<Fork> some) {
    List<double[]> values = new ArrayList<>();
    forks.forEach(
        (fork, all) -> {
          if (some.contains(fork)) {
            values.add(all.toArray());
          }
        });
    return ForkedSample.of(values);
  }

  private Set<String> runs() {
    return forks.keySet().stream().map(Fork::run).collect(Collectors.toSet());
  }

  /**
   * Compares with the fastest: forks of the same runs were interleaved and are paired, others are
   * compared by Welch's t.
   *
   * @param level of the interval
   */
  Standing behind(ForkTimes fastest, double level) {
    if (!isPositive() || !fastest.isPositive()) {
      return Standing.NOT_COMPARABLE;
    }
    Set<Fork> shared =
        forks.keySet().stream()
            .filter(fork -> fork.number() > 0 && fastest.forks.containsKey(fork))
            .collect(Collectors.toSet());
    boolean paired = shared.size() >= ForkedSample.MINIMUM_FORKS;
    Estimate ratio =
        paired
            ? Ratio.paired(fastest.sample(shared), sample(shared), level)
            : Ratio.welch(fastest.sample(fastest.forks.keySet()), sample(forks.keySet()), level);
    if (ratio.interval().isEmpty()) {
      return Standing.of(Told.TOO_FEW, ratio);
    }
    double least = ratio.interval().get().low();
    boolean sameRuns = paired || runs().equals(fastest.runs());
    Told told =
        least <= 1 ? Told.NOT_TOLD : sameRuns || least > ACROSS_RUNS ? Told.WORSE : Told.OTHER_RUNS;
    return Standing.of(told, ratio);
  }
}
