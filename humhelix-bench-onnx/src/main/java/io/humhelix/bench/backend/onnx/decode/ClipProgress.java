package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A clip on its way to text. For one thread. */
final class ClipProgress {

  private final TranscriptionTask task;
  private final Consumer<Segment> listener;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<WindowReport> windows = new ArrayList<>();
  private Optional<String> language;
  private long featuresNanos;
  private long encodeNanos;
  private long decodeNanos;

  /**
   * A clip.
   *
   * @param language given; empty if it is to be detected or the model has none
   */
  ClipProgress(TranscriptionTask task, Optional<String> language, Consumer<Segment> listener) {
    this.task = task;
    this.language = language;
    this.listener = listener;
  }

  TranscriptionTask task() {
    return task;
  }

  Optional<String> language() {
    return language;
  }

  void language(Optional<String> found) {
    language = found;
  }

  /** Whether it has several pieces. */
  boolean cut() {
    return pieces.size() > 1;
  }

  void add(Piece piece) {
    pieces.add(piece);
  }

  /**
   * Returns the pieces whose next window can be decoded now. As long as the language is to be
   * detected, only the first piece's can.
   */
  List<Piece> ready(boolean detects) {
    boolean wait = detects && language.isEmpty();
    return pieces.stream()
        .filter(piece -> !piece.ended())
        .limit(wait ? 1 : Integer.MAX_VALUE)
        .toList();
  }

  void report(WindowReport window) {
    windows.add(window);
  }

  void spent(long features, long encode, long decode) {
    featuresNanos += features;
    encodeNanos += encode;
    decodeNanos += decode;
  }

  /** Passes on what is known, up to the first piece that has not ended: in the audio's order. */
  void publish() {
    for (Piece piece : pieces) {
      for (Segment segment : piece.takeSegments()) {
        segments.add(segment);
        listener.accept(segment);
      }
      if (!piece.ended()) {
        return;
      }
    }
  }

  Transcription transcription() {
    long tokens = windows.stream().mapToLong(WindowReport::tokens).sum();
    return new Transcription(
        segments,
        language,
        List.of(
            new Phase("features", featuresNanos),
            new Phase("encode", encodeNanos),
            new Phase(Phase.DECODE, decodeNanos, OptionalLong.of(tokens))),
        windows);
  }
}
