package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds out whether a model can do what calls ask for. */
final class TaskChecks {

  private TaskChecks() {}

  /**
   * Checks a task.
   *
   * @param task what calls ask for
   * @param model the model
   * @return the problems
   */
  static List<Issue> of(TranscriptionTask task, WhisperModel model) {
    List<Issue> issues = new ArrayList<>();
    boolean multilingual = model.config().tokens().multilingual();
    task.language()
        .map(code -> code.toLowerCase(Locale.ROOT))
        .filter(
            code ->
                multilingual
                    ? !model.config().tokens().languages().containsKey(code)
                    : !code.equals("en"))
        .ifPresent(
            code ->
                issues.add(
                    Issue.error(
                        "language-unsupported",
                        "onnxruntime: language '"
                            + code
                            + (multilingual
                                ? "' is not one of the model's "
                                    + model.config().tokens().languages().size()
                                : "' was requested from an English-only model")
                            + ".",
                        "Use a language of the model, or a multilingual model.")));
    if (task.kind() == TranscriptionTask.Kind.TRANSLATE
        && model.config().tokens().translate().isEmpty()) {
      issues.add(
          Issue.error(
              "translate-unsupported",
              "onnxruntime: translation was requested from "
                  + (multilingual ? "a model without a token for it." : "an English-only model."),
              "Use a multilingual model, whose name does not end in .en."));
    }
    if (task.vadFilter()) {
      issues.add(
          Issue.error(
              "task-unsupported",
              "onnxruntime: voice activity detection is not part of this backend.",
              "Leave vad_filter off, or use another backend."));
    }
    if (task.wordTimestamps()) {
      wordTimes(model, issues);
    }
    return issues;
  }

  private static void wordTimes(WhisperModel model, List<Issue> issues) {
    if (!model.graphs().crossAttentions()) {
      issues.add(
          Issue.error(
              "task-unsupported",
              "onnxruntime: word timestamps were requested, but "
                  + model.graphs().decoder().path()
                  + " has no outputs cross_attentions.*, which they are read from.",
              "Export the model with Optimum and attention outputs (output_attentions=True), use a"
                  + " repository whose name ends in _timestamped, or leave word_timestamps off."));
    } else if (model.config().generation().alignmentHeads().isEmpty()) {
      issues.add(
          Issue.error(
              "task-unsupported",
              "onnxruntime: word timestamps were requested, but "
                  + model.folder().resolve("generation_config.json")
                  + " has no alignment_heads.",
              "Take generation_config.json of the original model, or leave word_timestamps off."));
    }
  }
}
