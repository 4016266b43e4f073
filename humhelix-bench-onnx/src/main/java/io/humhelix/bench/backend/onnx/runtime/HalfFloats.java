package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Floats in and out of tensors of 32 or 16 bit. */
final class HalfFloats {

  private HalfFloats() {}

  /** Copies all of the values into a tensor. */
  static void write(float[] values, Tensor tensor) {
    if (tensor.format() == Format.FLOAT32) {
      tensor.bytes().asFloatBuffer().put(values);
    } else {
      ShortBuffer target = tensor.bytes().asShortBuffer();
      for (float value : values) {
        target.put(Fp16Conversions.floatToFp16(value));
      }
    }
  }

  /** Copies values out of a tensor's bytes, from the element at an offset on. */
  static void read(ByteBuffer bytes, Format format, int offset, float[] values) {
    if (format == Format.FLOAT32) {
      bytes.asFloatBuffer().get(offset, values);
    } else {
      ShortBuffer source = bytes.asShortBuffer();
      float[] table = Table.VALUES;
      for (int i = 0; i < values.length; i++) {
        values[i] = table[source.get(offset + i) & 0xFFFF];
      }
    }
  }

  /** Makes what reading a format takes, so that no call does. */
  static void prepare(Format format) {
    if (format == Format.FLOAT16) {
      read(ByteBuffer.allocate(Short.BYTES), format, 0, new float[1]);
    }
  }

  /** All values of 16 bit: a look-up is several times as fast as a conversion. */
  private static final class Table {

    static final float[] VALUES = new float[1 << Short.SIZE];

    static {
      for (int i = 0; i < VALUES.length; i++) {
        VALUES[i] = Fp16Conversions.fp16ToFloat((short) i);
      }
    }
  }
}
