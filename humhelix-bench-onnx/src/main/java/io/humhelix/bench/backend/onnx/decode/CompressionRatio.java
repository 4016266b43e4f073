package io.humhelix.bench.backend.onnx.decode;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** How far text can be compressed, which shows text that repeats itself. */
final class CompressionRatio {

  private CompressionRatio() {}

  /**
   * Returns the bytes of the text by the bytes of its zlib form, as OpenAI's {@code
   * compression_ratio}; 0 for no text.
   */
  static double of(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (plain.length == 0) {
      return 0;
    }
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(plain);
      deflater.finish();
      byte[] target = new byte[plain.length + 64];
      int size = 0;
      while (!deflater.finished()) {
        size += deflater.deflate(target);
      }
      return (double) plain.length / size;
    } finally {
      deflater.end();
    }
  }
}
