package io.humhelix.bench.audio;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The sample encodings of WAV that are decoded. Integers are divided by the magnitude of their
 * lowest value (16 bits by 32 768, so -1 is reached and 1 is not); floats stay as they are.
 */
enum WavEncoding {
  PCM_U8("pcm_u8", WavEncoding.PCM, 1),
  PCM_S16("pcm_s16le", WavEncoding.PCM, 2),
  PCM_S24("pcm_s24le", WavEncoding.PCM, 3),
  PCM_S32("pcm_s32le", WavEncoding.PCM, 4),
  PCM_F32("pcm_f32le", WavEncoding.FLOAT, 4),
  PCM_F64("pcm_f64le", WavEncoding.FLOAT, 8),
  PCM_ALAW("pcm_alaw", WavEncoding.ALAW, 1),
  PCM_MULAW("pcm_mulaw", WavEncoding.MULAW, 1);

  static final int PCM = 0x0001;
  static final int FLOAT = 0x0003;
  static final int ALAW = 0x0006;
  static final int MULAW = 0x0007;

  private final String id;
  private final int tag;
  private final int bytes;

  WavEncoding(String id, int tag, int bytes) {
    this.id = id;
    this.tag = tag;
    this.bytes = bytes;
  }

  /** FFmpeg's name of the codec. */
  String id() {
    return id;
  }

  /** Bytes a sample takes in the file. */
  int bytes() {
    return bytes;
  }

  static Optional<WavEncoding> of(int tag, int bits) {
    for (WavEncoding encoding : values()) {
      if (encoding.tag == tag && encoding.bytes * 8 == bits) {
        return Optional.of(encoding);
      }
    }
    return Optional.empty();
  }

  /** Decodes {@code count} samples from a little-endian buffer. */
  void decode(ByteBuffer in, float[] out, int count) {
    switch (this) {
      case PCM_U8 -> {
        for (int i = 0; i < count; i++) {
          out[i] = ((in.get() & 0xff) - 128) / 128f;
        }
      }
      case PCM_S16 -> {
        for (int i = 0; i < count; i++) {
          out[i] = in.getShort() / 32_768f;
        }
      }
      case PCM_S24 -> {
        for (int i = 0; i < count; i++) {
          int low = in.getShort() & 0xffff;
          out[i] = (in.get() << 16 | low) / 8_388_608f;
        }
      }
      case PCM_S32 -> {
        for (int i = 0; i < count; i++) {
          out[i] = in.getInt() / 2_147_483_648f;
        }
      }
      case PCM_F32 -> in.asFloatBuffer().get(out, 0, count);
      case PCM_F64 -> {
        for (int i = 0; i < count; i++) {
          out[i] = (float) in.getDouble();
        }
      }
      case PCM_ALAW -> {
        for (int i = 0; i < count; i++) {
          out[i] = G711.aLaw(in.get()) / 32_768f;
        }
      }
      case PCM_MULAW -> {
        for (int i = 0; i < count; i++) {
          out[i] = G711.muLaw(in.get()) / 32_768f;
        }
      }
    }
  }
}
