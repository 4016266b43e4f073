package io.humhelix.bench.store;

import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.RunConfig;
import java.util.Map;

/** How results files name and write things. */
public final class StoredForm {

  private StoredForm() {}

  /**
   * Returns a record as results files have it.
   *
   * @param value a record of the domain, such as a definition
   * @return maps, lists, texts, numbers and truth values by the keys of results files, without
   *     secrets
   */
  public static Map<String, Object> of(Record value) {
    return DiskForms.CODEC.encode(value);
  }

  /**
   * Returns the name of a run config.
   *
   * @param config a run config
   * @return its label without secrets
   */
  public static String label(RunConfig config) {
    return Redaction.text(config.label());
  }

  /**
   * Returns a text as results files have it.
   *
   * @param text such as a system's name
   * @return the text, without secrets
   */
  public static String withoutSecrets(String text) {
    return Redaction.text(text);
  }

  /**
   * Returns a value as text.
   *
   * @param value a part of what {@link #of} returns
   * @return a text as it is, all else as JSON
   */
  public static String text(Object value) {
    return value instanceof String text ? text : RecordJson.write(Json.of(value));
  }
}
