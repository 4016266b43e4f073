package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.decode.WhisperNetwork;
import io.humhelix.bench.backend.onnx.model.ModelGraphs;
import io.humhelix.bench.backend.onnx.model.NetworkSizes;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whisper's networks in ONNX Runtime. Thread-safe: sessions are shared, every decoding has tensors
 * of its own. Closing it closes what was made from it; every call after that fails with {@link
 * IllegalStateException}.
 */
public final class RuntimeNetwork implements WhisperNetwork {

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeNetwork.class);

  /** Those that are loaded in this process. */
  private static final Set<RuntimeNetwork> LOADED = ConcurrentHashMap.newKeySet();

  private final LoadedGraphs graphs;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private RuntimeNetwork(LoadedGraphs graphs) {
    this.graphs = graphs;
  }

  /**
   * Loads the networks.
   *
   * @param files the graphs, which fit the sizes
   * @param sizes sizes of the networks
   * @param recipe makes the options of each session: threads, execution providers and theirs
   * @param memory where the key/value cache shall lie; empty for host memory, which is right for
   *     providers that work there
   * @param arenas what the sessions allocate from together
   * @return the networks, ready to run
   * @throws SutException if a graph cannot be loaded, its provider fails or memory runs out
   */
  public static RuntimeNetwork load(
      ModelGraphs files,
      NetworkSizes sizes,
      SessionRecipe recipe,
      Optional<DeviceMemory> memory,
      ArenaPlan arenas)
      throws SutException {
    return load(RuntimeAccess.engine(), files, sizes, recipe, memory, arenas);
  }

  static RuntimeNetwork load(
      Engine engine,
      ModelGraphs files,
      NetworkSizes sizes,
      SessionRecipe recipe,
      Optional<DeviceMemory> memory,
      ArenaPlan arenas)
      throws SutException {
    Objects.requireNonNull(sizes, "sizes");
    RuntimeNetwork network =
        new RuntimeNetwork(LoadedGraphs.load(engine, files, sizes, recipe, memory, arenas));
    LOADED.add(network);
    return network;
  }

  @Override
  public EncodedAudio encode(float[] features, int windows) throws SutException {
    checkOpen();
    NetworkSizes sizes = graphs.sizes();
    int expected = Math.multiplyExact(windows, sizes.mels() * sizes.frames());
    if (windows < 1 || features.length != expected) {
      throw new IllegalArgumentException(
          features.length + " features for " + windows + " windows of " + sizes.mels() + " mels");
    }
    return keep(ResidentAudio.encode(graphs, features, windows, open::remove));
  }

  @Override
  public Decoding decode(EncodedAudio audio, int rowsPerWindow, int... attentionLayers)
      throws SutException {
    checkOpen();
    if (rowsPerWindow < 1) {
      throw new IllegalArgumentException("rowsPerWindow is " + rowsPerWindow);
    }
    if (attentionLayers.length > 0 && !hasCrossAttention()) {
      throw new UnsupportedOperationException("The decoder gives no cross-attention weights.");
    }
    for (int layer : attentionLayers) {
      Objects.checkIndex(layer, graphs.sizes().decoderLayers());
    }
    return keep(
        new ResidentDecoding(
            graphs, (ResidentAudio) audio, rowsPerWindow, attentionLayers, open::remove));
  }

  @Override
  public boolean hasCrossAttention() {
    return graphs.crossAttention().isPresent();
  }

  /**
   * Tells which execution provider runs the nodes of each graph, as ONNX Runtime assigned them when
   * the session was made.
   *
   * @return one entry for each graph and provider; empty if this ONNX Runtime does not tell (it
   *     does from version 1.24 on, where its C API can be reached)
   * @throws SutException if ONNX Runtime fails to tell
   */
  public List<ProviderNodes> assignment() throws SutException {
    checkOpen();
    return graphs.assignment();
  }

  /**
   * Tells where tensors lie.
   *
   * @return the place of the key/value cache, and how host memory is made
   */
  public MemoryUse memory() {
    Tensors tensors = graphs.tensors();
    return new MemoryUse(
        tensors.place(), !tensors.residentOnHost(), tensors.pinned(), graphs.sharedArena());
  }

  /**
   * Tells how large arenas are now. Takes some microseconds.
   *
   * @return one for each network that is loaded in this process and has one, if this ONNX Runtime
   *     tells
   */
  public static List<ArenaSize> arenas() {
    return LOADED.stream().flatMap(network -> network.arena().stream()).toList();
  }

  private synchronized Optional<ArenaSize> arena() {
    try {
      return closed ? Optional.empty() : graphs.tensors().arena();
    } catch (SutException e) {
      LOG.warn("an arena's size is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Releases both networks, and what was made from them. No call may be under way. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    LOADED.remove(this);
    for (AutoCloseable child : List.copyOf(open)) {
      closeChild(child);
    }
    graphs.close();
  }

  private static void closeChild(AutoCloseable child) {
    if (child instanceof Decoding decoding) {
      decoding.close();
    } else if (child instanceof EncodedAudio audio) {
      audio.close();
    }
  }

  private <T extends AutoCloseable> T keep(T child) {
    open.add(child);
    return child;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The network is closed.");
    }
  }
}
