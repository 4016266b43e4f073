package io.humhelix.bench.backend.onnx.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf's wire format from a file, one field after another, and passes over contents
 * without reading them, since weights are most of an ONNX file. It trusts no length and no nesting.
 * Not thread-safe.
 *
 * <p>Format: Protocol Buffers, "Encoding": a field is a varint {@code number << 3 | wire type},
 * then a varint (0), 8 bytes (1), a length and that many bytes (2), or 4 bytes (5). ONNX has no
 * groups (3, 4).
 */
final class ProtobufInput {

  static final String DOWNLOAD_AGAIN = "Download or export the model again.";

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private static final int WIRE_TYPE_BITS = 3;
  private static final int VARINT_BITS = 7;
  private static final int VARINT_PAYLOAD = 0x7f;
  private static final int LONGEST_NUMBER_FIELD = 0x1fff_ffff;

  /** Graphs within nodes within graphs, each several messages deep: no exporter comes near. */
  private static final int DEEPEST = 100;

  private static final int LONGEST_TEXT = 1 << 16;

  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).limit(0);
  private final long size;
  private long position;
  private long end;
  private int depth;
  private int wireType;

  ProtobufInput(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.end = size;
  }

  /** What a message's fields are given to. */
  @FunctionalInterface
  interface FieldReader {
    /** Reads the contents of a field, or leaves them to be passed over. */
    void field(int number) throws IOException, ModelFormatException;
  }

  /** Reads the fields of the file's own message. */
  void message(FieldReader reader) throws IOException, ModelFormatException {
    while (position < end) {
      long key = varint();
      wireType = (int) (key & ((1 << WIRE_TYPE_BITS) - 1));
      long number = key >>> WIRE_TYPE_BITS;
      if (number == 0 || number > LONGEST_NUMBER_FIELD) {
        throw damaged("there is no protobuf field at byte " + position);
      }
      long contents = position;
      int type = wireType;
      reader.field((int) number);
      if (position == contents) {
        wireType = type;
        skip();
      }
    }
  }

  /** Reads the fields of a message that a field holds. */
  void nested(FieldReader reader) throws IOException, ModelFormatException {
    long length = length();
    if (++depth > DEEPEST) {
      throw damaged("messages are nested deeper than " + DEEPEST);
    }
    long outer = end;
    end = position + length;
    message(reader);
    end = outer;
    depth--;
  }

  /** Reads a number. */
  long number() throws IOException, ModelFormatException {
    if (wireType != VARINT) {
      throw damaged("a number is expected at byte " + position);
    }
    return varint();
  }

  /** Reads a text. */
  String text() throws IOException, ModelFormatException {
    long length = length();
    if (length > LONGEST_TEXT) {
      throw damaged("a name of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = next();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void skip() throws IOException, ModelFormatException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> advance(Long.BYTES);
      case FIXED_32 -> advance(Integer.BYTES);
      case LENGTH_DELIMITED -> advance(length());
      default -> throw damaged("field type " + wireType + " at byte " + position);
    }
  }

  private long length() throws IOException, ModelFormatException {
    if (wireType != LENGTH_DELIMITED) {
      throw damaged("a message or text is expected at byte " + position);
    }
    long length = varint();
    require(length);
    return length;
  }

  private void advance(long bytes) throws IOException, ModelFormatException {
    require(bytes);
    position += bytes;
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      buffer.limit(0);
      channel.position(position);
    }
  }

  private void require(long bytes) throws ModelFormatException {
    if (bytes >= 0 && bytes <= end - position) {
      return;
    }
    if (end == size && bytes > 0) {
      throw new ModelFormatException(
          "is truncated or damaged: it ends after "
              + size
              + " bytes, and a field wants "
              + (bytes - (end - position))
              + " more",
          DOWNLOAD_AGAIN);
    }
    throw damaged("a field at byte " + position + " is longer than the message around it");
  }

  private long varint() throws IOException, ModelFormatException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      byte next = next();
      value |= (long) (next & VARINT_PAYLOAD) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged("a number before byte " + position + " has no end");
  }

  private byte next() throws IOException, ModelFormatException {
    require(1);
    if (!buffer.hasRemaining()) {
      buffer.clear();
      if (channel.read(buffer) <= 0) {
        throw new IOException("the file became shorter while it was being read");
      }
      buffer.flip();
    }
    position++;
    return buffer.get();
  }

  private static ModelFormatException damaged(String finding) {
    return new ModelFormatException("is not an ONNX graph: " + finding, DOWNLOAD_AGAIN);
  }
}
