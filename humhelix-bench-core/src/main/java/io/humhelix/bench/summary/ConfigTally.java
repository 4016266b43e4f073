package io.humhelix.bench.summary;

import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over the trials of one run config in one file. Mutable; for one thread. */
final class ConfigTally {

  private final List<String> numbers;
  private final double[] sums;
  private final long[] counts;
  private final boolean others;
  private final SortedMap<String, Sum> sumsOfOthers = new TreeMap<>();
  private final TrialRow example;
  private final ForkTimes times = new ForkTimes();
  private final ClipSample clips = new ClipSample();
  private long trials;
  private long valid;

  /** The sum of a number over the trials that have it. Mutable. */
  static final class Sum {

    private double sum;
    private long count;

    private void add(double value) {
      sum += value;
      count++;
    }

    double sum() {
      return sum;
    }

    long count() {
      return count;
    }
  }

  /**
   * Starts at nothing.
   *
   * @param numbers what is summed, by name
   * @param others whether all other numbers that its trials have are summed too
   * @param example any of its trials: they all have its run and run config
   */
  ConfigTally(List<String> numbers, boolean others, TrialRow example) {
    this.numbers = numbers;
    this.others = others;
    this.example = example.withoutClips();
    sums = new double[numbers.size()];
    counts = new long[numbers.size()];
  }

  /** Adds a trial; only valid ones have a part in the sums. */
  void add(TrialRow row) {
    trials++;
    if (row.valid()) {
      valid++;
      times.add(row);
      for (int i = 0; i < sums.length; i++) {
        Double value = row.means().get(numbers.get(i));
        value = value == null ? row.metrics().get(numbers.get(i)) : value;
        if (value != null) {
          sums[i] += value;
          counts[i]++;
        }
      }
      if (others) {
        addOthers(row.means());
        addOthers(row.metrics());
      }
    }
  }

  private void addOthers(Map<String, Double> values) {
    for (Map.Entry<String, Double> one : values.entrySet()) {
      if (!numbers.contains(one.getKey())) {
        Sum sum = sumsOfOthers.get(one.getKey());
        if (sum == null) {
          sum = new Sum();
          sumsOfOthers.put(one.getKey(), sum);
        }
        sum.add(one.getValue());
      }
    }
  }

  /** The numbers that were not asked for by name. */
  SortedMap<String, Sum> others() {
    return sumsOfOthers;
  }

  /** Adds what one of its trials got wrong, whether or not that trial is among them. */
  void sample(ClipSample sample) {
    clips.add(sample);
  }

  ForkTimes times() {
    return times;
  }

  ClipSample clips() {
    return clips;
  }

  void addTo(double[] otherSums, long[] otherCounts) {
    Arrays.setAll(otherSums, i -> otherSums[i] + sums[i]);
    Arrays.setAll(otherCounts, i -> otherCounts[i] + counts[i]);
  }

  /** Whether any valid trial has a number of this name, which is one of those that are summed. */
  boolean has(String number) {
    return counts[numbers.indexOf(number)] > 0;
  }

  double sum(int number) {
    return sums[number];
  }

  long count(int number) {
    return counts[number];
  }

  RunFacts run() {
    return example.run();
  }

  RunConfigFacts config() {
    return example.config();
  }

  String value(Factor factor) {
    return factor.of(example);
  }

  long trials() {
    return trials;
  }

  long valid() {
    return valid;
  }
}
