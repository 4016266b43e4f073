package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Feeds prompts, and reads from the logits after start of transcript what they tell: the
 * probability of silence, and the language where none was given.
 *
 * <p>To detect a language, start of transcript is fed alone and the rest of the prompt goes on in
 * the same decoding. The reference runs the decoder twice, with the same logits.
 */
final class PromptFeeder {

  private final SpecialTokens tokens;
  private final Prompts prompts;
  private final boolean looksForSilence;

  PromptFeeder(SpecialTokens tokens, Prompts prompts, boolean looksForSilence) {
    this.tokens = tokens;
    this.prompts = prompts;
    this.looksForSilence = looksForSilence;
  }

  /**
   * Feeds the prompts of windows of one shape.
   *
   * @param decoding without tokens
   * @param rowsPerWindow rows that each window has in it
   */
  FedPrompts feed(Decoding decoding, List<WindowRequest> requests, int rowsPerWindow)
      throws SutException {
    boolean known = !tokens.multilingual() || requests.get(0).language().isPresent();
    return known
        ? feedWhole(decoding, requests, rowsPerWindow)
        : feedDetecting(decoding, requests, rowsPerWindow);
  }

  /** Returns the requests with their languages, by a decoding that is good for nothing else. */
  List<WindowRequest> detect(Decoding decoding, List<WindowRequest> requests) throws SutException {
    float[][][] logits = decoding.prompt(starts(decoding.rows()), 0);
    return withLanguages(requests, logits, 1);
  }

  private FedPrompts feedWhole(Decoding decoding, List<WindowRequest> requests, int rowsPerWindow)
      throws SutException {
    int[][] rows = new int[decoding.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = array(prompt(requests.get(i / rowsPerWindow)));
    }
    int last = rows[0].length - 1;
    int start = start(rows[0]);
    boolean both = looksForSilence && start != last;
    float[][][] logits = both ? decoding.prompt(rows, start, last) : decoding.prompt(rows, last);
    float[][] after = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      after[i] = logits[i][both ? 1 : 0];
    }
    return new FedPrompts(
        after, silence(logits, requests.size(), rowsPerWindow), requests, rows[0].length);
  }

  private FedPrompts feedDetecting(
      Decoding decoding, List<WindowRequest> requests, int rowsPerWindow) throws SutException {
    float[][][] logits = decoding.prompt(starts(decoding.rows()), 0);
    double[] silence = silence(logits, requests.size(), rowsPerWindow);
    List<WindowRequest> detected = withLanguages(requests, logits, rowsPerWindow);
    float[][] after = null;
    int length = prompt(detected.get(0)).size();
    for (int place = 1; place < length; place++) {
      int[] next = new int[decoding.rows()];
      for (int i = 0; i < next.length; i++) {
        next[i] = prompt(detected.get(i / rowsPerWindow)).get(place);
      }
      after = decoding.next(next);
    }
    return new FedPrompts(after, silence, detected, length);
  }

  private List<WindowRequest> withLanguages(
      List<WindowRequest> requests, float[][][] logits, int rowsPerWindow) {
    List<WindowRequest> detected = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      float[] own = logits[i * rowsPerWindow][0];
      String best = null;
      int bestToken = Integer.MAX_VALUE;
      for (Map.Entry<String, Integer> language : tokens.languages().entrySet()) {
        int token = language.getValue();
        // The lower token wins among equals: a map has no order to go by.
        if (best == null
            || own[token] > own[bestToken]
            || own[token] == own[bestToken] && token < bestToken) {
          best = language.getKey();
          bestToken = token;
        }
      }
      detected.add(requests.get(i).in(best));
    }
    return detected;
  }

  private double[] silence(float[][][] logits, int windows, int rowsPerWindow) {
    double[] silence = new double[windows];
    for (int i = 0; i < windows; i++) {
      silence[i] =
          looksForSilence
              ? Logits.probability(logits[i * rowsPerWindow][0], tokens.noSpeech())
              : Double.NaN;
    }
    return silence;
  }

  private List<Integer> prompt(WindowRequest request) {
    return prompts.prompt(
        request.previous(), request.language().orElse(""), request.kind(), request.timestamps());
  }

  private int[][] starts(int rows) {
    int[][] starts = new int[rows][];
    for (int i = 0; i < rows; i++) {
      starts[i] = new int[] {tokens.startOfTranscript()};
    }
    return starts;
  }

  private int start(int[] prompt) {
    int place = 0;
    while (prompt[place] != tokens.startOfTranscript()) {
      place++;
    }
    return place;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
