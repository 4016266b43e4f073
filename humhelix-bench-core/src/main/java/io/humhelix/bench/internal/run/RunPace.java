package io.humhelix.bench.internal.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How the phases of all run configs together compare with their guesses. */
final class RunPace {

  private static final class Sums {
    private double took;
    private double guessed;
  }

  private final Map<ForkPhase, Sums> sums = new EnumMap<>(ForkPhase.class);

  RunPace() {
    for (ForkPhase each : ForkPhase.values()) {
      sums.put(each, new Sums());
    }
  }

  /** A phase took so many seconds, and was guessed to take so many. */
  void add(ForkPhase phase, double seconds, double guess) {
    sums.get(phase).took += seconds;
    sums.get(phase).guessed += guess;
  }

  /** Returns how many times as long as guessed a phase takes; empty while there was none. */
  Optional<Double> slower(ForkPhase phase) {
    Sums one = sums.get(phase);
    return one.guessed > 0 ? Optional.of(one.took / one.guessed) : Optional.empty();
  }
}
