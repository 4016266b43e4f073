package io.humhelix.bench.backend.ggml;

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
public record PromptUse(int tokens, int used, String text) {

  /** {@code n_text_ctx / 2}: most tokens of earlier text; one more than OpenAI's code takes. */
  public static final int MOST_TOKENS = ModelHeader.TEXT_CONTEXT / 2;

  /**
   * Counts.
   *
   * @param prompt the text
   * @param most tokens that the engine takes at most
   * @param model a model file that was checked
   * @return what is taken
   * @throws IOException if the file cannot be read
   * @throws ModelFormatException if it changed since it was checked
   */
  public static PromptUse of(String prompt, int most, Path model)
      throws IOException, ModelFormatException {
    List<String> tokens = PromptTokenizer.read(model).tokens(prompt);
    int limit = Math.min(MOST_TOKENS, most);
    int used = Math.min(limit, tokens.size());
    return new PromptUse(
        tokens.size(),
        used,
        PromptTokenizer.text(tokens.subList(tokens.size() - used, tokens.size())));
  }

  private boolean cut() {
    return used < tokens;
  }

  /**
   * Adds the numbers, and the text where it is not the whole prompt.
   *
   * @param options the options in effect
   * @return with what is taken
   */
  public Options addTo(Options options) {
    Options counted =
        options.with("initial_prompt_tokens", tokens).with("initial_prompt_tokens_used", used);
    return cut() ? counted.with("initial_prompt_used", text) : counted;
  }

  /**
   * Says that the prompt is longer than what is taken.
   *
   * @param backend the id of who asks, for the message
   * @return the warning, if it is
   */
  public Optional<Issue> issue(String backend) {
    return cut() && used > 0
        ? Optional.of(
            Issue.warning(
                "prompt-cut",
                backend
                    + ": initial_prompt has "
                    + tokens
                    + " tokens; whisper.cpp takes the last "
                    + used
                    + " and drops the rest.",
                "Shorten it to at most " + used + " tokens, the most important words last."))
        : Optional.empty();
  }
}
