package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.TranscriptionTask;

/** Form fields that more than one protocol has. */
final class CommonFields {

  private CommonFields() {}

  /**
   * Returns the response format: the requested one, or the smallest that has what the task needs.
   */
  static String format(HttpOptions options, TranscriptionTask task) {
    return options
        .text(HttpOptions.RESPONSE_FORMAT)
        .orElse(task.wordTimestamps() ? HttpOptions.VERBOSE_JSON : HttpOptions.JSON);
  }

  /** Adds prompt, temperature and the fields that are passed on as they are. */
  static void fill(Form form, HttpOptions options) {
    options.text(HttpOptions.PROMPT).ifPresent(prompt -> form.field("prompt", prompt));
    options
        .value(HttpOptions.TEMPERATURE)
        .ifPresent(value -> form.field("temperature", value.toString()));
    options
        .extraFields()
        .forEach((name, value) -> form.field(name.toString(), String.valueOf(value)));
  }
}
