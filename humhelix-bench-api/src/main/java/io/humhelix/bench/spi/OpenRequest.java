package io.humhelix.bench.spi;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a backend is to open. Made by the harness; it may gain components.
 *
 * @param spec what was asked for
 * @param options the options in effect: those of the definition, checked, and the declared defaults
 * @param models the folder in which models are looked up by name; empty if none was given
 * @param task what the calls will ask for
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
