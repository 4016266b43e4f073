package io.humhelix.bench.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes WAV files, also wrong ones. */
final class WavBuilder {

  private final String container;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private WavBuilder(String container) {
    this.container = container;
  }

  static WavBuilder riff() {
    return new WavBuilder("RIFF");
  }

  static WavBuilder container(String id) {
    return new WavBuilder(id);
  }

  /** 16-bit mono with a correct header. */
  static byte[] pcm16(int rate, short... samples) {
    return riff().fmt(1, 1, rate, 16).chunk("data", shorts(samples)).build();
  }

  static byte[] shorts(short... samples) {
    ByteBuffer bytes = little(samples.length * 2);
    for (short sample : samples) {
      bytes.putShort(sample);
    }
    return bytes.array();
  }

  static byte[] floats(float... samples) {
    ByteBuffer bytes = little(samples.length * 4);
    bytes.asFloatBuffer().put(samples);
    return bytes.array();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] fmtBytes(
      int tag, int channels, long rate, int bits, int blockAlign, long byteRate) {
    return little(16)
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt((int) rate)
        .putInt((int) byteRate)
        .putShort((short) blockAlign)
        .putShort((short) bits)
        .array();
  }

  WavBuilder fmt(int tag, int channels, long rate, int bits) {
    int align = channels * bits / 8;
    return chunk("fmt ", fmtBytes(tag, channels, rate, bits, align, rate * align));
  }

  WavBuilder extensible(int subFormat, int channels, long rate, int bits, int validBits) {
    int align = channels * bits / 8;
    return chunk(
        "fmt ",
        little(40)
            .put(fmtBytes(0xfffe, channels, rate, bits, align, rate * align))
            .putShort((short) 22)
            .putShort((short) validBits)
            .putInt(0)
            .putInt(subFormat)
            .putShort((short) 0)
            .putShort((short) 0x10)
            .put(new byte[] {(byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71})
            .array());
  }

  WavBuilder ds64(long dataSize) {
    return chunk("ds64", little(28).putLong(0).putLong(dataSize).putLong(0).putInt(0).array());
  }

  /** A chunk as the specification wants it. */
  WavBuilder chunk(String id, byte[] content) {
    return chunk(id, content.length, content).raw(new byte[content.length % 2]);
  }

  /** A chunk that claims another size than its content has, without pad byte. */
  WavBuilder chunk(String id, long declared, byte[] content) {
    return raw(id.getBytes(StandardCharsets.ISO_8859_1))
        .raw(little(4).putInt((int) declared).array())
        .raw(content);
  }

  WavBuilder raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] build() {
    byte[] body = out.toByteArray();
    return little(12 + body.length)
        .put(container.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(container.equals("RIFF") ? body.length + 4 : -1)
        .put("WAVE".getBytes(StandardCharsets.ISO_8859_1))
        .put(body)
        .array();
  }

  static ClipAudio read(Path folder, byte[] content) throws IOException {
    return new AudioReader().read(Files.write(folder.resolve("clip.wav"), content));
  }
}
