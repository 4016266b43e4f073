package io.humhelix.bench.internal.form;

import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.internal.text.Redaction;
import java.util.List;
import java.util.Map;

/** What becomes of the secrets in texts, options and arguments that are written. */
public enum Secrets {
  /** Taken out, for results, which are passed on; they do not come back. */
  REDACTED,
  /** Written as they are, for definitions, which are to run. */
  KEPT;

  /** Returns the form of texts. */
  public TreeForm<String> texts() {
    return TreeForm.text(text -> this == KEPT ? text : Redaction.text(text), text -> text);
  }

  /** Returns what options or a matrix hold, by name. */
  Object values(Map<String, ?> values) {
    return this == KEPT ? values : Redaction.value("", values);
  }

  /** Returns a program's arguments. */
  List<String> arguments(List<String> words) {
    return this == KEPT ? words : Redaction.arguments(words);
  }
}
