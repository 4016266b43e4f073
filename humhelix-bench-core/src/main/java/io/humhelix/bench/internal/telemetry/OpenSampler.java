package io.humhelix.bench.internal.telemetry;

import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SampledQuantity;
import io.humhelix.bench.spi.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One sampler and its readings of the current trial. Guarded by {@link Telemetry}. */
final class OpenSampler {

  private final String id;
  private final Sampler sampler;
  private final List<SampledQuantity> quantities;
  private final double[] now;
  private final int[] count;
  private final double[] first;
  private final double[] last;
  private final double[] smallest;
  private final double[] sum;
  private final double[] largest;
  private Optional<Issue> broken = Optional.empty();

  OpenSampler(String id, Sampler sampler, List<SampledQuantity> quantities) {
    this.id = id;
    this.sampler = sampler;
    this.quantities = List.copyOf(quantities);
    int n = quantities.size();
    now = new double[n];
    count = new int[n];
    first = new double[n];
    last = new double[n];
    smallest = new double[n];
    sum = new double[n];
    largest = new double[n];
  }

  /** Counters, and peaks that the system keeps, need readings at both ends only. */
  boolean changesInBetween() {
    return quantities.stream().anyMatch(q -> q.kind() == SampledQuantity.Kind.GAUGE);
  }

  /** What costs much is read less often. */
  boolean isDueInBetween() {
    return !(sampler instanceof PacedSampler paced) || paced.isDue();
  }

  /** Forgets all readings. */
  void begin() {
    Arrays.fill(count, 0);
    Arrays.fill(sum, 0);
  }

  /** Takes a reading; a sampler that throws is never read again. */
  void read() {
    if (broken.isPresent()) {
      return;
    }
    Arrays.fill(now, Double.NaN);
    try {
      Contained.call(
          () -> {
            sampler.read(now);
            return true;
          });
    } catch (BrokenBackendException e) {
      broken = Optional.of(issue(id, "it failed when read: " + e.getMessage()));
      return;
    }
    for (int i = 0; i < now.length; i++) {
      if (Double.isFinite(now[i])) {
        keep(i, now[i]);
      }
    }
  }

  private void keep(int i, double value) {
    if (count[i] == 0) {
      first[i] = value;
      smallest[i] = value;
      largest[i] = value;
    }
    count[i]++;
    last[i] = value;
    sum[i] += value;
    smallest[i] = Math.min(smallest[i], value);
    largest[i] = Math.max(largest[i], value);
  }

  List<Readings> readings() {
    List<Readings> all = new ArrayList<>();
    for (int i = 0; i < now.length; i++) {
      all.add(
          new Readings(
              quantities.get(i),
              count[i],
              first[i],
              last[i],
              smallest[i],
              sum[i] / count[i],
              largest[i]));
    }
    return all;
  }

  Optional<Issue> broken() {
    return broken;
  }

  void close() {
    try {
      Contained.call(
          () -> {
            sampler.close();
            return true;
          });
    } catch (BrokenBackendException e) {
      broken = Optional.of(issue(id, "it failed when closed: " + e.getMessage()));
    }
  }

  static Issue issue(String id, String found) {
    return Issue.warning(
        "sampler-broken",
        "sampler '" + id + "' was left out: " + found + ".",
        "Its quantities are missing. Report this to its author, or remove its jar.");
  }
}
