package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.spi.SutException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Repeats, reorders and picks parts of resident tensors where they lie, by graphs that run with the
 * same execution provider as the networks. All of them are made with the network, so that no call
 * makes a session. Thread-safe.
 */
final class Gatherer implements AutoCloseable {

  /**
   * A graph for tensors that are picked from together.
   *
   * @param tensors how many
   * @param axis along which slices are picked
   * @param format of all of them
   */
  record Kind(int tensors, int axis, Format format) {}

  private final Tensors tensors;
  private final Map<Kind, Graph> graphs;

  private Gatherer(Tensors tensors, Map<Kind, Graph> graphs) {
    this.tensors = tensors;
    this.graphs = Map.copyOf(graphs);
  }

  /** Makes the graphs; other kinds cannot be gathered. */
  static Gatherer open(Engine engine, SessionRecipe recipe, Tensors tensors, Iterable<Kind> kinds)
      throws SutException {
    Map<Kind, Graph> made = new HashMap<>();
    try {
      for (Kind kind : kinds) {
        if (!made.containsKey(kind)) {
          byte[] model = GatherModel.of(kind.tensors(), kind.axis(), kind.format());
          made.put(kind, engine.load(model, "gather", GraphRole.GATHERER, recipe));
        }
      }
      return new Gatherer(tensors, made);
    } catch (SutException | RuntimeException e) {
      made.values().forEach(Graph::close);
      throw e;
    }
  }

  /**
   * Picks slices.
   *
   * @param sources tensors of one format
   * @param targets receive them: the sources' shapes, with as many along the axis as indices
   * @param indices which slice of the source each slice of the target is
   */
  void gather(int axis, Tensor[] sources, Tensor[] targets, long[] indices) throws SutException {
    int count = sources.length;
    Kind kind = new Kind(count, axis, sources[0].format());
    Graph graph = graphs.get(kind);
    if (graph == null) {
      throw new IllegalStateException("No graph was made for " + kind);
    }
    List<String> inputs =
        Stream.concat(
                IntStream.range(0, count).mapToObj(GatherModel::input),
                Stream.of(GatherModel.INDICES))
            .toList();
    List<String> outputs = IntStream.range(0, count).mapToObj(GatherModel::output).toList();
    Tensor[] given = Arrays.copyOf(sources, count + 1);
    try (Tensor index = tensors.host(Format.INT64, indices.length);
        Graph.Call call = graph.call(inputs, outputs)) {
      index.bytes().asLongBuffer().put(indices);
      given[count] = index;
      call.run(given, targets);
    }
  }

  @Override
  public void close() {
    graphs.values().forEach(Graph::close);
  }
}
