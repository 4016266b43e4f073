package io.humhelix.bench.store;

import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.internal.text.Redaction;
import java.util.Map;

/** Texts and options without secrets. */
final class Settings {

  /** A text; what was taken out of it does not come back. */
  static final TreeForm<String> REDACTED = TreeForm.text(Redaction::text, text -> text);

  private Settings() {}

  /** What options or a matrix hold, by name. */
  static Object clean(Map<String, ?> values) {
    return Redaction.value("", values);
  }
}
