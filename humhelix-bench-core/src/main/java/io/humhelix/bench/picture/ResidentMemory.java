package io.humhelix.bench.picture;

import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The largest memory of systems, by fork, in MiB (1 048 576 bytes). Of a server whose own memory
 * was not measured nothing is shown: that of the worker which calls it says nothing about it.
 *
 * @param panels views, one for each workload of a benchmark and host
 * @param used some for each run config that has any
 * @param unmeasured names of valid systems that are servers whose memory was not measured
 */
public record ResidentMemory(List<PicturePanel> panels, List<Used> used, List<String> unmeasured) {

  private static final String PEAK = "process_rss_peak_bytes";
  private static final String MAX = "process_rss_max_bytes";
  private static final String SERVER = "server_rss_max_bytes";
  private static final String HEAP = "jvm_heap_max_bytes";
  private static final double MIB = 1 << 20;

  /**
   * Memory of one kind.
   *
   * @param entry key of its {@link Entry}
   * @param metric whose values these are, such as {@code process_rss_peak_bytes}
   * @param whose memory it is, in words
   * @param resident whether it is resident memory; a heap is a part of that
   * @param forks numbers of the forks, rising
   * @param mib the largest of the valid trials of each, in MiB
   */
  public record Used(
      String entry,
      String metric,
      String whose,
      boolean resident,
      List<Integer> forks,
      List<Double> mib) {

    public Used {
      Objects.requireNonNull(whose, "whose");
      forks = List.copyOf(forks);
      mib = List.copyOf(mib);
    }

    /**
     * Returns the largest of all forks.
     *
     * @return MiB
     */
    public double largest() {
      return mib.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
  }

  public ResidentMemory {
    panels = List.copyOf(panels);
    used = List.copyOf(used);
    unmeasured = List.copyOf(unmeasured);
  }

  /**
   * Finds what was measured.
   *
   * @param entries run configs
   * @return those that are valid and whose memory was measured
   */
  public static ResidentMemory of(List<Entry.Measured> entries) {
    List<Entry> drawn = new ArrayList<>();
    List<Used> used = new ArrayList<>();
    for (Entry.Measured one : entries) {
      if (one.isValid() && !isUnmeasured(one.config())) {
        List<Used> its = used(one);
        if (!its.isEmpty()) {
          drawn.add(one.entry());
          used.addAll(its);
        }
      }
    }
    Map<String, List<Used>> byKey = used.stream().collect(Collectors.groupingBy(Used::entry));
    return new ResidentMemory(
        PicturePanel.of(drawn, entry -> entry, true, its -> finding(its, byKey)),
        used,
        CalledServer.names(entries, ResidentMemory::isUnmeasured));
  }

  private static boolean isUnmeasured(RunConfigResult config) {
    return CalledServer.is(config)
        && config.trials().stream()
            .filter(TrialResult::counts)
            .flatMap(trial -> trial.metrics().stream())
            .noneMatch(one -> one.metric().name().equals(SERVER) && one.value() > 0);
  }

  private static List<Used> used(Entry.Measured one) {
    Map<String, SortedMap<Integer, Double>> largest = new LinkedHashMap<>();
    for (TrialResult trial : one.config().trials()) {
      if (trial.counts()) {
        for (Measurement measured : trial.metrics()) {
          String name = measured.metric().name();
          if (isMemory(name) && measured.value() > 0 && Double.isFinite(measured.value())) {
            largest
                .computeIfAbsent(name, any -> new TreeMap<>())
                .merge(trial.fork(), measured.value() / MIB, Math::max);
          }
        }
      }
    }
    boolean inProcess = one.run().definition().isolation() == Isolation.IN_PROCESS;
    String worker =
        inProcess ? "the harness' own process, with all that ran in it before" : "worker process";
    List<Used> used = new ArrayList<>();
    // The kernel's peak is of one process: what is above it is of processes that it started.
    boolean started = top(largest.get(MAX)) > top(largest.get(PEAK));
    if (largest.containsKey(PEAK) && !started) {
      used.add(of(one, PEAK, worker, true, largest));
    } else if (largest.containsKey(MAX)) {
      used.add(of(one, MAX, worker + " and what it started", true, largest));
    }
    if (largest.containsKey(SERVER)) {
      used.add(of(one, SERVER, "server, on this host", true, largest));
    }
    if (largest.containsKey(HEAP)) {
      used.add(of(one, HEAP, "heap of the Java VM", false, largest));
    }
    return used;
  }

  private static boolean isMemory(String name) {
    return name.equals(PEAK) || name.equals(MAX) || name.equals(SERVER) || name.equals(HEAP);
  }

  private static double top(SortedMap<Integer, Double> forks) {
    return forks == null
        ? 0
        : forks.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static Used of(
      Entry.Measured one,
      String metric,
      String whose,
      boolean resident,
      Map<String, SortedMap<Integer, Double>> largest) {
    SortedMap<Integer, Double> forks = largest.get(metric);
    return new Used(
        one.entry().key(),
        metric,
        whose,
        resident,
        List.copyOf(forks.keySet()),
        List.copyOf(forks.values()));
  }

  /** A server's memory counts with that of its client; a heap is in that of its process. */
  private static double sum(List<Used> used) {
    return used.stream().filter(Used::resident).mapToDouble(Used::largest).sum();
  }

  private static String finding(List<Entry> entries, Map<String, List<Used>> byKey) {
    List<Entry> resident =
        entries.stream()
            .filter(entry -> sum(byKey.get(entry.key())) > 0)
            .sorted(Comparator.comparingDouble(entry -> sum(byKey.get(entry.key()))))
            .toList();
    if (resident.isEmpty()) {
      return "";
    }
    Entry least = resident.get(0);
    Entry most = resident.get(resident.size() - 1);
    String low = FindingText.number(sum(byKey.get(least.key()))) + " MiB";
    return least.equals(most)
        ? least.name() + " takes up to " + low + " of resident memory."
        : least.name()
            + " takes the least resident memory, up to "
            + low
            + "; "
            + most.name()
            + " the most, up to "
            + FindingText.number(sum(byKey.get(most.key())))
            + " MiB.";
  }

  /**
   * Returns what is in a view.
   *
   * @param panel one of {@link #panels}
   * @return in its order
   */
  public List<Used> used(PicturePanel panel) {
    return used.stream().filter(one -> panel.entries().contains(one.entry())).toList();
  }
}
