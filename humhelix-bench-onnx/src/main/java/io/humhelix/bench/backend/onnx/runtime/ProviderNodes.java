package io.humhelix.bench.backend.onnx.runtime;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes of one graph that one execution provider runs.
 *
 * @param graph the graph's file name
 * @param provider ONNX Runtime's name of the provider, such as {@code CUDAExecutionProvider}
 * @param operators how many nodes of each operator
 */
public record ProviderNodes(String graph, String provider, SortedMap<String, Integer> operators) {

  public ProviderNodes {
    operators = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(operators));
  }

  /**
   * Returns how many nodes there are.
   *
   * @return the sum over all operators
   */
  public int nodes() {
    return operators.values().stream().mapToInt(Integer::intValue).sum();
  }
}
