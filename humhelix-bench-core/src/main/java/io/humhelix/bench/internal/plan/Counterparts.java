package io.humhelix.bench.internal.plan;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.RunConfig;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which run config of a baseline one of a candidate is compared with: the one that asked for the
 * same under the same names of system and workload, or else the one of these names, or else the one
 * that asked for the same. None has two counterparts.
 *
 * @param <B> what stands for a run config of the baseline
 * @param <C> what stands for one of the candidate
 */
public final class Counterparts<B, C> {

  private final Map<C, B> counterparts = new IdentityHashMap<>();
  private final Set<B> taken = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Pairs run configs, of which there may be thousands.
   *
   * @param baseline in its order
   * @param ofBaseline returns the run config of one
   * @param candidate in its order
   * @param ofCandidate returns the run config of one
   */
  public Counterparts(
      List<B> baseline,
      Function<B, RunConfig> ofBaseline,
      List<C> candidate,
      Function<C, RunConfig> ofCandidate) {
    List<Function<RunConfig, String>> keys =
        List.of(config -> label(config) + "\0" + config.id(), Counterparts::label, RunConfig::id);
    for (Function<RunConfig, String> key : keys) {
      pair(baseline, ofBaseline.andThen(key), candidate, ofCandidate.andThen(key));
    }
  }

  private static String label(RunConfig config) {
    return Redaction.text(config.label());
  }

  private void pair(
      List<B> baseline,
      Function<B, String> ofBaseline,
      List<C> candidate,
      Function<C, String> ofCandidate) {
    Map<String, Deque<B>> free = new HashMap<>();
    for (B old : baseline) {
      if (!taken.contains(old)) {
        free.computeIfAbsent(ofBaseline.apply(old), any -> new ArrayDeque<>()).add(old);
      }
    }
    for (C now : candidate) {
      if (!counterparts.containsKey(now)) {
        Deque<B> alike = free.getOrDefault(ofCandidate.apply(now), new ArrayDeque<>());
        if (!alike.isEmpty()) {
          taken.add(alike.peek());
          counterparts.put(now, alike.remove());
        }
      }
    }
  }

  /** Returns what a run config of the candidate is compared with. */
  public Optional<B> of(C candidate) {
    return Optional.ofNullable(counterparts.get(candidate));
  }

  /** Returns whether a run config of the baseline has a counterpart. */
  public boolean hasTaken(B baseline) {
    return taken.contains(baseline);
  }
}
