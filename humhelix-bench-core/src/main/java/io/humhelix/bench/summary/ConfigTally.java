package io.humhelix.bench.summary;

import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.Arrays;
import java.util.List;

/** Sums over the trials of one run config in one file. Mutable; for one thread. */
final class ConfigTally {

  private final List<String> numbers;
  private final double[] sums;
  private final long[] counts;
  private final TrialRow example;
  private final ForkTimes times = new ForkTimes();
  private final ClipSample clips = new ClipSample();
  private long trials;
  private long valid;

  /**
   * Starts at nothing.
   *
   * @param numbers what is summed, by name
   * @param example any of its trials: they all have its run and run config
   */
  ConfigTally(List<String> numbers, TrialRow example) {
    this.numbers = numbers;
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
    }
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
