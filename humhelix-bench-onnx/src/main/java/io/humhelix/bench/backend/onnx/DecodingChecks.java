package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/** Finds options that the decoder would not follow, or not as far as they go. */
final class DecodingChecks {

  private static final double SMALLEST_INCREMENT = 0.01;

  /** Text of windows decoded above this is no prompt of the next, as in OpenAI's code. */
  private static final double HIGHEST_CONTEXT_TEMPERATURE = 0.5;

  private final List<Issue> issues = new ArrayList<>();

  private DecodingChecks() {}

  /** Checks options whatever the model. */
  static List<Issue> of(OnnxOptions options) {
    DecodingChecks checks = new DecodingChecks();
    checks.search(options);
    checks.previousText(options);
    return checks.issues;
  }

  /** Checks options against the lengths of a model. */
  static List<Issue> of(OnnxOptions options, WhisperModel model) {
    DecodingChecks checks = new DecodingChecks();
    checks.lengths(options, model);
    return checks.issues;
  }

  private void search(OnnxOptions options) {
    double increment = options.number(OnnxOptions.TEMPERATURE_INCREMENT);
    if (increment > 0 && increment < SMALLEST_INCREMENT) {
      refuse(
          OnnxOptions.TEMPERATURE_INCREMENT,
          "is " + increment + "; allowed: 0, or " + SMALLEST_INCREMENT + " to 1",
          "Use 0 to switch the fallback off.");
    }
    int beams = options.integer(OnnxOptions.BEAM_SIZE);
    double patience = options.number(OnnxOptions.PATIENCE);
    if (Math.round(beams * patience) < 1) {
      refuse(
          OnnxOptions.PATIENCE,
          "is " + patience + " with " + beams + " beams; their product must round to 1 or more",
          "Leave it at 1, or use more beams.");
    }
    double temperature = options.number(OnnxOptions.TEMPERATURE);
    if (beams > 1 && temperature > 0) {
      refuse(
          OnnxOptions.BEAM_SIZE,
          "is "
              + beams
              + ", but beams are for temperature 0 alone, and temperature is "
              + temperature,
          "Set beam_size to 1, or temperature to 0.");
    }
  }

  private void previousText(OnnxOptions options) {
    if (!options.flag(OnnxOptions.CONDITION_ON_PREVIOUS_TEXT)) {
      return;
    }
    if (options.batched()) {
      refuse(
          OnnxOptions.CONDITION_ON_PREVIOUS_TEXT,
          "is true, but long_audio is batched, which decodes each piece for itself",
          "Set long_audio to sequential, or leave condition_on_previous_text out.");
    }
    double temperature = options.number(OnnxOptions.TEMPERATURE);
    if (temperature > HIGHEST_CONTEXT_TEMPERATURE) {
      refuse(
          OnnxOptions.CONDITION_ON_PREVIOUS_TEXT,
          "is true, but text decoded above temperature 0.5 is no prompt of the next window, and"
              + " temperature is "
              + temperature,
          "Leave it out, or set temperature to 0.5 or less.");
    }
  }

  private void lengths(OnnxOptions options, WhisperModel model) {
    int length = model.config().generation().maxTokens();
    options
        .optionalInteger(OnnxOptions.MAX_NEW_TOKENS)
        .filter(asked -> asked >= length)
        .ifPresent(
            asked ->
                issues.add(
                    Issue.warning(
                        "tokens-limited",
                        "onnxruntime: max_new_tokens is "
                            + asked
                            + ", but the model's length is "
                            + length
                            + " tokens, the prompt included.",
                        "Leave it out for as many as the model has room for.")));
    if (options.text(OnnxOptions.INITIAL_PROMPT).isEmpty()) {
      return;
    }
    try {
      PromptUse.of(options, model, Tokenizer.read(model.tokenizer()))
          .flatMap(PromptUse::issue)
          .ifPresent(issues::add);
    } catch (SutException e) {
      issues.add(Issue.error("model-invalid", "onnxruntime: " + e.getMessage(), e.remedy()));
    }
  }

  private void refuse(String name, String problem, String remedy) {
    issues.add(
        Issue.error(
            "option-unsupported", "onnxruntime: option " + name + " " + problem + ".", remedy));
  }
}
