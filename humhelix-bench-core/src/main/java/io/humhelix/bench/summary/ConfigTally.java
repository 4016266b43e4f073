package io.humhelix.bench.summary;

import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunFacts;
import io.humhelix.bench.store.TrialRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums over the trials of one run config in one file. Mutable; for one thread. */
final class ConfigTally {

  /** Of the numbers that are asked for, in their order. */
  private final List<Sum> sums = new ArrayList<>();

  /** Of the other ones. */
  private final Map<String, Sum> others = new HashMap<>();

  private final Map<String, Sum> byName = new HashMap<>();
  private final boolean wantsOthers;
  private final TrialRow example;
  private final ForkTimes times = new ForkTimes();
  private final ClipSample clips = new ClipSample();
  private long trials;
  private long valid;

  /** The sum of a number over the trials that have it. Mutable. */
  static final class Sum {

    private double sum;
    private long count;
    private long lastTrial;

    /** Adds the value of a trial, and only the first one that is told of it. */
    private void add(double value, long trial) {
      if (lastTrial != trial) {
        lastTrial = trial;
        sum += value;
        count++;
      }
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
   * @param wantsOthers whether all other numbers that its trials have are summed too
   * @param example any of its trials: they all have its run and run config
   */
  ConfigTally(List<String> numbers, boolean wantsOthers, TrialRow example) {
    this.wantsOthers = wantsOthers;
    this.example = example.withoutClips();
    for (String number : numbers) {
      sums.add(byName.computeIfAbsent(number, any -> new Sum()));
    }
  }

  /** Adds a trial; only valid ones have a part in the sums. */
  void add(TrialRow row) {
    trials++;
    if (row.valid()) {
      valid++;
      times.add(row);
      // hum-helix's number of a name goes before the metric of that name.
      row.means().forEach(this::add);
      row.metrics().forEach(this::add);
    }
  }

  private void add(String name, double value) {
    Sum sum = byName.get(name);
    if (sum == null && wantsOthers) {
      sum = new Sum();
      byName.put(name, sum);
      others.put(name, sum);
    }
    if (sum != null) {
      sum.add(value, valid);
    }
  }

  /** The numbers that were not asked for by name. */
  Map<String, Sum> others() {
    return others;
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
    Arrays.setAll(otherSums, i -> otherSums[i] + sum(i));
    Arrays.setAll(otherCounts, i -> otherCounts[i] + count(i));
  }

  /** Whether any valid trial has a number of this name, which is one of those that are summed. */
  boolean has(String number) {
    return byName.get(number).count() > 0;
  }

  double sum(int number) {
    return sums.get(number).sum();
  }

  long count(int number) {
    return sums.get(number).count();
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
