package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.Autocorrelation;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.OrderEffect;
import io.humhelix.bench.stats.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the noise flags of finished trials. Pure: the same trials and seed give the same flags,
 * measured now or read from a results file.
 */
public final class NoiseFlags {

  private NoiseFlags() {}

  /** Returns whether an issue is a noise flag. */
  public static boolean isFlag(Issue issue) {
    return NoiseFlag.isCode(issue.code());
  }

  /**
   * Returns the flags of one fork.
   *
   * @param trials of the run config up to now; how they follow each other in the other forks counts
   *     too
   */
  public static List<Issue> ofFork(int fork, List<TrialResult> trials, long seed) {
    return found(fork, trials, seed).stream().map(ForkFlag::issue).toList();
  }

  private static List<ForkFlag> found(int fork, List<TrialResult> trials, long seed) {
    List<TrialResult> measured =
        trials.stream().filter(t -> t.fork() == fork && t.kind() == TrialKind.MEASURED).toList();
    List<ForkFlag> found = new ArrayList<>(MachineNoise.of(fork, measured));
    found.addAll(SeriesNoise.of(fork, byFork(trials), seed + fork));
    return found;
  }

  /**
   * Returns the flags of a run config: one per kind of its forks' flags, with the worst fork, and
   * those that only several forks can show.
   *
   * @param planned number of forks that the run config should have
   * @param inProcess whether its only fork is the JVM of the caller
   */
  public static List<Issue> ofRunConfig(
      List<TrialResult> trials, int planned, boolean inProcess, long seed) {
    SortedMap<Integer, double[]> forks = byFork(trials);
    if (forks.isEmpty()) {
      return List.of();
    }
    Map<NoiseFlag, List<ForkFlag>> byFlag = new EnumMap<>(NoiseFlag.class);
    for (int fork : forks.keySet()) {
      for (ForkFlag one : found(fork, trials, seed)) {
        byFlag.computeIfAbsent(one.flag(), flag -> new ArrayList<>()).add(one);
      }
    }
    List<Issue> issues = new ArrayList<>();
    ForkedSample sample = ForkedSample.of(List.copyOf(forks.values()));
    List<ForkFlag> restless = byFlag.getOrDefault(NoiseFlag.NOT_STEADY, List.of());
    // If every fork has the flag, their summary has said it already.
    Optional<String> inCommon =
        restless.size() < forks.size() ? SeriesNoise.inCommon(sample, seed) : Optional.empty();
    if (restless.isEmpty()) {
      inCommon.map(NoiseFlag.NOT_STEADY::issue).ifPresent(issues::add);
    }
    byFlag.forEach(
        (flag, all) -> {
          String also = flag == NoiseFlag.NOT_STEADY ? inCommon.map(" "::concat).orElse("") : "";
          issues.add(flag.issue(summary(all, forks.size()) + also));
        });
    autocorrelation(sample, seed).ifPresent(issues::add);
    if (forks.size() < NoiseLimits.FEWEST_FORKS) {
      issues.add(inProcess ? oneFork() : smallN(forks.size(), planned));
    }
    return issues;
  }

  private static String summary(List<ForkFlag> all, int forks) {
    ForkFlag worst = all.stream().max(Comparator.comparingDouble(ForkFlag::size)).orElseThrow();
    if (forks == 1) {
      return worst.message();
    }
    String which =
        all.stream().map(f -> Integer.toString(f.fork())).collect(Collectors.joining(", "));
    String found = all.size() + " of " + forks + " forks (" + which + ")";
    return found
        + (all.size() > 1 ? ", worst in fork " + worst.fork() : "")
        + ": "
        + worst.message();
  }

  private static Optional<Issue> autocorrelation(ForkedSample forks, long seed) {
    Autocorrelation found = Autocorrelation.of(forks, seed);
    return found.present()
        ? Optional.of(
            NoiseFlag.AUTOCORRELATION.issue(
                String.format(
                    Locale.ROOT,
                    "trials depend on the trials before them (autocorrelation %.2f, p = %.2g).",
                    found.coefficient(),
                    found.p())))
        : Optional.empty();
  }

  /** More forks can be asked for, but not had. */
  private static Issue oneFork() {
    return NoiseFlag.SMALL_N.issue(
        "measured in-process, which makes one fork; a 95 % interval needs "
            + NoiseLimits.FEWEST_FORKS
            + ".",
        "Measure in worker processes: isolation: process, with a backend that is named, not passed as"
            + " an object.");
  }

  private static Issue smallN(int forks, int planned) {
    String found =
        planned > forks
            ? forks + " of " + planned + " forks"
            : forks + " fork" + (forks == 1 ? "" : "s");
    return NoiseFlag.SMALL_N.issue(
        found
            + (forks == 1 ? " has" : " have")
            + " valid trials; a 95 % interval needs "
            + NoiseLimits.FEWEST_FORKS
            + ".");
  }

  /**
   * Returns whether a run drifted from block to block.
   *
   * @param runConfigs trials of each run config; those that lack a block which another has are left
   *     out
   */
  public static Optional<Issue> ofBlocks(List<List<TrialResult>> runConfigs) {
    List<SortedMap<Integer, double[]>> all =
        runConfigs.stream().map(NoiseFlags::byFork).filter(forks -> !forks.isEmpty()).toList();
    Optional<SortedMap<Integer, double[]>> longest =
        all.stream().max(Comparator.comparingInt(Map::size));
    if (longest.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> complete =
        all.stream()
            .filter(forks -> forks.keySet().equals(longest.get().keySet()))
            .map(NoiseFlags::logMedians)
            .toList();
    OrderEffect effect = OrderEffect.of(complete);
    return effect.present()
        ? Optional.of(
            NoiseFlag.ORDER_EFFECT.issue(
                String.format(
                    Locale.ROOT,
                    "times drifted by %+.2f %% per block over %d blocks (p = %.2g).",
                    100 * Math.expm1(effect.slope()),
                    effect.blocks(),
                    effect.p())))
        : Optional.empty();
  }

  private static double[] logMedians(SortedMap<Integer, double[]> forks) {
    return forks.values().stream()
        .mapToDouble(rtf -> Math.log(Sample.of(rtf).median().orElseThrow()))
        .toArray();
  }

  private static SortedMap<Integer, double[]> byFork(List<TrialResult> trials) {
    SortedMap<Integer, double[]> forks = new TreeMap<>();
    trials.stream()
        .filter(TrialResult::counts)
        .collect(Collectors.groupingBy(TrialResult::fork))
        .forEach(
            (fork, some) -> {
              double[] rtf = rtf(some);
              if (rtf.length > 0) {
                forks.put(fork, rtf);
              }
            });
    return forks;
  }

  private static double[] rtf(List<TrialResult> trials) {
    return trials.stream()
        .filter(TrialResult::counts)
        .flatMap(t -> t.metric(Metrics.RTF).stream())
        .mapToDouble(Double::doubleValue)
        .filter(value -> value > 0 && Double.isFinite(value))
        .toArray();
  }
}
