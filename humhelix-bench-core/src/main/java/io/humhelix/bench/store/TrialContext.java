package io.humhelix.bench.store;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.EffectiveSut;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trial's record tells beside the trial itself.
 *
 * @param runConfig what was executed
 * @param effective what the live system really is; empty if it never came to life
 * @param normalizer id and version of the text normaliser, as in {@code english-1}
 */
public record TrialContext(
    RunConfig runConfig, Optional<EffectiveSut> effective, String normalizer) {

  private static final String BEAM_SIZE = "beam_size";

  public TrialContext {
    Objects.requireNonNull(runConfig, "runConfig");
    Objects.requireNonNull(effective, "effective");
    Objects.requireNonNull(normalizer, "normalizer");
  }

  /**
   * Returns the beams of the search.
   *
   * @return what the system told, or else what it was asked for, 1 for greedy; empty if nobody says
   */
  public OptionalLong beamSize() {
    return effective
        .flatMap(told -> told.options().get(BEAM_SIZE))
        .or(() -> runConfig.sut().options().get(BEAM_SIZE))
        .filter(Long.class::isInstance)
        // Engines write greedy search as 0 or -1.
        .map(beams -> OptionalLong.of(Math.max(1, (Long) beams)))
        .orElse(OptionalLong.empty());
  }
}
