package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.Issue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a server says that it stopped before the speech ended: it counts as an answer, but words
 * are missing. OpenAI's completions and vLLM have {@code finish_reason} (a choice's or the
 * answer's), OpenAI's responses {@code status: incomplete} with {@code incomplete_details.reason};
 * some servers a flag {@code truncated}.
 */
final class CutText {

  static final String CODE = "text-cut";

  private static final List<String> REASONS = List.of("finish_reason", "stop_reason");

  private static final String FILTER = "content_filter";

  /** Other words, such as stop or eos_token, are those of a whole text. */
  private static final Set<String> CUT =
      Set.of(
          "length",
          "max_tokens",
          "max_length",
          "max_output_tokens",
          "model_length",
          "token_limit",
          "incomplete",
          FILTER,
          "abort",
          "error");

  private CutText() {}

  /** Returns an issue if an answer, an event or one of its choices says that its text is cut. */
  static Optional<Issue> of(JsonNode answer) {
    Optional<String> why = why(answer);
    for (JsonNode choice : answer.path("choices")) {
      why = why.or(() -> why(choice));
    }
    return why.map(
        told ->
            Issue.warning(
                CODE,
                "the server cut the text: it says " + told + ".",
                told.contains(FILTER)
                    ? "Switch the server's filter off: what is missing counts as errors."
                    : "Raise the server's limit of tokens (max_tokens, max_completion_tokens or"
                        + " max_model_len), or use shorter clips: what is missing counts as"
                        + " errors."));
  }

  private static Optional<String> why(JsonNode node) {
    for (String key : REASONS) {
      String word = node.path(key).asText("");
      if (CUT.contains(word)) {
        return Optional.of(key + " " + word);
      }
    }
    if (node.path("truncated").asBoolean(false)) {
      return Optional.of("truncated");
    }
    if (node.path("status").asText("").equals("incomplete")) {
      String reason = node.path("incomplete_details").path("reason").asText("");
      return Optional.of("incomplete" + (CUT.contains(reason) ? ", " + reason : ""));
    }
    return Optional.empty();
  }
}
