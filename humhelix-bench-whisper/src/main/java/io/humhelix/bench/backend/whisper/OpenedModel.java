package io.humhelix.bench.backend.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import java.util.List;
import java.util.Optional;

/**
 * What came of opening a model.
 *
 * @param context the model; empty if whisper.cpp did not load it
 * @param log what the engine wrote meanwhile, and the cards that it named before
 */
record OpenedModel(Optional<WhisperContext> context, List<String> log) {

  OpenedModel {
    log = List.copyOf(log);
  }
}
