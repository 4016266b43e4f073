package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.runtime.ProviderNodes;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which execution provider really got which nodes of a model's graphs. ONNX Runtime gives a node
 * that a provider cannot take to the CPU without a word, so a graph of 8-bit matrices may run on
 * the CPU although CUDA was requested and is there.
 *
 * <p>For providers that change a graph's layout, such as WebGPU, ONNX Runtime reports only the
 * nodes that they got afterwards; of the CPU it reports all. No node is without a provider, so what
 * a graph has and no other provider got is the requested one's.
 */
final class NodeAssignment {

  /** Operators that do the work; the others move numbers about, and some belong on the CPU. */
  private static final Pattern WORK = Pattern.compile(".*(MatMul|Gemm|Conv|Attention|Lstm|LSTM).*");

  private final ExecutionProvider asked;
  private final List<ProviderNodes> nodes;
  private final Map<String, Map<String, Integer>> graphs;

  /**
   * An assignment.
   *
   * @param asked the requested provider
   * @param nodes what ONNX Runtime tells; empty if it does not
   * @param graphs how many nodes of each operator each graph has, by its name
   */
  NodeAssignment(
      ExecutionProvider asked,
      List<ProviderNodes> nodes,
      Map<String, Map<String, Integer>> graphs) {
    this.asked = asked;
    this.nodes = List.copyOf(nodes);
    this.graphs = Map.copyOf(graphs);
  }

  /**
   * Describes it.
   *
   * @return such as {@code CUDA (all 144 matrix operations), CPU (12 other nodes)}; of the CPU
   *     alone, {@code CPU (957 nodes)}
   */
  String described() {
    if (nodes.isEmpty()) {
      return asked.displayed();
    }
    if (asked == ExecutionProvider.CPU) {
      return counted(nodes, "nodes");
    }
    int own =
        graphNames().stream()
            .mapToInt(graph -> own(graph).values().stream().mapToInt(Integer::intValue).sum())
            .sum();
    int other = elsewhere();
    String rest =
        counted(
            nodes.stream().filter(part -> !part.provider().equals(asked.ortName())).toList(),
            "nodes");
    return asked.displayed()
        + (other == 0 ? " (all " + own : " (" + own + " of " + (own + other))
        + " matrix operations)"
        + (rest.isEmpty() ? "" : ", " + rest);
  }

  private static String counted(List<ProviderNodes> nodes, String what) {
    Map<String, Integer> counts = new TreeMap<>();
    nodes.forEach(part -> counts.merge(displayed(part.provider()), part.nodes(), Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " (" + entry.getValue() + " " + what + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * Decides whether the requested provider does the work: of each graph, most nodes of every
   * operator that does work.
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
              "Use ONNX Runtime 1.24 or newer."));
    }
    if (gotNothing()) {
      return Optional.of(
          refused(
              "device '"
                  + device
                  + "' was requested, but "
                  + asked.displayed()
                  + " got nothing to do: "
                  + counted(nodes, "nodes"),
              "Choose a compute type that the provider has kernels for, such as float16 or float32,"
                  + " or use device: cpu."));
    }
    return graphNames().stream().flatMap(graph -> refusal(graph, device).stream()).findFirst();
  }

  /** TensorRT reports what it got: it changes no layout. */
  private boolean gotNothing() {
    return asked == ExecutionProvider.TENSORRT
        ? nodes.stream().noneMatch(part -> part.provider().equals(asked.ortName()))
        : graphNames().stream().allMatch(graph -> own(graph).isEmpty());
  }

  private Optional<SutException> refusal(String graph, String device) {
    Map<String, Integer> own = own(graph);
    for (Map.Entry<String, Integer> other : others(graph).entrySet()) {
      int here = own.getOrDefault(other.getKey(), 0);
      if (here <= other.getValue()) {
        return Optional.of(
            refused(
                "device '"
                    + device
                    + "' was requested, but of the "
                    + (here + other.getValue())
                    + " "
                    + other.getKey()
                    + " operations of "
                    + graph
                    + " "
                    + asked.displayed()
                    + " got "
                    + here
                    + "; the others would run on other providers",
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
        : graphNames().stream()
            .flatMap(graph -> others(graph).values().stream())
            .mapToInt(Integer::intValue)
            .sum();
  }

  private List<String> graphNames() {
    return nodes.stream().map(ProviderNodes::graph).distinct().toList();
  }

  /** Nodes that do work, by operator, as reported or by what no other provider got. */
  private SortedMap<String, Integer> own(String graph) {
    SortedMap<String, Integer> own = work(graph, true);
    Map<String, Integer> others = others(graph);
    graphs
        .getOrDefault(graph, Map.of())
        .forEach(
            (operator, all) -> {
              int left = all - others.getOrDefault(operator, 0);
              if (WORK.matcher(operator).matches() && left > 0) {
                own.merge(operator, left, Math::max);
              }
            });
    return own;
  }

  private SortedMap<String, Integer> others(String graph) {
    return work(graph, false);
  }

  private SortedMap<String, Integer> work(String graph, boolean own) {
    SortedMap<String, Integer> work = new TreeMap<>();
    nodes.stream()
        .filter(part -> part.graph().equals(graph) && isOwn(part) == own)
        .flatMap(part -> part.operators().entrySet().stream())
        .filter(operator -> WORK.matcher(operator.getKey()).matches())
        .forEach(operator -> work.merge(operator.getKey(), operator.getValue(), Integer::sum));
    return work;
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
