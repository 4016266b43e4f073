package io.humhelix.bench.backend.onnx.model;

import io.humhelix.bench.backend.onnx.model.TensorType.Element;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what is needed to know of an ONNX file before native code sees it: versions, inputs and
 * outputs, and where its weights lie. Field numbers are those of {@code onnx.proto} (ONNX 1.17, IR
 * version 10); fields that later versions added are passed over. For one file.
 */
final class GraphParser {

  /** Protobuf reads no larger message; larger models keep their weights in separate files. */
  private static final long LARGEST = Integer.MAX_VALUE;

  private static final int SNIFFED = 256;
  private static final long EXTERNAL = 1;

  private final ProtobufInput in;
  private final Map<String, Long> opsets = new HashMap<>();
  private final Map<String, TensorType> inputs = new LinkedHashMap<>();
  private final Map<String, TensorType> outputs = new LinkedHashMap<>();
  private final Map<String, Integer> operators = new HashMap<>();
  private final Set<String> initialisers = new HashSet<>();
  private final Set<String> external = new TreeSet<>();
  private long irVersion;
  private boolean graphSeen;
  private boolean weightsSeen;

  private GraphParser(ProtobufInput in) {
    this.in = in;
  }

  /**
   * What was read.
   *
   * @param signature inputs, outputs and versions
   * @param externalLocations what the file says of where its weights lie; not checked
   */
  record ParsedGraph(GraphSignature signature, Set<String> externalLocations) {}

  /**
   * Reads a file.
   *
   * @param file a file
   * @return what was read
   * @throws ModelFormatException if it is no ONNX graph with weights
   * @throws IOException if it cannot be read
   */
  static ParsedGraph parse(Path file) throws IOException, ModelFormatException {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          "is not a plain file", "Put the ONNX file of that name in its place.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      recogniseOthers(channel);
      GraphParser parser = new GraphParser(new ProtobufInput(channel));
      parser.in.message(parser::model);
      return parser.parsed();
    }
  }

  private static void recogniseOthers(FileChannel channel)
      throws IOException, ModelFormatException {
    if (channel.size() == 0) {
      throw new ModelFormatException("is empty (0 bytes)", ProtobufInput.DOWNLOAD_AGAIN);
    }
    if (channel.size() > LARGEST) {
      throw new ModelFormatException(
          "has " + channel.size() + " bytes; an ONNX file can have at most " + LARGEST,
          "Export the model with external data (weights in files beside it).");
    }
    ByteBuffer start = ByteBuffer.allocate(SNIFFED);
    while (start.hasRemaining() && channel.read(start) >= 0) {
      // A read may return less than there is.
    }
    channel.position(0);
    String text =
        new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1)
            .replace("\u00ef\u00bb\u00bf", "")
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<?xml")) {
      throw new ModelFormatException(
          "is a web page (" + channel.size() + " bytes of HTML), not a model",
          "Download the file itself, not the page about it.");
    }
    if (text.startsWith("version https://git-lfs")) {
      throw new ModelFormatException(
          "is a pointer of Git LFS (" + channel.size() + " bytes), not the model itself",
          "Fetch the file with 'git lfs pull'.");
    }
  }

  private ParsedGraph parsed() throws ModelFormatException {
    if (!graphSeen || irVersion <= 0) {
      throw new ModelFormatException(
          "is not an ONNX graph: it has no " + (graphSeen ? "IR version" : "graph"),
          ProtobufInput.DOWNLOAD_AGAIN);
    }
    if (!weightsSeen) {
      throw new ModelFormatException("has no weights", ProtobufInput.DOWNLOAD_AGAIN);
    }
    inputs.keySet().removeAll(initialisers);
    return new ParsedGraph(
        new GraphSignature(irVersion, opsets, inputs, outputs, operators), external);
  }

  private void model(int field) throws IOException, ModelFormatException {
    switch (field) {
      case 1 -> irVersion = in.number();
      case 7 -> {
        graphSeen = true;
        in.nested(this::mainGraph);
      }
      case 8 -> opset();
      case 25 -> in.nested(this::function);
      default -> {
        // Passed over.
      }
    }
  }

  private void opset() throws IOException, ModelFormatException {
    String[] domain = {""};
    long[] version = {0};
    in.nested(
        field -> {
          switch (field) {
            case 1 -> domain[0] = in.text();
            case 2 -> version[0] = in.number();
            default -> {
              // Passed over.
            }
          }
        });
    opsets.merge(domain[0].equals("ai.onnx") ? "" : domain[0], version[0], Math::max);
  }

  private void function(int field) throws IOException, ModelFormatException {
    if (field == 7) {
      in.nested(this::node);
    }
  }

  private void mainGraph(int field) throws IOException, ModelFormatException {
    switch (field) {
      case 5 -> tensor(initialisers);
      case 11 -> value(inputs);
      case 12 -> value(outputs);
      default -> graph(field);
    }
  }

  private void graph(int field) throws IOException, ModelFormatException {
    switch (field) {
      case 1 -> in.nested(this::node);
      case 5 -> tensor(null);
      case 15 -> in.nested(this::sparseTensor);
      default -> {
        // Passed over.
      }
    }
  }

  private void node(int field) throws IOException, ModelFormatException {
    if (field == 4) {
      operators.merge(in.text(), 1, Integer::sum);
    } else if (field == 5) {
      in.nested(this::attribute);
    }
  }

  private void attribute(int field) throws IOException, ModelFormatException {
    switch (field) {
      case 5, 10 -> tensor(null);
      case 6, 11 -> in.nested(this::graph);
      case 22, 23 -> in.nested(this::sparseTensor);
      default -> {
        // Passed over.
      }
    }
  }

  private void sparseTensor(int field) throws IOException, ModelFormatException {
    if (field == 1 || field == 2) {
      tensor(null);
    }
  }

  private void tensor(Set<String> names) throws IOException, ModelFormatException {
    weightsSeen = true;
    List<String> locations = new ArrayList<>();
    boolean[] outside = {false};
    in.nested(
        field -> {
          switch (field) {
            case 8 -> {
              if (names != null) {
                names.add(in.text());
              }
            }
            case 13 -> externalEntry(locations);
            case 14 -> outside[0] = in.number() == EXTERNAL;
            default -> {
              // Passed over.
            }
          }
        });
    if (outside[0]) {
      external.addAll(locations.isEmpty() ? List.of("") : locations);
    }
  }

  private void externalEntry(List<String> locations) throws IOException, ModelFormatException {
    String[] entry = {"", ""};
    in.nested(
        field -> {
          if (field == 1 || field == 2) {
            entry[field - 1] = in.text();
          }
        });
    if (entry[0].equals("location")) {
      locations.add(entry[1]);
    }
  }

  private void value(Map<String, TensorType> values) throws IOException, ModelFormatException {
    String[] name = {""};
    long[] element = {0};
    List<Long> shape = new ArrayList<>();
    ProtobufInput.FieldReader dimension =
        field -> {
          if (field == 1) {
            shape.set(shape.size() - 1, in.number());
          }
        };
    ProtobufInput.FieldReader tensor =
        field -> {
          if (field == 1) {
            element[0] = in.number();
          } else if (field == 2) {
            in.nested(
                inShape -> {
                  if (inShape == 1) {
                    shape.add(TensorType.UNKNOWN);
                    in.nested(dimension);
                  }
                });
          }
        };
    in.nested(
        field -> {
          if (field == 1) {
            name[0] = in.text();
          } else if (field == 2) {
            in.nested(
                inType -> {
                  if (inType == 1) {
                    in.nested(tensor);
                  }
                });
          }
        });
    values.put(name[0], new TensorType(Element.of(element[0]), shape));
  }
}
