package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.decode.Transcriber;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.util.List;
import java.util.Optional;

/**
 * How much of an initial prompt the decoder takes.
 *
 * @param tokens how many the prompt has
 * @param used how many are taken for the first window, from the prompt's end
 * @param text what is taken
 */
record PromptUse(int tokens, int used, String text) {

  /**
   * Counts.
   *
   * @return empty if there is no prompt
   */
  static Optional<PromptUse> of(OnnxOptions options, WhisperModel model, Tokenizer tokenizer) {
    return options
        .text(OnnxOptions.INITIAL_PROMPT)
        .map(prompt -> of(Transcriber.promptTokens(prompt, tokenizer), model, tokenizer));
  }

  private static PromptUse of(List<Integer> tokens, WhisperModel model, Tokenizer tokenizer) {
    int most = Transcriber.mostPromptTokens(model.config());
    int used = Math.min(most, tokens.size());
    return new PromptUse(
        tokens.size(), used, tokenizer.decode(tokens.subList(tokens.size() - used, tokens.size())));
  }

  private boolean cut() {
    return used < tokens;
  }

  /** The numbers, and the text where it is not the whole prompt. */
  Options addTo(Options options) {
    Options counted =
        options.with("initial_prompt_tokens", tokens).with("initial_prompt_tokens_used", used);
    return cut() ? counted.with("initial_prompt_used", text) : counted;
  }

  /** Says that the prompt is longer than what is taken. */
  Optional<Issue> issue() {
    return cut()
        ? Optional.of(
            Issue.warning(
                "prompt-cut",
                "onnxruntime: initial_prompt has "
                    + tokens
                    + " tokens; the decoder takes the last "
                    + used
                    + " and drops the rest.",
                "Shorten it to at most " + used + " tokens, the most important words last."))
        : Optional.empty();
  }
}
