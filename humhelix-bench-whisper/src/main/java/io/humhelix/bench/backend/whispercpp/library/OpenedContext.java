package io.humhelix.bench.backend.whispercpp.library;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of opening a model.
 *
 * @param model the model; empty if whisper.cpp did not load it
 * @param log what the engine wrote meanwhile
 */
public record OpenedContext(Optional<WhisperModel> model, List<String> log) {

  public OpenedContext {
    Objects.requireNonNull(model, "model");
    log = List.copyOf(log);
  }
}
