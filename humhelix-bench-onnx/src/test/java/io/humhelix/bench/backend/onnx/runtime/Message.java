package io.humhelix.bench.backend.onnx.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A protocol buffers message that a test takes apart and puts together again. */
final class Message {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;

  private final List<Field> fields = new ArrayList<>();

  /** A field; its bytes are as on the wire, without tag and length. */
  record Field(int number, int wire, byte[] bytes) {}

  static Message parse(byte[] bytes) {
    Message message = new Message();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      long tag = readVarint(in);
      int wire = (int) (tag & 7);
      int start = in.position();
      int length =
          switch (wire) {
            case VARINT -> {
              readVarint(in);
              yield in.position() - start;
            }
            case FIXED64 -> Long.BYTES;
            case BYTES -> {
              int size = (int) readVarint(in);
              start = in.position();
              yield size;
            }
            default -> Integer.BYTES;
          };
      byte[] value = new byte[length];
      in.position(start).get(value);
      message.fields.add(new Field((int) (tag >>> 3), wire, value));
    }
    return message;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      writeVarint(out, (long) field.number() << 3 | field.wire());
      if (field.wire() == BYTES) {
        writeVarint(out, field.bytes().length);
      }
      out.writeBytes(field.bytes());
    }
    return out.toByteArray();
  }

  List<Message> messages(int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .map(field -> parse(field.bytes()))
        .toList();
  }

  List<String> strings(int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .map(field -> new String(field.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  String string(int number) {
    return strings(number).stream().findFirst().orElse("");
  }

  Message add(int number, String value) {
    fields.add(new Field(number, BYTES, value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  Message add(int number, Message value) {
    fields.add(new Field(number, BYTES, value.bytes()));
    return this;
  }

  Message add(int number, long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeVarint(out, value);
    fields.add(new Field(number, VARINT, out.toByteArray()));
    return this;
  }

  /** Takes all fields of a number out. */
  Message without(int number) {
    fields.removeIf(field -> field.number() == number);
    return this;
  }

  private static long readVarint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
