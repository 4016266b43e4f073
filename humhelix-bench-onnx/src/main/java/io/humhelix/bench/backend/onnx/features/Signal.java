package io.humhelix.bench.backend.onnx.features;

/**
 * A stretch of samples, followed by zeros up to a length and mirrored at both of its ends, as the
 * reference pads before its centred transform.
 *
 * @param samples where the stretch lies; not written to
 * @param from its first sample
 * @param count how many samples it has
 * @param length its length with the zeros, in samples
 */
record Signal(float[] samples, int from, int count, long length) {

  /** Returns the sample at a place, which may lie before the start or behind the end. */
  float at(long place) {
    long inside = place < 0 ? -place : place;
    if (inside >= length) {
      inside = 2 * length - 2 - inside;
    }
    return inside >= 0 && inside < count ? samples[from + (int) inside] : 0;
  }
}
