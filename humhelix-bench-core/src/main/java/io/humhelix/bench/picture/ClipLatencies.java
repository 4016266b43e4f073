package io.humhelix.bench.picture;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.RobustLine;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Latencies of a system's calls by clip, and the line through them. */
final class ClipLatencies {

  /** Fewer different lengths are no reason for a line. */
  private static final int FEWEST_LENGTHS = 3;

  /** Lengths that differ by less are alike. */
  private static final double ALIKE = 1.01;

  /** Where the longest clip is hardly longer than the shortest, the fixed cost is a guess. */
  private static final double SMALLEST_RANGE = 1.25;

  private static final double NANOS = 1e9;
  private static final double NORMAL = 1.4826;
  private static final double DEVIATIONS = 4;
  private static final double SHARE = 0.25;
  private static final int FEWEST_FOR_OUTLIERS = 5;

  private record Key(String workload, String clip) {}

  /** The calls of a clip, by fork. */
  private static final class Calls {
    private double seconds;
    private final SortedMap<Integer, List<Double>> forks = new TreeMap<>();

    private double median() {
      return Sample.of(forks.values().stream().flatMap(List::stream).toList())
          .median()
          .orElseThrow();
    }
  }

  private final Map<Key, Calls> clips = new LinkedHashMap<>();

  private ClipLatencies() {}

  /** Collects the calls of valid trials. */
  static ClipLatencies of(List<Entry.Measured> entries) {
    ClipLatencies all = new ClipLatencies();
    for (Entry.Measured one : entries) {
      for (TrialResult trial : one.config().trials()) {
        if (trial.counts()) {
          all.add(one.entry().workload(), trial);
        }
      }
    }
    return all;
  }

  private void add(String workload, TrialResult trial) {
    CallSeries calls = trial.calls();
    for (int row = 0; row < calls.size(); row++) {
      Calls clip =
          clips.computeIfAbsent(
              new Key(workload, calls.clips().get(calls.clip(row))), any -> new Calls());
      clip.seconds = calls.audioSeconds(row);
      clip.forks
          .computeIfAbsent(trial.fork(), any -> new ArrayList<>())
          .add(calls.latencyNanos(row) / NANOS);
    }
  }

  boolean isEmpty() {
    return clips.isEmpty();
  }

  /** The system's clips, with its line. */
  LatencyLength.Series series(List<String> entries) {
    double[] x = clips.values().stream().mapToDouble(clip -> clip.seconds).toArray();
    double[] y = clips.values().stream().mapToDouble(Calls::median).toArray();
    LatencyLength.Line line = noLine(x).map(LatencyLength.Line::none).orElseGet(() -> line(x, y));
    boolean[] slow = slow(line, x, y);
    List<LatencyLength.ClipLatency> all = new ArrayList<>();
    int at = 0;
    for (Map.Entry<Key, Calls> clip : clips.entrySet()) {
      all.add(
          new LatencyLength.ClipLatency(
              clip.getKey().workload(), clip.getKey().clip(), x[at], y[at], slow[at]));
      at++;
    }
    all.sort(Comparator.comparingDouble(LatencyLength.ClipLatency::audioSeconds));
    return new LatencyLength.Series(entries.get(0), entries, line, some(all), all.size());
  }

  /** All, or half of the most evenly chosen ones, the longest among them, and half slow ones. */
  private static List<LatencyLength.ClipLatency> some(List<LatencyLength.ClipLatency> all) {
    if (all.size() <= LatencyLength.MOST_CLIPS) {
      return all;
    }
    int half = LatencyLength.MOST_CLIPS / 2;
    int step = (all.size() + half - 2) / (half - 1);
    List<LatencyLength.ClipLatency> some = new ArrayList<>();
    int slow = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean even = i % step == 0 || i == all.size() - 1;
      boolean marked = all.get(i).slow() && slow < half;
      if (even || marked) {
        some.add(all.get(i));
        slow += even ? 0 : 1;
      }
    }
    return some;
  }

  /** Why there can be no line. */
  private static Optional<String> noLine(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double shortest = sorted[0];
    double longest = sorted[sorted.length - 1];
    int lengths = 1;
    double last = shortest;
    for (double length : sorted) {
      if (length > last * ALIKE) {
        lengths++;
        last = length;
      }
    }
    if (lengths < FEWEST_LENGTHS) {
      return Optional.of(
          (lengths == 1 ? "all clips have the same length, " : "its clips have two lengths, ")
              + FindingText.seconds(shortest)
              + (lengths == 1 ? "" : " and " + FindingText.seconds(longest))
              + "; a line needs "
              + FEWEST_LENGTHS);
    }
    if (longest < SMALLEST_RANGE * shortest) {
      return Optional.of(
          "all clips are about as long, "
              + FindingText.seconds(shortest)
              + " to "
              + FindingText.seconds(longest)
              + "; for a line the longest must have "
              + SMALLEST_RANGE
              + " times the length of the shortest");
    }
    return Optional.empty();
  }

  private LatencyLength.Line line(double[] x, double[] y) {
    RobustLine fit = RobustLine.of(x, y).orElseThrow();
    Optional<RobustLine.Reach> reach = RobustLine.bootstrap(x, y, Estimate.LEVEL);
    if (reach.isPresent()) {
      return line(fit, reach, "clips", "");
    }
    List<RobustLine> forks = forks();
    reach = RobustLine.ofReplicates(forks, Estimate.LEVEL);
    return reach.isPresent()
        ? line(RobustLine.mean(forks), reach, "forks", "")
        : line(
            fit,
            reach,
            "",
            "no intervals: these take "
                + RobustLine.MINIMUM_POINTS
                + " clips, or 3 forks with all of their clips");
  }

  private static LatencyLength.Line line(
      RobustLine fit, Optional<RobustLine.Reach> reach, String over, String shortcoming) {
    double no = Double.NaN;
    return new LatencyLength.Line(
        reach
            .map(its -> its.intercept())
            .map(its -> new DrawnLevel(fit.intercept(), its.low(), its.high(), false))
            .orElse(new DrawnLevel(fit.intercept(), no, no, false)),
        reach
            .map(its -> its.slope())
            .map(its -> new DrawnLevel(fit.slope(), its.low(), its.high(), false))
            .orElse(new DrawnLevel(fit.slope(), no, no, false)),
        over,
        shortcoming);
  }

  /** A line for each fork that has every clip. */
  private List<RobustLine> forks() {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    clips
        .values()
        .forEach(clip -> clip.forks.keySet().forEach(fork -> counts.merge(fork, 1, Integer::sum)));
    List<RobustLine> lines = new ArrayList<>();
    counts.forEach(
        (fork, count) -> {
          if (count == clips.size()) {
            double[] x = clips.values().stream().mapToDouble(clip -> clip.seconds).toArray();
            double[] y =
                clips.values().stream()
                    .mapToDouble(clip -> Sample.of(clip.forks.get(fork)).median().orElseThrow())
                    .toArray();
            RobustLine.of(x, y).ifPresent(lines::add);
          }
        });
    return lines;
  }

  private static boolean[] slow(LatencyLength.Line line, double[] x, double[] y) {
    boolean[] slow = new boolean[x.length];
    if (!line.isDrawn() || x.length < FEWEST_FOR_OUTLIERS) {
      return slow;
    }
    RobustLine fit = new RobustLine(line.fixedSeconds().point(), line.slope().point());
    double[] sizes = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      sizes[i] = Math.abs(y[i] - fit.at(x[i]));
    }
    double deviation = NORMAL * Sample.of(sizes).median().orElseThrow();
    for (int i = 0; i < x.length; i++) {
      double above = y[i] - fit.at(x[i]);
      slow[i] = above > DEVIATIONS * deviation && above > SHARE * Math.abs(fit.at(x[i]));
    }
    return slow;
  }
}
