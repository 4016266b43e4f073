package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much of an initial prompt whisper.cpp takes. {@code whisper_full_with_state} of 1.7.1 takes
 * the last {@code min(n_max_text_ctx, n_text_ctx / 2)} tokens of prompt and earlier text, the
 * prompt first, and says nothing of the rest.
 *
 * @param tokens how many the prompt has
 * @param used how many are taken for the first window, from the prompt's end
 * @param text what is taken
 */
record PromptUse(int tokens, int used, String text) {

  /** {@code n_text_ctx / 2}: most tokens of earlier text; one more than OpenAI's code takes. */
  static final int MOST_TOKENS = ModelHeader.TEXT_CONTEXT / 2;

  /**
   * Counts.
   *
   * @param options the prompt and its limit
   * @param model a model file that was checked
   * @return empty if there is no prompt
   */
  static Optional<PromptUse> of(WhisperOptions options, Path model)
      throws IOException, ModelFormatException {
    Optional<String> prompt = options.initialPrompt();
    if (prompt.isEmpty()) {
      return Optional.empty();
    }
    List<String> tokens = PromptTokenizer.read(model).tokens(prompt.get());
    int limit = Math.min(MOST_TOKENS, options.integer(WhisperOptions.MAX_TEXT_CONTEXT));
    int used = Math.min(limit, tokens.size());
    return Optional.of(
        new PromptUse(
            tokens.size(),
            used,
            PromptTokenizer.text(tokens.subList(tokens.size() - used, tokens.size()))));
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
    return cut() && used > 0
        ? Optional.of(
            Issue.warning(
                "prompt-cut",
                "whisper-jni: initial_prompt has "
                    + tokens
                    + " tokens; whisper.cpp takes the last "
                    + used
                    + " and drops the rest.",
                "Shorten it to at most " + used + " tokens, the most important words last."))
        : Optional.empty();
  }
}
