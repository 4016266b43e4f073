package io.humhelix.bench.store;

import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of trials, from the numbers of their records. Not thread-safe. */
final class Measurements {

  private final Map<String, Metric> defined;
  private final Map<String, Metric> others = new HashMap<>();
  private String[] names = {};
  private Metric[] metrics = {};
  private int wall = -1;
  private int load = -1;
  private MetricsParser parser;
  private double[] values = {};
  private Measurement[] last = {};

  /** With what metrics mean, by name; more may come, see {@link #forget}. */
  Measurements(Map<String, Metric> defined) {
    this.defined = defined;
  }

  /** A record may have defined a metric. */
  void forget() {
    names = new String[0];
    values = new double[0];
    others.clear();
  }

  /** Takes the numbers of a record; false if a time of the trial is missing. */
  boolean of(MetricsParser read) {
    parser = read;
    if (names != parser.names()) {
      know(parser.names());
    }
    values = parser.numbers();
    return wall >= 0 && load >= 0 && !Double.isNaN(values[wall]) && !Double.isNaN(values[load]);
  }

  private void know(String[] all) {
    names = all;
    metrics = new Metric[all.length];
    last = new Measurement[all.length];
    wall = -1;
    load = -1;
    for (int i = 0; i < all.length; i++) {
      wall = all[i].equals(TrialForm.WALL) ? i : wall;
      load = all[i].equals(TrialForm.LOAD) ? i : load;
      if (!TrialForm.SUMS.contains(all[i])) {
        Metric known = defined.get(all[i]);
        metrics[i] =
            known != null
                ? known
                : others.computeIfAbsent(
                    all[i], name -> new Metric(name, "", Direction.INFORMATION, ""));
      }
    }
  }

  double wallSeconds() {
    return values[wall];
  }

  double loadSeconds() {
    return values[load];
  }

  /** The metrics in the order of the record, without its times and sums. */
  List<Measurement> list() {
    Measurement[] list = new Measurement[parser.count()];
    int count = 0;
    for (int member = 0; member < list.length; member++) {
      int slot = parser.slot(member);
      if (metrics[slot] != null && !Double.isNaN(values[slot])) {
        list[count++] = measurement(slot);
      }
    }
    return List.of(count == list.length ? list : Arrays.copyOf(list, count));
  }

  /** Many numbers are the same in trial after trial, and then one object does. */
  private Measurement measurement(int i) {
    if (last[i] == null || Double.compare(last[i].value(), values[i]) != 0) {
      last[i] = new Measurement(metrics[i], values[i]);
    }
    return last[i];
  }
}
