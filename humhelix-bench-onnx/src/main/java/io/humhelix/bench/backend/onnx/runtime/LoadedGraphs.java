package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.humhelix.bench.backend.onnx.model.GraphFile;
import io.humhelix.bench.backend.onnx.model.ModelGraphs;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.backend.onnx.model.TensorType;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loaded graphs of a model, how each is called, and the formats of what passes between them.
 *
 * @param sizes sizes of the networks
 * @param encoder the encoder
 * @param first the decoder's pass over a prompt
 * @param later its pass over one more token; the same graph if the decoder is merged
 * @param tensors makes the tensors
 * @param gatherer repeats and reorders them
 * @param features format of the encoder's input
 * @param hidden format of its output
 * @param cache format of the key/value cache
 * @param crossAttention format of the decoder's cross-attention weights, if it gives them
 * @param sharedArena whether all graphs allocate from one arena
 */
record LoadedGraphs(
    NetworkSizes sizes,
    Graph encoder,
    DecoderPass first,
    DecoderPass later,
    Tensors tensors,
    Gatherer gatherer,
    Format features,
    Format hidden,
    Format cache,
    Optional<Format> crossAttention,
    boolean sharedArena)
    implements AutoCloseable {

  private static final Object LOADING = new Object();

  static final String FEATURES = "input_features";
  static final String HIDDEN = "last_hidden_state";

  static LoadedGraphs load(
      Engine engine,
      ModelGraphs files,
      NetworkSizes sizes,
      SessionRecipe recipe,
      Optional<DeviceMemory> memory,
      ArenaPlan plan)
      throws SutException {
    // The environment's arenas are those of the network that is being loaded.
    synchronized (LOADING) {
      try (SharedArenas arenas = SharedArenas.register(engine, plan)) {
        return load(engine, files, sizes, using(arenas, recipe), memory, arenas.shared());
      }
    }
  }

  private static SessionRecipe using(SharedArenas arenas, SessionRecipe recipe) {
    return role -> {
      SessionOptions options = recipe.options(role);
      try {
        arenas.use(options);
        return options;
      } catch (OrtException | RuntimeException e) {
        options.close();
        throw e;
      }
    };
  }

  private static LoadedGraphs load(
      Engine engine,
      ModelGraphs files,
      NetworkSizes sizes,
      SessionRecipe recipe,
      Optional<DeviceMemory> memory,
      boolean sharedArena)
      throws SutException {
    List<AutoCloseable> made = new ArrayList<>();
    try {
      Map<String, TensorType> encoderIn = files.encoder().signature().inputs();
      Map<String, TensorType> encoderOut = files.encoder().signature().outputs();
      Map<String, TensorType> decoderOut = files.decoder().signature().outputs();
      Format hidden = format(files.encoder(), encoderOut, HIDDEN);
      Format cache = format(files.decoder(), decoderOut, "present.0.decoder.key");
      Optional<Format> crossAttention =
          files.crossAttentions()
              ? Optional.of(format(files.decoder(), decoderOut, ModelGraphs.CROSS_ATTENTIONS + "0"))
              : Optional.empty();

      Graph encoder = kept(made, engine.load(files.encoder().path(), GraphRole.ENCODER, recipe));
      Graph decoder = kept(made, engine.load(files.decoder().path(), GraphRole.DECODER, recipe));
      int layers = sizes.decoderLayers();
      DecoderPass first = DecoderPass.of(decoder, files.decoder(), layers);
      DecoderPass later = first;
      if (!files.merged()) {
        GraphFile file = files.decoderWithPast().orElseThrow();
        Graph graph = kept(made, engine.load(file.path(), GraphRole.DECODER, recipe));
        later = DecoderPass.of(graph, file, layers);
      }
      Tensors tensors = kept(made, engine.tensors(later.graph(), memory));
      Gatherer gatherer =
          kept(
              made,
              Gatherer.open(engine, recipe, tensors, kinds(layers, first, hidden, cache, tensors)));
      HalfFloats.prepare(first.logits());
      return new LoadedGraphs(
          sizes,
          encoder,
          first,
          later,
          tensors,
          gatherer,
          format(files.encoder(), encoderIn, FEATURES),
          hidden,
          cache,
          crossAttention,
          sharedArena);
    } catch (SutException | RuntimeException e) {
      closeAll(made);
      throw e;
    }
  }

  /** All that calls may gather: rows of the cache, windows, and on a device places of a prompt. */
  private static List<Gatherer.Kind> kinds(
      int layers, DecoderPass first, Format hidden, Format cache, Tensors tensors) {
    List<Gatherer.Kind> kinds = new ArrayList<>();
    kinds.add(new Gatherer.Kind(2 * layers, KeyValueCache.ROW_AXIS, cache));
    kinds.add(new Gatherer.Kind(1, ResidentAudio.WINDOW_AXIS, hidden));
    if (!tensors.residentOnHost()) {
      kinds.add(new Gatherer.Kind(1, PromptStep.POSITION_AXIS, first.logits()));
    }
    return kinds;
  }

  List<ProviderNodes> assignment() throws SutException {
    List<ProviderNodes> all = new ArrayList<>(encoder.assignment());
    all.addAll(first.graph().assignment());
    if (later.graph() != first.graph()) {
      all.addAll(later.graph().assignment());
    }
    return List.copyOf(all);
  }

  /** Tensors first: their memory comes from a session. */
  @Override
  public void close() {
    gatherer.close();
    tensors.close();
    if (later.graph() != first.graph()) {
      later.graph().close();
    }
    first.graph().close();
    encoder.close();
  }

  private static Format format(GraphFile file, Map<String, TensorType> values, String name)
      throws SutException {
    TensorType type = values.get(name);
    if (type == null) {
      throw new SutException(
          FailureKind.MODEL,
          file.path() + " has no '" + name + "'; it has " + String.join(", ", values.keySet()),
          "Export the model with Hugging Face Optimum, or use one of onnx-community.");
    }
    return Format.of(type.element(), file.path() + ": " + name);
  }

  private static <T extends AutoCloseable> T kept(List<AutoCloseable> made, T value) {
    made.add(0, value);
    return value;
  }

  private static void closeAll(List<AutoCloseable> made) {
    for (AutoCloseable value : made) {
      if (value instanceof Graph graph) {
        graph.close();
      } else if (value instanceof Tensors tensors) {
        tensors.close();
      } else if (value instanceof Gatherer gatherer) {
        gatherer.close();
      }
    }
  }
}
