package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.spi.SutException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A decoding whose cache stays where the graphs run. */
final class ResidentDecoding implements Decoding {

  private final LoadedGraphs graphs;
  private final ResidentAudio audio;
  private final int rowsPerWindow;
  private final int rows;
  private final Set<Integer> attentionLayers;
  private final Consumer<AutoCloseable> onClose;
  private final KeyValueCache cache;
  private final AttentionWeights attention;
  private LaterSteps later;
  private boolean closed;

  ResidentDecoding(
      LoadedGraphs graphs,
      ResidentAudio audio,
      int rowsPerWindow,
      int[] attentionLayers,
      Consumer<AutoCloseable> onClose) {
    this.graphs = graphs;
    this.audio = audio;
    this.rowsPerWindow = rowsPerWindow;
    this.rows = Math.multiplyExact(audio.windows(), rowsPerWindow);
    this.attentionLayers = new TreeSet<>(Arrays.stream(attentionLayers).boxed().toList());
    this.onClose = onClose;
    this.cache = new KeyValueCache(graphs);
    this.attention = new AttentionWeights(graphs, this.attentionLayers);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public float[][][] prompt(int[][] tokens, int... positions) throws SutException {
    checkOpen();
    if (cache.length() > 0) {
      throw new IllegalStateException("The prompt comes first, and once.");
    }
    checkPrompt(tokens, positions);
    boolean perWindow = promptsAgree(tokens);
    int batch = perWindow ? audio.windows() : rows;
    int[][] distinct =
        IntStream.range(0, batch)
            .mapToObj(row -> tokens[perWindow ? row * rowsPerWindow : row])
            .toArray(int[][]::new);
    try (PromptStep step = new PromptStep(graphs, cache, attention, attentionLayers)) {
      step.run(audio, distinct, positions);
      float[][][] logits = new float[rows][positions.length][graphs.sizes().vocabulary()];
      for (int row = 0; row < rows; row++) {
        step.read(row * batch / rows, logits[row]);
      }
      if (batch < rows) {
        long[] windows = LongStream.range(0, rows).map(row -> row / rowsPerWindow).toArray();
        cache.pickSelf(windows);
        cache.pickCross(windows);
      }
      attention.rows(rows / batch);
      return logits;
    }
  }

  @Override
  public float[][] next(int[] tokens) throws SutException {
    checkOpen();
    if (cache.length() == 0) {
      throw new IllegalStateException("The prompt comes first.");
    }
    if (tokens.length != rows) {
      throw new IllegalArgumentException(tokens.length + " tokens for " + rows + " rows");
    }
    checkTokens(tokens, 1);
    if (later == null) {
      later = new LaterSteps(graphs, cache, attention, attentionLayers, audio.hidden(), rows);
    }
    return later.run(tokens);
  }

  @Override
  public void reorder(int[] sources) throws SutException {
    checkOpen();
    if (sources.length != rows) {
      throw new IllegalArgumentException(sources.length + " sources for " + rows + " rows");
    }
    boolean moved = false;
    for (int row = 0; row < rows; row++) {
      if (sources[row] < 0 || sources[row] / rowsPerWindow != row / rowsPerWindow) {
        throw new IllegalArgumentException("Row " + row + " cannot go on from " + sources[row]);
      }
      moved |= sources[row] != row;
    }
    if (moved && cache.length() > 0) {
      cache.pickSelf(Arrays.stream(sources).asLongStream().toArray());
    }
  }

  @Override
  public float[][] crossAttention(int layer, int head, int row) {
    checkOpen();
    return attention.read(layer, head, java.util.Objects.checkIndex(row, rows));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (later != null) {
        later.close();
      }
      attention.close();
      cache.close();
      onClose.accept(this);
    }
  }

  /** Rows of one window mostly have one prompt: it is then run once for all of them. */
  private boolean promptsAgree(int[][] tokens) {
    return IntStream.range(0, rows)
        .allMatch(row -> Arrays.equals(tokens[row], tokens[row - row % rowsPerWindow]));
  }

  private void checkPrompt(int[][] tokens, int[] positions) {
    if (tokens.length != rows || tokens[0].length == 0) {
      throw new IllegalArgumentException(tokens.length + " prompts for " + rows + " rows");
    }
    for (int[] prompt : tokens) {
      if (prompt.length != tokens[0].length) {
        throw new IllegalArgumentException("Prompts differ in length.");
      }
      checkTokens(prompt, tokens[0].length);
    }
    for (int position : positions) {
      java.util.Objects.checkIndex(position, tokens[0].length);
    }
  }

  /** A device reads beyond its tables without a word, so what is out of range stops here. */
  private void checkTokens(int[] tokens, int added) {
    for (int token : tokens) {
      if (token < 0 || token >= graphs.sizes().vocabulary()) {
        throw new IllegalArgumentException(
            "Token " + token + " is none of the " + graphs.sizes().vocabulary());
      }
    }
    if (cache.length() + added > graphs.sizes().decoderPositions()) {
      throw new IllegalArgumentException(
          "The decoder sees at most " + graphs.sizes().decoderPositions() + " tokens.");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The decoding is closed.");
    }
  }
}
