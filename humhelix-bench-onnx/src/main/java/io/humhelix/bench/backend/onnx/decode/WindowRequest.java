package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.List;
import java.util.Optional;

/**
 * The decoding of one window. Windows of the same {@link #shape} can be decoded together.
 *
 * @param previous tokens of earlier text
 * @param language code of the language; empty if it is to be detected
 * @param kind transcribe or translate
 * @param timestamps whether time tokens are decoded
 * @param seed of the window's draws
 */
record WindowRequest(
    List<Integer> previous,
    Optional<String> language,
    TranscriptionTask.Kind kind,
    boolean timestamps,
    long seed) {

  WindowRequest {
    previous = List.copyOf(previous);
  }

  /** Returns what windows must have in common whose prompts are fed together. */
  Shape shape() {
    return new Shape(previous.size(), language.isPresent(), timestamps);
  }

  WindowRequest in(String detected) {
    return new WindowRequest(previous, Optional.of(detected), kind, timestamps, seed);
  }

  /** Length and form of a prompt. */
  record Shape(int previous, boolean languageKnown, boolean timestamps) {}
}
