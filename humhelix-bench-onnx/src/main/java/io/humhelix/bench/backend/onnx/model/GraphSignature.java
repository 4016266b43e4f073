package io.humhelix.bench.backend.onnx.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an ONNX graph takes and gives.
 *
 * @param irVersion version of the file format
 * @param opsets version of each operator set in use; the standard one's domain is {@code ""}
 * @param inputs by name, in the graph's order, without initialisers
 * @param outputs by name, in the graph's order
 * @param operators how many nodes there are of each operator, those of inner graphs among them
 */
public record GraphSignature(
    long irVersion,
    Map<String, Long> opsets,
    Map<String, TensorType> inputs,
    Map<String, TensorType> outputs,
    Map<String, Integer> operators) {

  public GraphSignature {
    opsets = Map.copyOf(opsets);
    operators = Map.copyOf(operators);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
