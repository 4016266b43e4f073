package io.humhelix.bench.compare;

import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.GeometricMean;
import io.humhelix.bench.stats.Ratio;
import io.humhelix.bench.stats.Tails;
import io.humhelix.bench.stats.WarmUp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Resident memory of two run configs by fork: the largest of as many trials as the shortest fork of
 * either side has, since a peak only grows. It is {@value #PEAK}, or {@value #MAX}, which has
 * processes that the worker started too, where these take more.
 *
 * <p>Peaks of equal forks are not alike: measured in 11 forks of two runs each, those of
 * whisper.cpp in a worker differ by 0.8 % (standard deviation, of 245 MiB) and those of ONNX
 * Runtime by 1.4 % (of 520 MiB), and a worker that does nothing by 1.2 % (of 72 MiB). So the
 * largest of either side is no verdict: with 1 % or 16 MiB of tolerance, forks of 2 GiB that differ
 * by 1.4 or 5 % by themselves are called a regression in 18 and 40 % of comparisons of equal
 * systems (simulated). They are compared as times are, by t on their logarithms, which leaves none
 * and 0.1 %, with 5 % or 16 MiB of tolerance:
 *
 * <ul>
 *   <li>{@code REGRESSION}, {@code IMPROVEMENT}, {@code EQUIVALENT} as {@link VerdictRule} says;
 *   <li>else {@code NOT_SHOWN}, which passes: memory leaves no comparison undecided.
 * </ul>
 *
 * <p>Not compared: systems in the harness' own process, where memory is that of all that ran there
 * before; systems whose server does the work, since it outlives the forks.
 */
final class MemoryComparison {

  static final String PEAK = "process_rss_peak_bytes";
  static final String MAX = "process_rss_max_bytes";
  private static final String SERVER = "server_processes";
  private static final Set<String> NAMES = Set.of(PEAK, MAX, SERVER);

  /** Processes that the worker started count where they take more than this. */
  private static final double STARTED_BYTES = Tolerance.MEMORY_BYTES;

  /** What the valid trials of a run config tell of memory, gathered at once. */
  private static final class Peaks {
    private final ByFork<List<Double>> peak = new ByFork<>(ArrayList::new);
    private final ByFork<List<Double>> max = new ByFork<>(ArrayList::new);
    private final Map<String, Metric> metrics = new HashMap<>();
    private boolean server;
    private boolean started;

    private List<Measurement> before = List.of();

    /** The name of the metric at each place of the trial before; empty for one of no account. */
    private final List<String> names = new ArrayList<>();

    static Peaks of(RunConfigResult config) {
      Peaks peaks = new Peaks();
      for (TrialResult trial : config.trials()) {
        if (trial.counts()) {
          peaks.add(trial);
        }
      }
      return peaks;
    }

    private void add(TrialResult trial) {
      double largest = Double.NaN;
      double all = Double.NaN;
      List<Measurement> measured = trial.metrics();
      for (int i = 0; i < measured.size(); i++) {
        Measurement one = measured.get(i);
        String name = name(i, one.metric());
        if (!name.isEmpty()) {
          largest = name.equals(PEAK) ? one.value() : largest;
          all = name.equals(MAX) ? one.value() : all;
          server |= name.equals(SERVER);
        }
      }
      before = measured;
      put(peak, trial.fork(), largest);
      put(max, trial.fork(), all);
      started |= all > largest + STARTED_BYTES;
    }

    /**
     * The name of a metric that counts here; empty for another. Trials that are read have what
     * their metrics mean in one object, and mostly in one order, and a run may have a million of
     * these.
     */
    private String name(int place, Metric metric) {
      if (place < before.size() && before.get(place).metric() == metric) {
        return names.get(place);
      }
      String name = NAMES.contains(metric.name()) ? metric.name() : "";
      if (!name.isEmpty()) {
        metrics.putIfAbsent(name, metric);
      }
      if (place < names.size()) {
        names.set(place, name);
      } else {
        names.add(name);
      }
      return name;
    }

    private static void put(ByFork<List<Double>> forks, int fork, double value) {
      if (value > 0 && Double.isFinite(value)) {
        forks.of(fork).add(value);
      }
    }
  }

  private final RunResult oldRun;
  private final RunResult newRun;
  private final Peaks baseline;
  private final Peaks candidate;
  private final ComparisonPolicy policy;
  private Optional<String> notCompared = Optional.empty();

  MemoryComparison(
      RunResult oldRun,
      RunConfigResult baseline,
      RunResult newRun,
      RunConfigResult candidate,
      ComparisonPolicy policy) {
    this.oldRun = oldRun;
    this.baseline = Peaks.of(baseline);
    this.newRun = newRun;
    this.candidate = Peaks.of(candidate);
    this.policy = policy;
  }

  /** Why memory was not compared, one sentence; empty if it was, or if neither side has any. */
  Optional<String> notCompared() {
    return notCompared;
  }

  /**
   * Compares.
   *
   * @param differs whether the sides are not alike in what must be
   */
  Optional<MetricComparison> compare(boolean differs) {
    boolean before = !baseline.peak.isEmpty();
    boolean now = !candidate.peak.isEmpty();
    if (!before && !now) {
      return Optional.empty();
    }
    Optional<String> why =
        !before || !now
            ? Optional.of("the " + (before ? "candidate" : "baseline") + " has none")
            : inProcess()
                ? Optional.of("the systems ran in the harness' own process")
                : baseline.server || candidate.server
                    ? Optional.of("a server does the work, which outlives the forks")
                    : differs ? Optional.of("the sides are not comparable") : Optional.empty();
    notCompared = why.map(reason -> "memory is not compared: " + reason + ".");
    return why.isPresent() ? Optional.empty() : Optional.of(decide());
  }

  private boolean inProcess() {
    return oldRun.definition().isolation() == Isolation.IN_PROCESS
        || newRun.definition().isolation() == Isolation.IN_PROCESS;
  }

  private MetricComparison decide() {
    boolean started =
        !baseline.max.isEmpty()
            && !candidate.max.isEmpty()
            && (baseline.started || candidate.started);
    String name = started ? MAX : PEAK;
    SortedMap<Integer, List<Double>> old = (started ? baseline.max : baseline.peak).all();
    SortedMap<Integer, List<Double>> now = (started ? candidate.max : candidate.peak).all();
    boolean sameRun = oldRun.runId().equals(newRun.runId());
    Set<Integer> common = new TreeSet<>(old.keySet());
    common.retainAll(now.keySet());
    boolean paired = sameRun && !common.isEmpty();
    if (paired) {
      old.keySet().retainAll(common);
      now.keySet().retainAll(common);
    }
    int trials = Math.min(shortest(old), shortest(now));
    ForkedSample before = peaks(old, trials);
    ForkedSample after = peaks(now, trials);
    Estimate level = GeometricMean.of(before, Tails.equal(Estimate.LEVEL));
    Tolerance tolerance = policy.ofMemory(name, level.point());
    Decision decision =
        VerdictRule.decide(
            paired
                ? Ratio.paired(before, after, Estimate.LEVEL)
                : Ratio.welch(before, after, Estimate.LEVEL),
            Direction.LOWER_IS_BETTER,
            tolerance);
    return new MetricComparison(
        candidate.metrics.get(name),
        true,
        Optional.of(level),
        Optional.of(GeometricMean.of(after, Tails.equal(Estimate.LEVEL))),
        passing(decision),
        Optional.empty(),
        WarmUp.NONE);
  }

  /** What is open is no finding against the candidate. */
  private static Decision passing(Decision decision) {
    return decision.verdict() == Verdict.INCONCLUSIVE
        ? decision.become(Verdict.NOT_SHOWN, Reason.MEMORY_NOT_SHOWN, decision.explanation())
        : decision;
  }

  private static int shortest(SortedMap<Integer, List<Double>> forks) {
    return forks.values().stream().mapToInt(List::size).min().orElse(0);
  }

  private static ForkedSample peaks(SortedMap<Integer, List<Double>> forks, int trials) {
    return ForkedSample.of(
        forks.values().stream()
            .map(all -> new double[] {Collections.max(all.subList(0, trials))})
            .toList());
  }
}
