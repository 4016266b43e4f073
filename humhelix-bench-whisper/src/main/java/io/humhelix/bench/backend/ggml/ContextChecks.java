package io.humhelix.bench.backend.ggml;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options of earlier text that whisper.cpp would not follow (1.7.1 to 1.9.3). {@code
 * whisper_full_with_state} empties its history at the begin of a call if {@code no_context} is set,
 * puts the initial prompt before it, adds each window's text to it, and takes its end as the prompt
 * of each attempt below temperature 0.5 unless {@code n_max_text_ctx} is 0. So {@code
 * n_max_text_ctx} rules the prompt and the text of earlier windows alike.
 */
final class ContextChecks {

  /** The sentence on what the engine cannot do. */
  static final String NOT_APART =
      "whisper.cpp carries previous text within a call, and cannot switch that off and keep"
          + " the prompt";

  private static final String LEAVE_OUT_ONE = "Leave one of the two out.";

  private final String backend;
  private final Options asked;
  private final EngineOptions options;
  private final List<Issue> issues = new ArrayList<>();

  private ContextChecks(String backend, Options asked, EngineOptions options) {
    this.backend = backend;
    this.asked = asked;
    this.options = options;
  }

  /**
   * Checks.
   *
   * @param backend the id of who asks, for messages
   * @param asked what the definition says
   * @param options with all that it leaves out
   * @return the problems
   */
  static List<Issue> of(String backend, Options asked, EngineOptions options) {
    return new ContextChecks(backend, asked, options).run();
  }

  private List<Issue> run() {
    Optional<Boolean> conditioned = asked.flag(EngineOptions.CONDITION_ON_PREVIOUS_TEXT);
    Optional<Long> context = asked.integer(EngineOptions.MAX_TEXT_CONTEXT);
    boolean prompted = options.initialPrompt().isPresent();
    if (prompted && conditioned.equals(Optional.of(false))) {
      refuse(
          "condition_on_previous_text is false beside an initial_prompt: " + NOT_APART + ".",
          LEAVE_OUT_ONE);
    } else if (prompted && options.integer(EngineOptions.MAX_TEXT_CONTEXT) == 0) {
      refuse(
          "initial_prompt would have no effect: max_text_context is 0, which drops it.",
          "Leave one of the two out: " + NOT_APART + ".");
    }
    if (conditioned.isPresent()
        && context.isPresent()
        && conditioned.get() == (context.get() == 0)) {
      refuse(
          "condition_on_previous_text is "
              + conditioned.get()
              + ", but max_text_context is "
              + context.get()
              + ": previous text is off with 0 and on with more.",
          LEAVE_OUT_ONE);
    }
    if (!options.flag(EngineOptions.NO_CONTEXT)
        && options.integer(EngineOptions.MAX_TEXT_CONTEXT) == 0) {
      refuse(
          "no_context is false, which would have no effect without previous text.",
          "Leave no_context out, or take previous text.");
    }
    if (options.hot()) {
      if (prompted) {
        refuseHot(EngineOptions.INITIAL_PROMPT);
      }
      if (conditioned.equals(Optional.of(true))) {
        refuseHot(EngineOptions.CONDITION_ON_PREVIOUS_TEXT);
      }
      if (!options.flag(EngineOptions.NO_CONTEXT)) {
        refuseHot(EngineOptions.NO_CONTEXT);
      }
    }
    return issues;
  }

  private void refuseHot(String name) {
    refuse(
        name
            + " would have no effect: whisper.cpp takes neither prompt nor previous text at"
            + " temperatures of 0.5 and more, and temperature is "
            + options.number(EngineOptions.TEMPERATURE)
            + ".",
        "Leave it out, or set temperature below 0.5.");
  }

  private void refuse(String problem, String remedy) {
    issues.add(Issue.error("option-unsupported", backend + ": option " + problem, remedy));
  }
}
