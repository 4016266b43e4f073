package io.humhelix.bench.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Gathers samples of a length that is known beforehand. What exceeds full scale is cut to it, since
 * engines are promised samples of -1 to 1.
 */
final class SampleCollector {

  private static final int BLOCK = 1 << 14;

  private final float[] samples;
  private int size;
  private int clamped;

  /**
   * Allocates the room.
   *
   * @throws OutOfMemoryError if the heap lacks it
   */
  SampleCollector(int capacity) {
    samples = new float[capacity];
  }

  int size() {
    return size;
  }

  void add(float sample) {
    float within = Math.max(-1, Math.min(1, sample));
    if (within != sample) {
      clamped++;
    }
    samples[size++] = within;
  }

  void add(float[] more, int count) {
    for (int i = 0; i < count; i++) {
      add(more[i]);
    }
  }

  /** How many samples exceeded full scale. */
  int clamped() {
    return clamped;
  }

  /** Returns the array itself, cut if fewer samples came than expected. */
  float[] samples() {
    return size == samples.length ? samples : Arrays.copyOf(samples, size);
  }

  static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  /** Returns the SHA-256 of samples as little-endian float32, in hexadecimal digits. */
  static String sha256(float[] samples) {
    MessageDigest digest = AudioReader.sha256();
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < samples.length; from += BLOCK) {
      int count = Math.min(BLOCK, samples.length - from);
      bytes.clear().limit(count * Float.BYTES);
      bytes.asFloatBuffer().put(samples, from, count);
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
