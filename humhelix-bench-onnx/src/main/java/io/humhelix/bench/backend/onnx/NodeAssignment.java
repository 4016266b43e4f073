package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.runtime.ProviderNodes;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which execution provider really got which nodes of a model's graphs. ONNX Runtime gives a node
 * that a provider cannot take to the CPU without a word, so a graph of 8-bit matrices may run on
 * the CPU although CUDA was requested and is there.
 */
final class NodeAssignment {

  /** Operators that do the work; the others move numbers about, and some belong on the CPU. */
  private static final Pattern WORK = Pattern.compile(".*(MatMul|Gemm|Conv|Attention|Lstm|LSTM).*");

  private final ExecutionProvider asked;
  private final List<ProviderNodes> nodes;

  /**
   * An assignment.
   *
   * @param asked the requested provider
   * @param nodes what ONNX Runtime tells; empty if it does not
   */
  NodeAssignment(ExecutionProvider asked, List<ProviderNodes> nodes) {
    this.asked = asked;
    this.nodes = List.copyOf(nodes);
  }

  /**
   * Describes it.
   *
   * @return such as {@code CUDA (1034 nodes), CPU (12 nodes)}, that with most nodes first
   */
  String described() {
    if (nodes.isEmpty()) {
      return asked.displayed();
    }
    Map<String, Integer> counts = new TreeMap<>();
    nodes.forEach(part -> counts.merge(displayed(part.provider()), part.nodes(), Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " (" + entry.getValue() + " nodes)")
        .collect(Collectors.joining(", "));
  }

  /**
   * Decides whether the requested provider does the work: of each graph, most nodes that do work.
   *
   * @param device the device as the definition names it
   * @return the refusal, if another one does
   */
  Optional<SutException> refusal(String device) {
    if (asked == ExecutionProvider.CPU) {
      return Optional.empty();
    }
    if (nodes.isEmpty()) {
      return Optional.of(
          refused(
              "ONNX Runtime does not report whether "
                  + asked.displayed()
                  + " does the work of '"
                  + device
                  + "'",
              "Use ONNX Runtime 1.24 or newer, with io_binding: auto."));
    }
    if (nodes.stream().noneMatch(part -> part.provider().equals(asked.ortName()))) {
      return Optional.of(
          refused(
              "device '"
                  + device
                  + "' was requested, but "
                  + asked.displayed()
                  + " got nothing to do: "
                  + described(),
              "Choose a compute type that the provider has kernels for, such as float16 or float32,"
                  + " or use device: cpu."));
    }
    List<String> graphs = nodes.stream().map(ProviderNodes::graph).distinct().toList();
    for (String graph : graphs) {
      int own = work(graph, true);
      int other = work(graph, false);
      if (other > 0 && own <= other) {
        return Optional.of(
            refused(
                "device '"
                    + device
                    + "' was requested, but of the "
                    + (own + other)
                    + " matrix operations of "
                    + graph
                    + " "
                    + asked.displayed()
                    + " got "
                    + own
                    + " ("
                    + others(graph)
                    + " on other providers)",
                "Choose a compute type that the provider has kernels for, such as float16 or"
                    + " float32, or use device: cpu."));
      }
    }
    return Optional.empty();
  }

  /** How many nodes that do work are left to other providers. */
  int elsewhere() {
    return asked == ExecutionProvider.CPU
        ? 0
        : nodes.stream().map(ProviderNodes::graph).distinct().mapToInt(g -> work(g, false)).sum();
  }

  private int work(String graph, boolean own) {
    return nodes.stream()
        .filter(part -> part.graph().equals(graph) && isOwn(part) == own)
        .flatMap(part -> part.operators().entrySet().stream())
        .filter(operator -> WORK.matcher(operator.getKey()).matches())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private String others(String graph) {
    return nodes.stream()
        .filter(part -> part.graph().equals(graph) && !isOwn(part))
        .flatMap(part -> part.operators().entrySet().stream())
        .filter(operator -> WORK.matcher(operator.getKey()).matches())
        .map(operator -> operator.getValue() + " " + operator.getKey())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** TensorRT leaves to CUDA what it does not take: the same device. */
  private boolean isOwn(ProviderNodes part) {
    return part.provider().equals(asked.ortName())
        || asked == ExecutionProvider.TENSORRT
            && part.provider().equals(ExecutionProvider.CUDA.ortName());
  }

  private static String displayed(String ortName) {
    return ExecutionProvider.ofOrtName(ortName)
        .map(ExecutionProvider::displayed)
        .orElse(ortName.replace("ExecutionProvider", ""));
  }

  private static SutException refused(String message, String remedy) {
    return new SutException(FailureKind.DEVICE, "onnxruntime: " + message + ".", remedy);
  }
}
