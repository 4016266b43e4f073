package io.humhelix.bench.backend.fasterwhisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.program.ProgramClient;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many tokens the texts are that a definition puts before the speech. faster-whisper uses 223
 * of each and drops the others without a word: of {@code initial_prompt} it keeps the last, of
 * {@code hotwords} and {@code prefix} the first ({@code WhisperModel.get_prompt}, 1.2.1).
 */
final class PromptTokens {

  private static final List<String> TEXTS = List.of("initial_prompt", "hotwords", "prefix");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private PromptTokens() {}

  /**
   * Counts with the model's own tokenizer, in a process of its own; asks nothing without a text.
   */
  static List<Issue> issues(FasterWhisperOptions options, Path model) throws SutException {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    Options given = options.handedOver();
    TEXTS.forEach(name -> given.text(name).ifPresent(text -> texts.put(name, text)));
    if (texts.isEmpty()) {
      return List.of();
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("model_path", model.toString());
    request.set("texts", texts);
    List<Issue> issues = new ArrayList<>();
    try (ProgramClient client = Interpreter.start(options)) {
      client.hello(options.startTimeout());
      JsonNode answer =
          client.ask("prompt_tokens", request, LIMIT, "counting the tokens of the prompt");
      int most = answer.path("most").asInt();
      for (var one : answer.path("tokens").properties()) {
        if (one.getValue().asInt() > most) {
          issues.add(cut(one.getKey(), one.getValue().asInt(), most));
        }
      }
    }
    return issues;
  }

  private static Issue cut(String name, int tokens, int most) {
    boolean prompt = name.equals("initial_prompt");
    return Issue.warning(
        "prompt-cut",
        "faster-whisper: "
            + name
            + " has "
            + tokens
            + " tokens; the engine takes the "
            + (prompt ? "last " : "first ")
            + most
            + " and drops the rest.",
        "Shorten it to at most "
            + most
            + " tokens"
            + (prompt ? ", the most important words last." : "."));
  }
}
