package io.humhelix.bench.spi;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a backend opens. The harness makes it; later versions may add components.
 *
 * @param spec the system as the definition has it
 * @param options the options in effect: the checked options of the definition, and the declared
 *     defaults
 * @param models folder in which to look up models by name; empty if the definition has none
 * @param task the task of the calls
 */
public record OpenRequest(
    SutSpec spec, Options options, Optional<Path> models, TranscriptionTask task) {
  public OpenRequest {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(task, "task");
  }
}
