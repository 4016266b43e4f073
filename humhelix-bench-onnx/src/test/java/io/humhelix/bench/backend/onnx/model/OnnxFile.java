package io.humhelix.bench.backend.onnx.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small ONNX files: the signature of a graph and one weight, without nodes. */
public final class OnnxFile {

  public static final int FLOAT = 1;
  public static final int INT64 = 7;
  public static final int BOOL = 9;
  public static final int FLOAT16 = 10;

  private final Map<String, byte[]> inputs = new LinkedHashMap<>();
  private final Map<String, byte[]> outputs = new LinkedHashMap<>();
  private final List<byte[]> initialisers = new ArrayList<>();
  private final List<byte[]> nodes = new ArrayList<>();
  private long irVersion = 8;
  private long opset = 17;

  /** The encoder of a model of these sizes. */
  public static OnnxFile encoder(NetworkSizes sizes) {
    return new OnnxFile()
        .input("input_features", FLOAT, -1, sizes.mels(), sizes.frames())
        .output("last_hidden_state", FLOAT, -1, sizes.encoderPositions(), sizes.width())
        .weight();
  }

  /** The merged decoder of a model of these sizes. */
  public static OnnxFile merged(NetworkSizes sizes) {
    return new OnnxFile()
        .input("input_ids", INT64, -1, -1)
        .input("encoder_hidden_states", FLOAT, -1, sizes.encoderPositions(), sizes.width())
        .cache(sizes, true, true)
        .input("use_cache_branch", BOOL, 1)
        .output("logits", FLOAT, -1, -1, sizes.vocabulary())
        .cache(sizes, false, true)
        .weight();
  }

  /** The decoder for the first call. */
  public static OnnxFile first(NetworkSizes sizes) {
    return new OnnxFile()
        .input("input_ids", INT64, -1, -1)
        .input("encoder_hidden_states", FLOAT, -1, -1, sizes.width())
        .output("logits", FLOAT, -1, -1, sizes.vocabulary())
        .cache(sizes, false, true)
        .weight();
  }

  /** The decoder for later calls. */
  public static OnnxFile withPast(NetworkSizes sizes) {
    return new OnnxFile()
        .input("input_ids", INT64, -1, -1)
        .cache(sizes, true, true)
        .output("logits", FLOAT, -1, -1, sizes.vocabulary())
        .cache(sizes, false, false)
        .weight();
  }

  private OnnxFile cache(NetworkSizes sizes, boolean input, boolean withEncoder) {
    for (int layer = 0; layer < sizes.decoderLayers(); layer++) {
      for (String part : List.of("decoder.key", "decoder.value", "encoder.key", "encoder.value")) {
        if (withEncoder || part.startsWith("decoder")) {
          (input ? inputs : outputs)
              .put(
                  (input ? "past_key_values." : "present.") + layer + "." + part,
                  type(FLOAT, -1, sizes.decoderHeads(), -1, sizes.decoderHeadWidth()));
        }
      }
    }
    return this;
  }

  public OnnxFile input(String name, int element, long... shape) {
    inputs.put(name, type(element, shape));
    return this;
  }

  public OnnxFile output(String name, int element, long... shape) {
    outputs.put(name, type(element, shape));
    return this;
  }

  public OnnxFile withoutInput(String name) {
    inputs.remove(name);
    return this;
  }

  public OnnxFile versions(long ir, long standardOpset) {
    irVersion = ir;
    opset = standardOpset;
    return this;
  }

  /** A weight of four bytes. */
  public OnnxFile weight() {
    initialisers.add(
        join(number(1, 1), number(2, FLOAT), text(8, "weight"), bytes(9, new byte[4])));
    return this;
  }

  /** A weight that lies in a file. */
  public OnnxFile externalWeight(String location) {
    initialisers.add(external("outside", location));
    return this;
  }

  /** A constant within a branch of a node, whose value lies in a file. */
  public OnnxFile externalInBranch(String location) {
    byte[] constant = bytes(5, bytes(5, external("value", location)));
    byte[] branch = bytes(5, bytes(6, bytes(1, constant)));
    nodes.add(join(text(4, "If"), branch));
    return this;
  }

  private static byte[] external(String name, String location) {
    return join(
        number(2, FLOAT),
        text(8, name),
        bytes(13, join(text(1, "location"), text(2, location))),
        bytes(13, join(text(1, "offset"), text(2, "0"))),
        number(14, 1));
  }

  public byte[] bytes() {
    List<byte[]> graph = new ArrayList<>();
    nodes.forEach(node -> graph.add(bytes(1, node)));
    graph.add(text(2, "main"));
    initialisers.forEach(tensor -> graph.add(bytes(5, tensor)));
    inputs.forEach((name, type) -> graph.add(bytes(11, join(text(1, name), bytes(2, type)))));
    outputs.forEach((name, type) -> graph.add(bytes(12, join(text(1, name), bytes(2, type)))));
    return join(
        number(1, irVersion),
        text(2, "test"),
        bytes(7, join(graph.toArray(new byte[0][]))),
        bytes(8, join(text(1, ""), number(2, opset))));
  }

  private static byte[] type(int element, long... shape) {
    List<byte[]> dimensions = new ArrayList<>();
    for (long size : shape) {
      dimensions.add(bytes(1, size < 0 ? text(2, "any") : number(1, size)));
    }
    return bytes(1, join(number(1, element), bytes(2, join(dimensions.toArray(new byte[0][])))));
  }

  public static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  public static byte[] text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] bytes(int field, byte[] value) {
    return join(varint((long) field << 3 | 2), varint(value.length), value);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }
}
