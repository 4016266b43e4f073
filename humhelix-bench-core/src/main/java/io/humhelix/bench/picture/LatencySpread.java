package io.humhelix.bench.picture;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How latencies of a system's calls are spread. The calls are those of all valid trials, of clips
 * of every length.
 *
 * @param panels views, one for each workload of a benchmark and host
 * @param spreads one for each run config
 */
public record LatencySpread(List<PicturePanel> panels, List<Spread> spreads) {

  /** Fewer calls have no quartiles worth a box: each is shown. */
  public static final int FEWEST_FOR_BOX = 20;

  /** So many calls beyond each whisker are shown at most. */
  public static final int MOST_BEYOND = 100;

  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;
  private static final double NANOS = 1e9;

  /**
   * The latencies of a run config, in seconds.
   *
   * @param entry key of its {@link Entry}
   * @param calls how many
   * @param low 5th percentile, where the whisker ends; NaN with fewer than {@value #FEWEST_FOR_BOX}
   *     calls, as {@code high} and the quartiles
   * @param firstQuartile 25th percentile
   * @param median half of the calls took no longer
   * @param thirdQuartile 75th percentile
   * @param high 95th percentile
   * @param slowest of all
   * @param shown single calls: those beyond the whiskers, or all where there are few, in rising
   *     order
   * @param beyond how many calls are beyond the whiskers; more than are shown where these are many,
   *     and {@code shown} then has every so-manieth, the fastest and the slowest among them
   */
  public record Spread(
      String entry,
      int calls,
      double low,
      double firstQuartile,
      double median,
      double thirdQuartile,
      double high,
      double slowest,
      List<Double> shown,
      int beyond) {

    public Spread {
      Objects.requireNonNull(entry, "entry");
      shown = List.copyOf(shown);
    }

    /**
     * Returns whether there are enough calls for a box.
     *
     * @return false if {@code shown} has every call
     */
    public boolean boxed() {
      return calls >= FEWEST_FOR_BOX;
    }

    static Spread of(String entry, Sample sample) {
      int n = sample.size();
      double median = sample.median().orElseThrow();
      double slowest = sample.maximum().orElseThrow();
      if (n < FEWEST_FOR_BOX) {
        double no = Double.NaN;
        return new Spread(entry, n, no, no, median, no, no, slowest, ranks(sample, 1, n, n), 0);
      }
      double low = sample.quantile(LOW).orElseThrow();
      double high = sample.quantile(HIGH).orElseThrow();
      int below = 0;
      while (sample.ranked(below + 1) < low) {
        below++;
      }
      int above = 0;
      while (sample.ranked(n - above) > high) {
        above++;
      }
      List<Double> shown = new ArrayList<>(ranks(sample, 1, below, MOST_BEYOND));
      shown.addAll(ranks(sample, n - above + 1, n, MOST_BEYOND));
      return new Spread(
          entry,
          n,
          low,
          sample.quantile(0.25).orElseThrow(),
          median,
          sample.quantile(0.75).orElseThrow(),
          high,
          slowest,
          shown,
          below + above);
    }

    /** At most so many of the ranks from the first to the last, evenly, both ends among them. */
    private static List<Double> ranks(Sample sample, int first, int last, int most) {
      int all = last - first + 1;
      int count = Math.min(all, most);
      List<Double> some = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long step = count == 1 ? 0 : (long) i * (all - 1) / (count - 1);
        some.add(sample.ranked(first + (int) step));
      }
      return some;
    }
  }

  public LatencySpread {
    panels = List.copyOf(panels);
    spreads = List.copyOf(spreads);
  }

  /**
   * Counts the calls.
   *
   * @param entries run configs
   * @return those that are valid
   */
  public static LatencySpread of(List<Entry.Measured> entries) {
    List<Entry> drawn = new ArrayList<>();
    List<Spread> spreads = new ArrayList<>();
    for (Entry.Measured one : entries) {
      if (one.isValid()) {
        Sample sample = Sample.of(seconds(one.config()));
        if (sample.size() > 0) {
          drawn.add(one.entry());
          spreads.add(Spread.of(one.entry().key(), sample));
        }
      }
    }
    Map<String, Spread> byKey =
        spreads.stream().collect(Collectors.toMap(Spread::entry, one -> one));
    return new LatencySpread(
        PicturePanel.of(drawn, entry -> entry, true, its -> finding(its, byKey)), spreads);
  }

  private static double[] seconds(RunConfigResult config) {
    int size =
        config.trials().stream()
            .filter(TrialResult::counts)
            .mapToInt(trial -> trial.calls().size())
            .sum();
    double[] seconds = new double[size];
    int at = 0;
    for (TrialResult trial : config.trials()) {
      if (trial.counts()) {
        CallSeries calls = trial.calls();
        for (int row = 0; row < calls.size(); row++) {
          seconds[at++] = calls.latencyNanos(row) / NANOS;
        }
      }
    }
    return seconds;
  }

  private static String finding(List<Entry> entries, Map<String, Spread> byKey) {
    Entry shortest =
        entries.stream()
            .min(Comparator.comparingDouble(entry -> byKey.get(entry.key()).median()))
            .orElseThrow();
    Spread its = byKey.get(shortest.key());
    StringBuilder text = new StringBuilder(shortest.name());
    text.append(entries.size() > 1 ? " has the shortest median latency, " : " has a median of ")
        .append(FindingText.seconds(its.median()))
        .append(
            its.boxed()
                ? "; 95 % of its calls took at most " + FindingText.seconds(its.high())
                : "; the slowest of its "
                    + its.calls()
                    + " calls took "
                    + FindingText.seconds(its.slowest()))
        .append('.');
    entries.stream()
        .filter(entry -> byKey.get(entry.key()).boxed())
        .max(Comparator.comparingDouble(entry -> tail(byKey.get(entry.key()))))
        .filter(entry -> entries.size() > 1 && entry != shortest)
        .ifPresent(
            entry ->
                text.append(" The latencies of ")
                    .append(entry.name())
                    .append(" vary the most: the 95th percentile is ")
                    .append(FindingText.number(tail(byKey.get(entry.key()))))
                    .append(" times the median."));
    return text.toString();
  }

  private static double tail(Spread spread) {
    return spread.median() > 0 ? spread.high() / spread.median() : 0;
  }

  /**
   * Returns the run configs of a view.
   *
   * @param panel one of {@link #panels}
   * @return in its order
   */
  public List<Spread> spreads(PicturePanel panel) {
    return spreads.stream().filter(one -> panel.entries().contains(one.entry())).toList();
  }
}
