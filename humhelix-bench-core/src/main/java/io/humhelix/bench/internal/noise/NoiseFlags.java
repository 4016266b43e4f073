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
 * The noise flags of trials that are over. Pure: the same trials and seed have the same flags,
 * whether they were measured now or read from a results file.
 */
public final class NoiseFlags {

  private NoiseFlags() {}

  /** Returns whether an issue is a noise flag. */
  public static boolean isFlag(Issue issue) {
    return NoiseFlag.isCode(issue.code());
  }

  /** Returns the flags of one fork. */
  public static List<Issue> ofFork(int fork, List<TrialResult> trials, long seed) {
    return found(fork, trials, seed).stream().map(NoiseFinding::issue).toList();
  }

  private static List<NoiseFinding> found(int fork, List<TrialResult> trials, long seed) {
    List<TrialResult> measured =
        trials.stream().filter(t -> t.fork() == fork && t.kind() == TrialKind.MEASURED).toList();
    List<NoiseFinding> found = new ArrayList<>(MachineNoise.of(fork, measured));
    found.addAll(SeriesNoise.of(fork, rtf(measured), seed + fork));
    return found;
  }

  /**
   * Returns the flags of a run config: those of its forks, each kind once with the worst fork, and
   * those that only several forks can show.
   *
   * @param planned forks that the run config is to have
   */
  public static List<Issue> ofRunConfig(List<TrialResult> trials, int planned, long seed) {
    SortedMap<Integer, double[]> forks = byFork(trials);
    if (forks.isEmpty()) {
      return List.of();
    }
    Map<NoiseFlag, List<NoiseFinding>> byFlag = new EnumMap<>(NoiseFlag.class);
    for (int fork : forks.keySet()) {
      for (NoiseFinding one : found(fork, trials, seed)) {
        byFlag.computeIfAbsent(one.flag(), flag -> new ArrayList<>()).add(one);
      }
    }
    List<Issue> issues = new ArrayList<>();
    ForkedSample sample = ForkedSample.of(List.copyOf(forks.values()));
    List<NoiseFinding> restless = byFlag.getOrDefault(NoiseFlag.NOT_STEADY, List.of());
    // Where every fork says it, the summary of the forks has said it.
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
      issues.add(smallN(forks.size(), planned));
    }
    return issues;
  }

  private static String summary(List<NoiseFinding> all, int forks) {
    NoiseFinding worst =
        all.stream().max(Comparator.comparingDouble(NoiseFinding::size)).orElseThrow();
    if (forks == 1) {
      return worst.message();
    }
    String which =
        all.stream().map(f -> Integer.toString(f.fork())).collect(Collectors.joining(", "));
    return all.size()
        + " of "
        + forks
        + " forks ("
        + which
        + "); the worst is fork "
        + worst.fork()
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
                    "trials resemble the ones before them: coefficient %.2f (p = %.2g).",
                    found.coefficient(),
                    found.p())))
        : Optional.empty();
  }

  private static Issue smallN(int forks, int planned) {
    return NoiseFlag.SMALL_N.issue(
        "forks with valid measured trials: "
            + forks
            + (planned > forks ? " of " + planned + " planned" : "")
            + "; from "
            + NoiseLimits.FEWEST_FORKS
            + " on there is an interval.");
  }

  /**
   * Returns whether a run drifted from block to block.
   *
   * @param runConfigs trials of each run config; those that lack a block of another are left out
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
                    "over %d blocks times drifted by %+.2f %% a block (p = %.2g).",
                    effect.blocks(),
                    100 * Math.expm1(effect.slope()),
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
