package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.model.GraphChoice;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The shipped model in other forms that the ecosystem has: two decoders instead of a merged one,
 * cross-attention weights as outputs, inputs and outputs of 16 bit. Field numbers are those of
 * {@code onnx.proto}.
 */
public final class EditedModels {

  static final String ENCODER = "encoder_model_quantized.onnx";
  static final String MERGED = "decoder_model_merged_quantized.onnx";
  static final String DECODER = "decoder_model_quantized.onnx";
  static final String WITH_PAST = "decoder_with_past_model_quantized.onnx";

  private static final String EMBEDDING = "model.decoder.embed_tokens.weight_merged_0";
  private static final int LAYERS = 4;
  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;

  private static final int MODEL_GRAPH = 7;
  private static final int NODE = 1;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_GRAPH = 6;

  private final Path folder;

  /** A copy of the model's folder. */
  public EditedModels(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("onnx"));
    try (Stream<Path> files = Files.walk(TinyModel.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(TinyModel.FOLDER.relativize(file).toString()));
      }
    }
  }

  Path graph(String name) {
    return folder.resolve("onnx").resolve(name);
  }

  public WhisperModel read() {
    ModelReader reader = ModelReader.read(folder, GraphChoice.DEFAULT);
    return reader.model().orElseThrow(() -> new AssertionError(reader.issues()));
  }

  /** The two branches of the merged decoder as graphs of their own. */
  void split() throws IOException {
    Message model = Message.parse(Files.readAllBytes(graph(MERGED)));
    Message merged = model.messages(MODEL_GRAPH).get(0);
    write(DECODER, model, branch(merged, "else_branch", name -> true));
    write(WITH_PAST, model, branch(merged, "then_branch", name -> !name.contains(".encoder.")));
    Files.delete(graph(MERGED));
  }

  private static Message branch(
      Message merged, String name, java.util.function.Predicate<String> wanted) {
    Message graph = Message.parse(merged.bytes()).without(NODE).without(INPUT).without(OUTPUT);
    List<Message> nodes = new ArrayList<>();
    for (Message node : merged.messages(NODE)) {
      if (node.string(NODE_OPERATOR).equals("If")) {
        nodes.addAll(branchGraph(node, name).messages(NODE));
      } else {
        nodes.add(node);
      }
    }
    Set<String> read = new HashSet<>();
    nodes.forEach(
        node -> {
          graph.add(NODE, node);
          read.addAll(node.strings(NODE_INPUT));
        });
    merged.messages(INPUT).stream()
        .filter(input -> read.contains(input.string(1)))
        .forEach(input -> graph.add(INPUT, input));
    merged.messages(OUTPUT).stream()
        .filter(output -> wanted.test(output.string(1)))
        .forEach(output -> graph.add(OUTPUT, output));
    return graph;
  }

  private static Message branchGraph(Message node, String name) {
    return node.messages(NODE_ATTRIBUTE).stream()
        .filter(attribute -> attribute.string(ATTRIBUTE_NAME).equals(name))
        .map(attribute -> attribute.messages(ATTRIBUTE_GRAPH).get(0))
        .findFirst()
        .orElseThrow();
  }

  /** Gives the cross-attention weights as outputs, as exports for word times do. */
  public void exposeCrossAttention() throws IOException {
    edit(
        MERGED,
        graph -> {
          List<Message> nodes = graph.messages(NODE);
          graph.without(NODE);
          for (Message node : nodes) {
            graph.add(NODE, node.string(NODE_OPERATOR).equals("If") ? exposed(node) : node);
          }
          IntStream.range(0, LAYERS)
              .forEach(layer -> graph.add(OUTPUT, value("cross_attentions." + layer, FLOAT)));
          return graph;
        });
  }

  private static Message exposed(Message node) {
    List<Message> attributes = node.messages(NODE_ATTRIBUTE);
    node.without(NODE_ATTRIBUTE);
    for (Message attribute : attributes) {
      Message graph = attribute.messages(ATTRIBUTE_GRAPH).get(0);
      for (int layer = 0; layer < LAYERS; layer++) {
        String softmax = "/model/decoder/layers." + layer + "/encoder_attn/Softmax_output_0";
        graph.add(OUTPUT, value(softmax, FLOAT));
      }
      node.add(NODE_ATTRIBUTE, attribute.without(ATTRIBUTE_GRAPH).add(ATTRIBUTE_GRAPH, graph));
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      node.add(NODE_OUTPUT, "cross_attentions." + layer);
    }
    return node;
  }

  /**
   * Gives both graphs float weights under float32's names: the encoder's are made float in the
   * graph as it is; of the decoder, the one product of 8-bit matrices becomes one of floats.
   */
  public void makeFloat() throws IOException {
    edit(
        MERGED,
        graph -> {
          List<Message> nodes = graph.messages(NODE);
          graph.without(NODE);
          graph.add(NODE, cast(EMBEDDING + "_q", EMBEDDING + "_qf", FLOAT));
          graph.add(NODE, node("Sub", EMBEDDING + "_qf", EMBEDDING + "_zpf", EMBEDDING + "_qz"));
          graph.add(NODE, node("Mul", EMBEDDING + "_qz", EMBEDDING + "_s", EMBEDDING + "_w"));
          for (Message node : nodes) {
            graph.add(
                NODE, node.string(NODE_OPERATOR).equals("If") ? withFloatProduct(node) : node);
          }
          return graph;
        });
    for (String name : List.of(ENCODER, MERGED)) {
      Files.move(graph(name), graph(name.replace("_quantized", "")));
    }
  }

  private static Message withFloatProduct(Message node) {
    List<Message> attributes = node.messages(NODE_ATTRIBUTE);
    node.without(NODE_ATTRIBUTE);
    for (Message attribute : attributes) {
      Message graph = attribute.messages(ATTRIBUTE_GRAPH).get(0);
      List<Message> nodes = graph.messages(NODE);
      graph.without(NODE);
      String input =
          nodes.stream()
              .filter(inner -> inner.string(NODE_OPERATOR).equals("DynamicQuantizeLinear"))
              .map(inner -> inner.string(NODE_INPUT))
              .findFirst()
              .orElseThrow();
      for (Message inner : nodes) {
        String output = inner.string(NODE_OUTPUT);
        if (output.equals("logits_base")) {
          graph.add(NODE, node("MatMul", input, EMBEDDING + "_w", output));
        } else if (!inner.string(NODE_OPERATOR).equals("DynamicQuantizeLinear")
            && !Set.of("logits_i32", "logits_f", "logits_sc").contains(output)) {
          graph.add(NODE, inner);
        }
      }
      node.add(NODE_ATTRIBUTE, attribute.without(ATTRIBUTE_GRAPH).add(ATTRIBUTE_GRAPH, graph));
    }
    return node;
  }

  private static Message node(String operator, String first, String second, String output) {
    return new Message()
        .add(NODE_INPUT, first)
        .add(NODE_INPUT, second)
        .add(NODE_OUTPUT, output)
        .add(NODE_OPERATOR, operator);
  }

  /** Makes every float input and output one of 16 bit; inside, all stays as it is. */
  void halve(String file) throws IOException {
    edit(
        file,
        graph -> {
          List<Message> casts = new ArrayList<>();
          Set<String> inputs = new HashSet<>();
          Set<String> outputs = new HashSet<>();
          changeType(graph, INPUT, inputs);
          changeType(graph, OUTPUT, outputs);
          inputs.forEach(name -> casts.add(cast(name, name + ".f32", FLOAT)));
          List<Message> nodes = graph.messages(NODE);
          graph.without(NODE);
          casts.forEach(cast -> graph.add(NODE, cast));
          for (Message node : nodes) {
            rename(node, NODE_INPUT, inputs);
            rename(node, NODE_OUTPUT, outputs);
            graph.add(NODE, node);
          }
          outputs.forEach(name -> graph.add(NODE, cast(name + ".f32", name, FLOAT16)));
          return graph;
        });
  }

  private static void changeType(Message graph, int field, Set<String> changed) {
    List<Message> values = graph.messages(field);
    graph.without(field);
    for (Message value : values) {
      Message tensor = value.messages(2).get(0).messages(1).get(0);
      boolean isFloat = java.util.Arrays.equals(new Message().add(1, FLOAT).bytes(), type(tensor));
      if (isFloat) {
        changed.add(value.string(1));
        tensor.without(1).add(1, FLOAT16);
        value.without(2).add(2, new Message().add(1, tensor));
      }
      graph.add(field, value);
    }
  }

  private static byte[] type(Message tensor) {
    return Message.parse(tensor.bytes()).without(2).bytes();
  }

  /** Renames what nodes read or write, in the graphs inside them too where they read. */
  private static void rename(Message node, int field, Set<String> names) {
    List<String> values = node.strings(field);
    node.without(field);
    values.forEach(name -> node.add(field, names.contains(name) ? name + ".f32" : name));
    if (field != NODE_INPUT || !node.string(NODE_OPERATOR).equals("If")) {
      return;
    }
    List<Message> attributes = node.messages(NODE_ATTRIBUTE);
    node.without(NODE_ATTRIBUTE);
    for (Message attribute : attributes) {
      Message graph = attribute.messages(ATTRIBUTE_GRAPH).get(0);
      List<Message> nodes = graph.messages(NODE);
      graph.without(NODE);
      for (Message inner : nodes) {
        rename(inner, NODE_INPUT, names);
        graph.add(NODE, inner);
      }
      node.add(NODE_ATTRIBUTE, attribute.without(ATTRIBUTE_GRAPH).add(ATTRIBUTE_GRAPH, graph));
    }
  }

  private static Message cast(String from, String to, int type) {
    return new Message()
        .add(NODE_INPUT, from)
        .add(NODE_OUTPUT, to)
        .add(NODE_OPERATOR, "Cast")
        .add(NODE_ATTRIBUTE, new Message().add(1, "to").add(3, type).add(20, 2));
  }

  private static Message value(String name, int type) {
    Message tensor = new Message().add(1, type);
    return new Message().add(1, name).add(2, new Message().add(1, tensor));
  }

  private void edit(String file, UnaryOperator<Message> edit) throws IOException {
    Message model = Message.parse(Files.readAllBytes(graph(file)));
    write(file, model, edit.apply(model.messages(MODEL_GRAPH).get(0)));
  }

  private void write(String file, Message model, Message graph) throws IOException {
    Message copy = Message.parse(model.bytes()).without(MODEL_GRAPH).add(MODEL_GRAPH, graph);
    Files.write(graph(file), copy.bytes());
  }
}
