package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.backend.onnx.model.WhisperConfig;
import io.humhelix.bench.backend.onnx.tokens.Blanks;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decodes windows that were encoded together, and those again that failed, one by one at higher
 * temperatures. Thread-safe.
 */
final class WindowDecoder {

  private final SpecialTokens tokens;
  private final int maxTokens;
  private final Tokenizer tokenizer;
  private final WhisperNetwork network;
  private final DecodingOptions options;
  private final PromptFeeder feeder;
  private final LogitRules plainRules;
  private final LogitRules timedRules;

  WindowDecoder(
      WhisperConfig config,
      Tokenizer tokenizer,
      WhisperNetwork network,
      Prompts prompts,
      DecodingOptions options) {
    this.tokens = config.tokens();
    this.maxTokens = config.generation().maxTokens();
    this.tokenizer = tokenizer;
    this.network = network;
    this.options = options;
    this.feeder =
        new PromptFeeder(tokens, prompts, options.fallback().silenceProbability().isPresent());
    this.plainRules = new LogitRules(config, false);
    this.timedRules = new LogitRules(config, true);
  }

  /**
   * Decodes windows.
   *
   * @param audio the windows
   * @param requests one a window, all of one shape
   * @return one a window
   */
  List<DecodedWindow> decode(EncodedAudio audio, List<WindowRequest> requests) throws SutException {
    List<Double> temperatures = options.fallback().temperatures();
    List<WindowRequest> known = detectBeforeContext(audio, requests);
    List<DecodedWindow> windows = attempt(audio, known, temperatures.get(0), 0);
    for (int i = 0; i < windows.size(); i++) {
      for (int next = 1;
          next < temperatures.size() && options.fallback().failed(windows.get(i));
          next++) {
        DecodedWindow failed = windows.get(i);
        WindowRequest again = failed.language().map(known.get(i)::in).orElse(known.get(i));
        double temperature = temperatures.get(next);
        int number = next;
        windows.set(
            i,
            new EncodedWindow(audio, i)
                .alone(window -> attempt(window, List.of(again), temperature, number).get(0)));
      }
    }
    return windows;
  }

  /** A prompt that begins with earlier text cannot tell the language on its way. */
  private List<WindowRequest> detectBeforeContext(EncodedAudio audio, List<WindowRequest> requests)
      throws SutException {
    WindowRequest first = requests.get(0);
    if (!tokens.multilingual() || first.language().isPresent() || first.previous().isEmpty()) {
      return requests;
    }
    try (Decoding decoding = network.decode(audio, 1)) {
      return feeder.detect(decoding, requests);
    }
  }

  private List<DecodedWindow> attempt(
      EncodedAudio audio, List<WindowRequest> requests, double temperature, int number)
      throws SutException {
    Search search = search(requests, temperature, number);
    try (Decoding decoding = network.decode(audio, search.rowsPerWindow())) {
      FedPrompts fed = feeder.feed(decoding, requests, search.rowsPerWindow());
      int limit = Math.min(options.maxNewTokens(), maxTokens - fed.length());
      List<Candidate> best = search.run(decoding, fed.logits(), Math.max(1, limit));
      List<DecodedWindow> windows = new ArrayList<>();
      for (int i = 0; i < best.size(); i++) {
        windows.add(window(best.get(i), fed.requests().get(i), temperature, fed.silence()[i]));
      }
      return windows;
    }
  }

  private Search search(List<WindowRequest> requests, double temperature, int number) {
    LogitRules rules = requests.get(0).timestamps() ? timedRules : plainRules;
    SearchOptions search = options.search();
    if (temperature == 0 && search.beams() > 1) {
      return new BeamSearch(rules, tokens.endOfText(), search);
    }
    boolean logProbabilities = options.fallback().needsLogProbabilities();
    if (temperature == 0) {
      return new RowSearch(
          rules, TokenChoice.LIKELIEST, 1, tokens.endOfText(), logProbabilities, search);
    }
    List<SplittableRandom> randoms = new ArrayList<>();
    for (WindowRequest request : requests) {
      randoms.add(new SplittableRandom(request.seed() + number));
    }
    return new RowSearch(
        rules,
        TokenChoice.drawn(temperature, randoms),
        search.bestOf(),
        tokens.endOfText(),
        logProbabilities,
        search);
  }

  private DecodedWindow window(
      Candidate candidate, WindowRequest request, double temperature, double silence) {
    List<Integer> text =
        candidate.tokens().stream().filter(token -> token < tokens.endOfText()).toList();
    String stripped = Blanks.strip(tokenizer.decode(text));
    return new DecodedWindow(
        candidate.tokens(),
        request.language(),
        temperature,
        candidate.logProbability() / (candidate.tokens().size() + 1),
        silence,
        CompressionRatio.of(stripped));
  }
}
