package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.ForkLevel;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.ForkedSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a system costs before it is warm: model load, the cold first call, and the same clip later.
 * A server that was running with its model when it was called has neither.
 *
 * @param panels views, one for each workload of a benchmark and host
 * @param costs one for each run config
 * @param running names of valid systems that are servers which were already running
 */
public record StartCosts(List<PicturePanel> panels, List<Cost> costs, List<String> running) {

  private static final double NANOS = 1e9;
  private static final String NOT_TOLD_APART =
      " It is not told apart from others, since intervals overlap or are missing.";

  /**
   * The times of a run config, in seconds; those that were not measured are {@link
   * DrawnLevel#NONE}.
   *
   * @param entry key of its {@link Entry}
   * @param load of the model
   * @param firstCall of a clip on the freshly loaded model
   * @param sameClip the call of that clip in measured trials
   * @param steady median latency over all clips in measured trials
   */
  public record Cost(
      String entry, DrawnLevel load, DrawnLevel firstCall, DrawnLevel sameClip, DrawnLevel steady) {

    private boolean isEmpty() {
      return Double.isNaN(load.point()) && Double.isNaN(firstCall.point());
    }
  }

  public StartCosts {
    panels = List.copyOf(panels);
    costs = List.copyOf(costs);
    running = List.copyOf(running);
  }

  /**
   * Finds the times.
   *
   * @param entries run configs
   * @return those that are valid and have a load or a first call
   */
  public static StartCosts of(List<Entry.Measured> entries) {
    List<Entry> drawn = new ArrayList<>();
    List<Cost> costs = new ArrayList<>();
    for (Entry.Measured one : entries) {
      if (one.isValid() && !CalledServer.wasRunning(one.config())) {
        Cost cost =
            new Cost(
                one.entry().key(),
                SpeedAccuracy.level(one, Metrics.LOAD_S).orElse(DrawnLevel.NONE),
                SpeedAccuracy.level(one, Metrics.FIRST_CALL_S).orElse(DrawnLevel.NONE),
                sameClip(one.config()).orElse(DrawnLevel.NONE),
                SpeedAccuracy.level(one, Metrics.LATENCY_P50_S).orElse(DrawnLevel.NONE));
        if (!cost.isEmpty()) {
          drawn.add(one.entry());
          costs.add(cost);
        }
      }
    }
    Map<String, Cost> byKey = costs.stream().collect(Collectors.toMap(Cost::entry, one -> one));
    return new StartCosts(
        PicturePanel.of(drawn, entry -> entry, true, its -> finding(its, byKey)),
        costs,
        CalledServer.names(entries, CalledServer::wasRunning));
  }

  /** A first call of one clip says nothing about a median over other clips. */
  private static Optional<DrawnLevel> sameClip(RunConfigResult config) {
    Optional<String> clip =
        config
            .firstCall()
            .flatMap(trial -> trial.clips().stream().findFirst())
            .map(ClipResult::clipId);
    if (clip.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, List<Double>> forks = new TreeMap<>();
    for (TrialResult trial : config.trials()) {
      CallSeries calls = trial.calls();
      int index = calls.clips().indexOf(clip.get());
      if (trial.counts() && index >= 0) {
        for (int row = 0; row < calls.size(); row++) {
          double seconds = (calls.chunksNanos(row) + calls.serviceNanos(row)) / NANOS;
          if (calls.clip(row) == index && seconds > 0) {
            forks.computeIfAbsent(trial.fork(), fork -> new ArrayList<>()).add(seconds);
          }
        }
      }
    }
    if (forks.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> values =
        forks.values().stream()
            .map(its -> its.stream().mapToDouble(Double::doubleValue).toArray())
            .toList();
    return Optional.of(DrawnLevel.of(ForkLevel.of(Metrics.FIRST_CALL_S, ForkedSample.of(values))));
  }

  private static String finding(List<Entry> entries, Map<String, Cost> byKey) {
    StringBuilder text = new StringBuilder();
    Optional<Entry> quickest =
        entries.stream()
            .filter(entry -> Double.isFinite(untilText(byKey.get(entry.key()))))
            .min(Comparator.comparingDouble(entry -> untilText(byKey.get(entry.key()))));
    quickest.ifPresent(
        entry -> {
          Cost cost = byKey.get(entry.key());
          text.append(entry.name())
              .append(soonest(entry, entries, byKey))
              .append(FindingText.seconds(untilText(cost)))
              .append(" after its start: ")
              .append(FindingText.seconds(cost.load().point()))
              .append(" of model load and ")
              .append(FindingText.seconds(cost.firstCall().point()))
              .append(" of a first call.")
              .append(toldApart(entry, entries, byKey) ? "" : NOT_TOLD_APART);
        });
    entries.stream()
        .filter(entry -> Double.isFinite(coldness(byKey.get(entry.key()))))
        .max(Comparator.comparingDouble(entry -> coldness(byKey.get(entry.key()))))
        .filter(entry -> coldness(byKey.get(entry.key())) > 1.1)
        .ifPresent(
            entry ->
                text.append(text.isEmpty() ? "" : " ")
                    .append("The first call of ")
                    .append(entry.name())
                    .append(" takes ")
                    .append(FindingText.number(coldness(byKey.get(entry.key()))))
                    .append(" times as long as later ones of the same clip")
                    .append(entries.size() > 1 ? ", the most of all." : "."));
    return text.toString();
  }

  private static String soonest(Entry entry, List<Entry> entries, Map<String, Cost> byKey) {
    if (rivals(entry, entries, byKey).isEmpty()) {
      return " has its first text ";
    }
    return toldApart(entry, entries, byKey)
        ? " has its first text soonest, "
        : " has the first text measured soonest, ";
  }

  private static List<Cost> rivals(Entry entry, List<Entry> entries, Map<String, Cost> byKey) {
    return entries.stream()
        .filter(other -> !other.equals(entry))
        .map(other -> byKey.get(other.key()))
        .filter(cost -> Double.isFinite(untilText(cost)))
        .toList();
  }

  /** Whether even its latest start ends before the earliest one of all others. */
  private static boolean toldApart(Entry entry, List<Entry> entries, Map<String, Cost> byKey) {
    Cost quickest = byKey.get(entry.key());
    double latest = quickest.load().high() + quickest.firstCall().high();
    return rivals(entry, entries, byKey).stream()
        .allMatch(cost -> latest < cost.load().low() + cost.firstCall().low());
  }

  private static double untilText(Cost cost) {
    return cost.load().point() + cost.firstCall().point();
  }

  private static double coldness(Cost cost) {
    return cost.firstCall().point() / cost.sameClip().point();
  }

  /**
   * Returns the run configs of a view.
   *
   * @param panel one of {@link #panels}
   * @return in its order
   */
  public List<Cost> costs(PicturePanel panel) {
    return costs.stream().filter(one -> panel.entries().contains(one.entry())).toList();
  }
}
