package io.humhelix.bench.backend.onnx.model;

import static io.humhelix.bench.backend.onnx.model.TensorType.UNKNOWN;

import io.humhelix.bench.backend.onnx.model.TensorType.Element;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether graphs are a Whisper encoder and decoder with a cache, of the sizes that the
 * configuration has. Names are those of Optimum's export.
 */
final class GraphCheck {

  private static final Set<Element> NUMBERS = EnumSet.of(Element.FLOAT, Element.FLOAT16);
  private static final Set<Element> TOKENS = EnumSet.of(Element.INT64);
  private static final Set<Element> FLAG = EnumSet.of(Element.BOOL);

  private static final String REMEDY =
      "Use the graphs and config.json of one model, exported by Optimum with a cache (task"
          + " automatic-speech-recognition-with-past).";

  private final NetworkSizes sizes;
  private final Findings findings;

  GraphCheck(NetworkSizes sizes, Findings findings) {
    this.sizes = sizes;
    this.findings = findings;
  }

  void check(ModelGraphs graphs) {
    List<GraphFile> fused = graphs.all().stream().filter(GraphCheck::fused).toList();
    for (GraphFile graph : fused) {
      findings.add(
          graph.path(),
          "is of ONNX Runtime's own export (convert_to_onnx), whose fused decoder keeps a cache of"
              + " a fixed size; this backend runs the form of Optimum's export only",
          REMEDY);
    }
    if (!fused.isEmpty()) {
      return;
    }
    CheckedGraph encoder = new CheckedGraph(graphs.encoder());
    encoder.input("input_features", NUMBERS, UNKNOWN, sizes.mels(), sizes.frames());
    encoder.output("last_hidden_state", NUMBERS, hidden());
    encoder.finish();

    CheckedGraph decoder = new CheckedGraph(graphs.decoder());
    decoder.input("input_ids", TOKENS, UNKNOWN, UNKNOWN);
    decoder.input("encoder_hidden_states", NUMBERS, hidden());
    if (graphs.merged()) {
      decoder.input(ModelGraphs.USE_CACHE_BRANCH, FLAG, UNKNOWN);
      cache(decoder::input, "past_key_values", true);
      decoder.allowInput("cache_position", TOKENS, UNKNOWN);
    }
    decoder.output("logits", NUMBERS, UNKNOWN, UNKNOWN, sizes.vocabulary());
    cache(decoder::output, "present", true);
    decoder.finish();

    graphs.decoderWithPast().map(CheckedGraph::new).ifPresent(this::withPast);
    sameElement(graphs);
  }

  /** A decoder with the names of that export, or all of Whisper with the search in one graph. */
  private static boolean fused(GraphFile graph) {
    Set<String> inputs = graph.signature().inputs().keySet();
    return inputs.stream().anyMatch(name -> name.startsWith("past_key_self_"))
        || inputs.contains("max_length")
        || graph.signature().outputs().containsKey("sequences");
  }

  private void withPast(CheckedGraph later) {
    later.input("input_ids", TOKENS, UNKNOWN, UNKNOWN);
    cache(later::input, "past_key_values", true);
    later.allowInput("encoder_hidden_states", NUMBERS, hidden());
    later.allowInput("cache_position", TOKENS, UNKNOWN);
    later.output("logits", NUMBERS, UNKNOWN, UNKNOWN, sizes.vocabulary());
    cache(later::output, "present", false);
    later.finish();
  }

  private long[] hidden() {
    return new long[] {UNKNOWN, sizes.encoderPositions(), sizes.width()};
  }

  /** What a tensor of a graph must be. */
  @FunctionalInterface
  private interface Expectation {
    void expect(String name, Set<Element> elements, long... shape);
  }

  private void cache(Expectation expected, String start, boolean withEncoder) {
    List<String> sides = withEncoder ? List.of("decoder", "encoder") : List.of("decoder");
    for (int layer = 0; layer < sizes.decoderLayers(); layer++) {
      for (String side : sides) {
        for (String part : List.of("key", "value")) {
          expected.expect(
              start + "." + layer + "." + side + "." + part,
              NUMBERS,
              UNKNOWN,
              sizes.decoderHeads(),
              UNKNOWN,
              sizes.decoderHeadWidth());
        }
      }
    }
  }

  /** The encoder's output goes into the decoder as it is. */
  private void sameElement(ModelGraphs graphs) {
    TensorType given = graphs.encoder().signature().outputs().get("last_hidden_state");
    TensorType taken = graphs.decoder().signature().inputs().get("encoder_hidden_states");
    if (given != null && taken != null && given.element() != taken.element()) {
      findings.add(
          graphs.decoder().path(),
          "takes encoder_hidden_states as " + taken + ", but the encoder gives " + given,
          "Choose encoder and decoder forms with the same inputs and outputs.");
    }
  }

  /** One graph; what is wrong with it becomes one finding. */
  private final class CheckedGraph {

    private final GraphFile graph;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> allowed = new HashSet<>();

    CheckedGraph(GraphFile graph) {
      this.graph = graph;
    }

    void input(String name, Set<Element> elements, long... shape) {
      allowed.add(name);
      expect("input", graph.signature().inputs(), name, elements, shape);
    }

    void allowInput(String name, Set<Element> elements, long... shape) {
      if (graph.signature().inputs().containsKey(name)) {
        input(name, elements, shape);
      }
    }

    void output(String name, Set<Element> elements, long... shape) {
      expect("output", graph.signature().outputs(), name, elements, shape);
    }

    private void expect(
        String what,
        Map<String, TensorType> tensors,
        String name,
        Set<Element> elements,
        long... shape) {
      TensorType found = tensors.get(name);
      if (found == null) {
        wrong.add("no " + what + " '" + name + "'");
      } else if (!elements.contains(found.element()) || !fits(found, shape)) {
        List<Long> expected = new ArrayList<>();
        for (long size : shape) {
          expected.add(size);
        }
        wrong.add(
            what
                + " '"
                + name
                + "' is "
                + found
                + ", expected "
                + new TensorType(elements.iterator().next(), expected));
      }
    }

    private static boolean fits(TensorType found, long... shape) {
      if (found.shape().isEmpty()) {
        return true;
      }
      if (found.shape().size() != shape.length) {
        return false;
      }
      for (int i = 0; i < shape.length; i++) {
        long size = found.shape().get(i);
        if (size != UNKNOWN && shape[i] != UNKNOWN && size != shape[i]) {
          return false;
        }
      }
      return true;
    }

    void finish() {
      graph.signature().inputs().keySet().stream()
          .filter(name -> !allowed.contains(name))
          .forEach(name -> wrong.add("an input '" + name + "' that Whisper does not have"));
      if (!wrong.isEmpty()) {
        int shown = 3;
        findings.add(
            graph.path(),
            "is not the graph of this model: "
                + String.join("; ", wrong.subList(0, Math.min(shown, wrong.size())))
                + (wrong.size() > shown ? "; and " + (wrong.size() - shown) + " more" : ""),
            REMEDY);
      }
    }
  }
}
