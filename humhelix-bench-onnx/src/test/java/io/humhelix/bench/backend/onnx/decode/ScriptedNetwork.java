package io.humhelix.bench.backend.onnx.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Networks that answer by a script and remember what they were asked. For one thread. */
final class ScriptedNetwork implements WhisperNetwork {

  static final float UNLIKELY = -30;

  private final int vocabulary;
  private final Script script;
  private final boolean attention;
  private final Map<Integer, Integer> attempts = new HashMap<>();

  /** Windows of each call of the encoder. */
  final List<Integer> encoded = new ArrayList<>();

  /** Prompts of each decoding: one a row. */
  final List<List<List<Integer>>> prompts = new ArrayList<>();

  /** What {@link Decoding#next} was given. */
  final List<List<Integer>> fed = new ArrayList<>();

  private int windows;
  private int open;

  ScriptedNetwork(int vocabulary, boolean attention, Script script) {
    this.vocabulary = vocabulary;
    this.attention = attention;
    this.script = script;
  }

  /** Returns how much has not been closed. */
  int open() {
    return open;
  }

  @Override
  public EncodedAudio encode(float[] features, int count) {
    encoded.add(count);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(windows++);
    }
    return new Audio(numbers);
  }

  @Override
  public Decoding decode(EncodedAudio audio, int rowsPerWindow, int... attentionLayers) {
    if (attentionLayers.length > 0 && !attention) {
      throw new UnsupportedOperationException();
    }
    return new Rows(((Audio) audio).numbers, rowsPerWindow);
  }

  @Override
  public boolean hasCrossAttention() {
    return attention;
  }

  @Override
  public void close() {}

  private final class Audio implements EncodedAudio {
    private final List<Integer> numbers;
    private boolean closed;

    private Audio(List<Integer> numbers) {
      this.numbers = numbers;
      open++;
    }

    @Override
    public int windows() {
      return numbers.size();
    }

    @Override
    public EncodedAudio windows(int from, int count) {
      if (closed) {
        throw new IllegalStateException("the audio is closed");
      }
      return new Audio(List.copyOf(numbers.subList(from, from + count)));
    }

    @Override
    public void close() {
      closed = true;
      open--;
    }
  }

  private final class Rows implements Decoding {
    private final List<Integer> numbers;
    private final int rowsPerWindow;
    private final Map<Integer, Integer> attempt = new HashMap<>();
    private List<List<Integer>> rows = new ArrayList<>();

    private Rows(List<Integer> numbers, int rowsPerWindow) {
      this.numbers = numbers;
      this.rowsPerWindow = rowsPerWindow;
      for (int number : numbers) {
        attempt.put(number, attempts.merge(number, 1, Integer::sum) - 1);
      }
      open++;
    }

    @Override
    public int rows() {
      return numbers.size() * rowsPerWindow;
    }

    @Override
    public float[][][] prompt(int[][] tokens, int... positions) {
      if (tokens.length != rows() || !rows.isEmpty()) {
        throw new IllegalStateException("one prompt, of all rows");
      }
      float[][][] logits = new float[tokens.length][positions.length][];
      for (int i = 0; i < tokens.length; i++) {
        if (tokens[i].length != tokens[0].length) {
          throw new IllegalStateException("prompts of several lengths");
        }
        rows.add(new ArrayList<>(Arrays.stream(tokens[i]).boxed().toList()));
        for (int j = 0; j < positions.length; j++) {
          logits[i][j] = answer(i, rows.get(i).subList(0, positions[j] + 1));
        }
      }
      prompts.add(rows.stream().map(List::copyOf).toList());
      return logits;
    }

    @Override
    public float[][] next(int[] tokens) {
      fed.add(Arrays.stream(tokens).boxed().toList());
      float[][] logits = new float[tokens.length][];
      for (int i = 0; i < tokens.length; i++) {
        rows.get(i).add(tokens[i]);
        logits[i] = answer(i, rows.get(i));
      }
      return logits;
    }

    private float[] answer(int row, List<Integer> tokens) {
      float[] logits = new float[vocabulary];
      Arrays.fill(logits, UNLIKELY);
      int window = numbers.get(row / rowsPerWindow);
      script.answer(window, attempt.get(window), List.copyOf(tokens), logits);
      return logits;
    }

    @Override
    public void reorder(int[] sources) {
      List<List<Integer>> reordered = new ArrayList<>();
      for (int i = 0; i < sources.length; i++) {
        if (sources[i] / rowsPerWindow != i / rowsPerWindow) {
          throw new IllegalStateException("a row of another window");
        }
        reordered.add(new ArrayList<>(rows.get(sources[i])));
      }
      rows = reordered;
    }

    /** Each token of the prompt listens to 25 positions, half a second, after those before it. */
    @Override
    public float[][] crossAttention(int layer, int head, int row) {
      float[][] weights = new float[rows.get(row).size()][1500];
      for (int token = 0; token < weights.length; token++) {
        for (int i = 0; i < 1500; i++) {
          weights[token][i] = i / 25 == token ? 0.03f : 0.0001f;
        }
      }
      return weights;
    }

    @Override
    public void close() {
      open--;
    }
  }
}
