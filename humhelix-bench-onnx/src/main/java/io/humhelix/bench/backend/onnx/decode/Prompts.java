package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds prompts: earlier text, start of transcript, language, task, no times. Immutable. */
final class Prompts {

  private final SpecialTokens tokens;
  private final int maxTokens;

  Prompts(SpecialTokens tokens, int maxTokens) {
    this.tokens = tokens;
    this.maxTokens = maxTokens;
  }

  /**
   * Fails if the model cannot do the task.
   *
   * @throws SutException if it does not know the language, or has but one language and task
   */
  void check(TranscriptionTask task) throws SutException {
    if (task.language().isPresent()) {
      String language = task.language().get().toLowerCase(Locale.ROOT);
      if (tokens.multilingual()
          ? !tokens.languages().containsKey(language)
          : !language.equals("en")) {
        throw new SutException(
            FailureKind.MODEL,
            "The model does not have the language '"
                + language
                + (tokens.multilingual() ? "'." : "': it is English-only."),
            "Use a language of the model, or another model.");
      }
    }
    if (task.kind() == TranscriptionTask.Kind.TRANSLATE && tokens.translate().isEmpty()) {
      throw new SutException(
          FailureKind.MODEL,
          "The model cannot translate: it is English-only.",
          "Use a multilingual model.");
    }
  }

  /**
   * Returns a prompt.
   *
   * @param previous tokens of earlier text; the last ones that fit in half the model's length, as
   *     in the reference
   * @param language code of the language; not looked at for English-only models
   */
  List<Integer> prompt(
      List<Integer> previous, String language, TranscriptionTask.Kind kind, boolean timestamps) {
    List<Integer> prompt = new ArrayList<>();
    if (!previous.isEmpty()) {
      prompt.add(tokens.startOfPrevious());
      int room = room(maxTokens);
      prompt.addAll(previous.subList(Math.max(0, previous.size() - room), previous.size()));
    }
    prompt.addAll(startOf(language, kind));
    if (!timestamps) {
      prompt.add(tokens.noTimestamps());
    }
    return prompt;
  }

  /** How many tokens of earlier text a model of a length takes. */
  static int room(int maxTokens) {
    return maxTokens / 2 - 1;
  }

  /** Returns start of transcript, and language and task if the model has them. */
  List<Integer> startOf(String language, TranscriptionTask.Kind kind) {
    List<Integer> start = new ArrayList<>();
    start.add(tokens.startOfTranscript());
    if (tokens.multilingual()) {
      start.add(tokens.languages().get(language));
      boolean translate = kind == TranscriptionTask.Kind.TRANSLATE;
      (translate ? tokens.translate() : tokens.transcribe()).ifPresent(start::add);
    }
    return start;
  }
}
