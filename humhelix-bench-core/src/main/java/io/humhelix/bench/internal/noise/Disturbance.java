package io.humhelix.bench.internal.noise;

import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the machine did to a fork, seen apart from its times: load of other processes, steal,
 * throttling, swap, pressure of memory. Found in the metrics of its trials, measured now or read.
 *
 * @param flags codes of its noise flags, such as {@code other-load}; at least one
 * @param shareTaken share of the processors that other processes and other virtual machines took,
 *     as far as they have a flag, 0 to 1; empty if a flag does not tell what it cost
 * @param ofItself those of its flags that the system under test can raise by itself, such as {@code
 *     swap} by a large model
 */
public record Disturbance(List<String> flags, OptionalDouble shareTaken, List<String> ofItself) {

  public Disturbance {
    flags = List.copyOf(flags);
    ofItself = List.copyOf(ofItself);
    Objects.requireNonNull(shareTaken, "shareTaken");
  }

  /**
   * Looks at the forks of a run config.
   *
   * @param trials of every kind
   * @return disturbed forks alone, by number; none where nothing was sampled
   */
  public static SortedMap<Integer, Disturbance> byFork(List<TrialResult> trials) {
    SortedMap<Integer, List<TrialResult>> forks = new TreeMap<>();
    List<TrialResult> last = List.of();
    for (TrialResult trial : trials) {
      if (trial.kind() == TrialKind.MEASURED) {
        // Trials of a fork follow each other mostly.
        if (last.isEmpty() || last.get(0).fork() != trial.fork()) {
          last = forks.computeIfAbsent(trial.fork(), fork -> new ArrayList<>());
        }
        last.add(trial);
      }
    }
    SortedMap<Integer, Disturbance> disturbed = new TreeMap<>();
    forks.forEach(
        (fork, measured) -> {
          List<ForkFlag> flags = new ArrayList<>(MachineNoise.untold(fork, measured));
          flags.removeIf(one -> !one.flag().isOfMachine());
          if (!flags.isEmpty()) {
            disturbed.put(fork, of(flags));
          }
        });
    return disturbed;
  }

  private static Disturbance of(List<ForkFlag> flags) {
    boolean known = flags.stream().allMatch(one -> one.flag().isShareTaken());
    double share = Math.min(1, flags.stream().mapToDouble(ForkFlag::size).sum());
    return new Disturbance(
        flags.stream().map(one -> one.flag().code()).toList(),
        known ? OptionalDouble.of(share) : OptionalDouble.empty(),
        flags.stream()
            .map(ForkFlag::flag)
            .filter(flag -> !flag.isShareTaken())
            .map(NoiseFlag::code)
            .toList());
  }
}
