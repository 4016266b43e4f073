package io.humhelix.bench.backend.ggml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads little-endian fields of a file and knows where it ends. Not thread-safe. */
final class GgmlInput {

  private final SeekableByteChannel channel;
  private final long size;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long position;

  GgmlInput(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  long position() {
    return position;
  }

  int readInt(String what) throws IOException, ModelFormatException {
    need(Integer.BYTES, what);
    fill(Integer.BYTES);
    position += Integer.BYTES;
    return buffer.getInt();
  }

  /** Reads text of at most the buffer's size. */
  String readText(int length, String what) throws IOException, ModelFormatException {
    need(length, what);
    fill(length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    position += length;
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  void skip(long bytes, String what) throws IOException, ModelFormatException {
    need(bytes, what);
    position += bytes;
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      buffer.limit(0);
      channel.position(position);
    }
  }

  private void need(long bytes, String what) throws ModelFormatException {
    if (bytes > size - position) {
      throw new ModelFormatException(
          "ends after "
              + size
              + " bytes, within the "
              + what
              + "; at least "
              + (bytes - (size - position))
              + " bytes are missing",
          ModelFormatException.DOWNLOAD_AGAIN);
    }
  }

  private void fill(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    buffer.compact();
    while (buffer.position() < bytes) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the file became shorter while it was being read");
      }
    }
    buffer.flip();
  }
}
