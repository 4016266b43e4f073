package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.spi.SutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Repeats, reorders and picks parts of resident tensors where they lie, by graphs that run with the
 * same execution provider as the networks. Thread-safe.
 */
final class Gatherer implements AutoCloseable {

  private final Engine engine;
  private final SessionRecipe recipe;
  private final Tensors tensors;
  private final Map<Kind, Graph> graphs = new HashMap<>();

  Gatherer(Engine engine, SessionRecipe recipe, Tensors tensors) {
    this.engine = engine;
    this.recipe = recipe;
    this.tensors = tensors;
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
    List<String> inputs =
        Stream.concat(
                IntStream.range(0, count).mapToObj(GatherModel::input),
                Stream.of(GatherModel.INDICES))
            .toList();
    List<String> outputs = IntStream.range(0, count).mapToObj(GatherModel::output).toList();
    Tensor[] given = java.util.Arrays.copyOf(sources, count + 1);
    Graph graph = graph(new Kind(count, axis, sources[0].format()));
    try (Tensor index = tensors.host(Format.INT64, indices.length);
        Graph.Call call = graph.call(inputs, outputs)) {
      index.bytes().asLongBuffer().put(indices);
      given[count] = index;
      call.run(given, targets);
    }
  }

  private synchronized Graph graph(Kind kind) throws SutException {
    Graph graph = graphs.get(kind);
    if (graph == null) {
      byte[] model = GatherModel.of(kind.tensors(), kind.axis(), kind.format());
      graph = engine.load(model, "gather", recipe);
      graphs.put(kind, graph);
    }
    return graph;
  }

  @Override
  public synchronized void close() {
    graphs.values().forEach(Graph::close);
    graphs.clear();
  }

  private record Kind(int tensors, int axis, Format format) {}
}
