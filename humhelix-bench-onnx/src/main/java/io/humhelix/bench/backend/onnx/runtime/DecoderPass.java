package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.model.GraphFile;
import io.humhelix.bench.backend.onnx.model.ModelGraphs;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a decoder graph is called, for the prompt or for later tokens: what it takes, in which order,
 * and the names of what it gives. Immutable.
 *
 * @param graph the loaded graph
 * @param inputs names of its inputs
 * @param feeds what each of these inputs is
 * @param logits element type of the logits
 */
record DecoderPass(Graph graph, List<String> inputs, List<Feed> feeds, Format logits) {

  private static final String LOGITS = "logits";

  /** What an input of the decoder is. */
  enum Kind {
    TOKENS,
    HIDDEN_STATES,
    USE_CACHE,
    CACHE_POSITION,
    SELF,
    CROSS
  }

  /**
   * An input.
   *
   * @param kind what it is
   * @param index which tensor of the cache: keys of layer i at 2i, values at 2i + 1; else 0
   */
  record Feed(Kind kind, int index) {}

  static DecoderPass of(Graph graph, GraphFile file, int layers) throws SutException {
    List<String> inputs = List.copyOf(file.signature().inputs().keySet());
    List<Feed> feeds = new ArrayList<>();
    for (String input : inputs) {
      feeds.add(feed(input, layers, file));
    }
    Format logits =
        Format.of(file.signature().outputs().get(LOGITS).element(), file.path() + ": " + LOGITS);
    return new DecoderPass(graph, inputs, List.copyOf(feeds), logits);
  }

  private static Feed feed(String input, int layers, GraphFile file) throws SutException {
    switch (input) {
      case "input_ids":
        return new Feed(Kind.TOKENS, 0);
      case "encoder_hidden_states":
        return new Feed(Kind.HIDDEN_STATES, 0);
      case ModelGraphs.USE_CACHE_BRANCH:
        return new Feed(Kind.USE_CACHE, 0);
      case "cache_position":
        return new Feed(Kind.CACHE_POSITION, 0);
      default:
        int self = cacheNames("past_key_values", "decoder", layers).indexOf(input);
        int cross = cacheNames("past_key_values", "encoder", layers).indexOf(input);
        if (self < 0 && cross < 0) {
          throw new SutException(
              FailureKind.MODEL,
              file.path()
                  + " takes '"
                  + input
                  + "', which is no input of a Whisper decoder with "
                  + layers
                  + " layers.",
              "Export the model with Hugging Face Optimum, or use one of onnx-community.");
        }
        return self >= 0 ? new Feed(Kind.SELF, self) : new Feed(Kind.CROSS, cross);
    }
  }

  /**
   * Names of the outputs that a call wants, in this order: logits, the cache of what the decoder
   * has seen, for a first call that of the encoder's output, attention weights of some layers.
   */
  List<String> outputs(int layers, boolean first, Set<Integer> attentionLayers) {
    List<String> names = new ArrayList<>();
    names.add(LOGITS);
    names.addAll(cacheNames("present", "decoder", layers));
    if (first) {
      names.addAll(cacheNames("present", "encoder", layers));
    }
    names.addAll(
        attentionLayers.stream()
            .map(layer -> ModelGraphs.CROSS_ATTENTIONS + layer)
            .collect(Collectors.toList()));
    return List.copyOf(names);
  }

  private static List<String> cacheNames(String prefix, String side, int layers) {
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      names.add(prefix + "." + layer + "." + side + ".key");
      names.add(prefix + "." + layer + "." + side + ".value");
    }
    return names;
  }
}
