package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes the next windows of clips whose prompts have one form, and encodes and decodes them
 * together, until all clips have ended. Thread-safe.
 */
final class WindowLoop {

  private final WhisperNetwork network;
  private final WindowDecoder decoder;
  private final int windowSize;
  private final int together;
  private final boolean pads;
  private final boolean detects;

  /** Buffers for one window's features: the common case, and a megabyte each. */
  private final Queue<float[]> buffers = new ConcurrentLinkedQueue<>();

  /**
   * A loop.
   *
   * @param windowSize floats of one window's features
   * @param together most windows that are decoded together
   * @param pads whether fewer windows of a clip that was cut are encoded as if they were so many
   * @param detects whether the model detects languages
   */
  WindowLoop(
      WhisperNetwork network,
      WindowDecoder decoder,
      int windowSize,
      int together,
      boolean pads,
      boolean detects) {
    this.network = network;
    this.decoder = decoder;
    this.windowSize = windowSize;
    this.together = together;
    this.pads = pads;
    this.detects = detects;
  }

  void run(List<ClipProgress> clips) throws SutException {
    List<Piece> group = nextGroup(clips);
    while (!group.isEmpty()) {
      decode(group);
      group = nextGroup(clips);
    }
  }

  private List<Piece> nextGroup(List<ClipProgress> clips) {
    List<Piece> group = new ArrayList<>();
    WindowRequest.Shape shape = null;
    for (ClipProgress clip : clips) {
      for (Piece piece : clip.ready(detects)) {
        WindowRequest.Shape own = piece.request().shape();
        if (group.size() < together && (shape == null || shape.equals(own))) {
          shape = own;
          group.add(piece);
        }
      }
    }
    return group;
  }

  private void decode(List<Piece> group) throws SutException {
    int windows = group.size();
    boolean filledUp = pads && windows < together && group.stream().anyMatch(Piece::ofMany);
    int shape = filledUp ? together : windows;
    float[] features = shape == 1 ? take() : new float[Math.multiplyExact(shape, windowSize)];
    long start = System.nanoTime();
    for (int i = 0; i < windows; i++) {
      group.get(i).writeFeatures(features, i * windowSize);
    }
    for (int i = windows; i < shape; i++) {
      // A window that is there: graphs that scale 8-bit numbers by the whole batch's range must not
      // see another range.
      System.arraycopy(features, 0, features, i * windowSize, windowSize);
    }
    long featured = System.nanoTime();
    try (EncodedAudio encoded = network.encode(features, shape)) {
      if (filledUp) {
        try (EncodedAudio real = encoded.windows(0, windows)) {
          decode(group, real, start, featured);
        }
      } else {
        decode(group, encoded, start, featured);
      }
    }
    if (shape == 1) {
      buffers.add(features);
    }
  }

  private void decode(List<Piece> group, EncodedAudio audio, long start, long featured)
      throws SutException {
    int windows = group.size();
    long encoded = System.nanoTime();
    List<DecodedWindow> decoded =
        decoder.decode(audio, group.stream().map(Piece::request).toList());
    for (int i = 0; i < windows; i++) {
      Piece piece = group.get(i);
      piece.clip().language(decoded.get(i).language());
      piece.accept(decoded.get(i), new EncodedWindow(audio, i));
    }
    long end = System.nanoTime();
    for (Piece piece : group) {
      piece
          .clip()
          .spent(
              (featured - start) / windows,
              (encoded - featured) / windows,
              (end - encoded) / windows);
      piece.clip().publish();
    }
  }

  private float[] take() {
    float[] buffer = buffers.poll();
    return buffer == null ? new float[windowSize] : buffer;
  }
}
