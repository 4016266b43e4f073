package io.humhelix.bench.backend.onnx.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model, made in memory, that picks slices of tensors along one axis: all by the same
 * indices. Whatever device runs it can so repeat and reorder rows of a cache without the host.
 *
 * <p>Field numbers are those of {@code onnx.proto}; IR version 8 and operator set 13 are read by
 * every ONNX Runtime from 1.11 on.
 */
final class GatherModel {

  static final String INDICES = "indices";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;
  private static final int ATTRIBUTE_TYPE_INT = 2;

  private GatherModel() {}

  static String input(int index) {
    return "in." + index;
  }

  static String output(int index) {
    return "out." + index;
  }

  /** The serialised model. Shapes are left open, ranks too. */
  static byte[] of(int tensors, int axis, Format format) {
    Message graph = new Message();
    for (int i = 0; i < tensors; i++) {
      graph.message(1, gather(i, axis));
    }
    graph.string(2, "gather");
    for (int i = 0; i < tensors; i++) {
      graph.message(11, value(input(i), format));
    }
    graph.message(11, value(INDICES, Format.INT64));
    for (int i = 0; i < tensors; i++) {
      graph.message(12, value(output(i), format));
    }
    Message operators = new Message().string(1, "").number(2, OPSET);
    return new Message().number(1, IR_VERSION).message(7, graph).message(8, operators).bytes();
  }

  private static Message gather(int index, int axis) {
    Message attribute =
        new Message().string(1, "axis").number(3, axis).number(20, ATTRIBUTE_TYPE_INT);
    return new Message()
        .string(1, input(index))
        .string(1, INDICES)
        .string(2, output(index))
        .string(4, "Gather")
        .message(5, attribute);
  }

  private static Message value(String name, Format format) {
    Message tensor = new Message().number(1, format.number());
    return new Message().string(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protocol buffers message that is being written. */
  private static final class Message {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message string(int field, String value) {
      return delimited(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return delimited(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private Message delimited(int field, byte[] value) {
      varint((long) field << 3 | LENGTH_DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
