package io.humhelix.bench.backend.onnx.runtime;

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
    ProtobufMessage graph = new ProtobufMessage();
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
    ProtobufMessage operators = new ProtobufMessage().string(1, "").number(2, OPSET);
    return new ProtobufMessage()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, operators)
        .bytes();
  }

  private static ProtobufMessage gather(int index, int axis) {
    ProtobufMessage attribute =
        new ProtobufMessage().string(1, "axis").number(3, axis).number(20, ATTRIBUTE_TYPE_INT);
    return new ProtobufMessage()
        .string(1, input(index))
        .string(1, INDICES)
        .string(2, output(index))
        .string(4, "Gather")
        .message(5, attribute);
  }

  private static ProtobufMessage value(String name, Format format) {
    ProtobufMessage tensor = new ProtobufMessage().number(1, format.number());
    return new ProtobufMessage()
        .string(1, name)
        .message(2, new ProtobufMessage().message(1, tensor));
  }
}
