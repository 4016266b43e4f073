package io.humhelix.bench.store;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.EffectiveSut;
import java.util.Objects;
import java.util.Optional;

/**
 * What a trial's record tells beside the trial itself.
 *
 * @param runConfig what was executed
 * @param effective what the live system really is; empty if it never came to life
 * @param normalizer id and version of the text normaliser, as in {@code english-1}
 */
public record TrialContext(
    RunConfig runConfig, Optional<EffectiveSut> effective, String normalizer) {
  public TrialContext {
    Objects.requireNonNull(runConfig, "runConfig");
    Objects.requireNonNull(effective, "effective");
    Objects.requireNonNull(normalizer, "normalizer");
  }
}
