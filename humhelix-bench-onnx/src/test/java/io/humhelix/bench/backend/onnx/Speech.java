package io.humhelix.bench.backend.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The speech and the model that come with the repository. */
public final class Speech {

  private Speech() {}

  /** Returns a file or folder of the example data. */
  public static Path data(String name) {
    return Path.of(System.getProperty("humhelix.test.data")).resolve(name);
  }

  /** Returns the samples of a recording: 16 kHz, one channel, 16 bit, the header 44 bytes long. */
  public static float[] samples(String name) throws IOException {
    byte[] file = Files.readAllBytes(data("speech/" + name));
    ShortBuffer values =
        ByteBuffer.wrap(file, 44, file.length - 44).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] samples = new float[values.remaining()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = values.get(i) / 32768f;
    }
    return samples;
  }

  /** Returns a resource of little-endian 32-bit floats. */
  public static float[] floats(Class<?> owner, String resource) throws IOException {
    try (InputStream stream = owner.getResourceAsStream(resource)) {
      byte[] bytes = stream.readAllBytes();
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
  }
}
