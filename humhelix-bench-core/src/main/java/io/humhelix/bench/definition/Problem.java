package io.humhelix.bench.definition;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing in a definition, or in a manifest that it names, that cannot be used.
 *
 * @param file the file as the caller or the definition named it
 * @param line line in the file, from 1; 0 where the whole file is meant
 * @param column column in code points, from 1; 0 where the whole line or file is meant
 * @param key path of the key, as in {@code suts[1].compute_type}; blank where there is none
 * @param found what stands there
 * @param allowed what may stand there; blank where that goes without saying
 * @param remedy what to do; blank where that goes without saying
 */
public record Problem(
    String file, int line, int column, String key, String found, String allowed, String remedy)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public Problem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(allowed, "allowed");
    Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * Returns the problem as one line, without blank parts. Line breaks and control characters in it
   * are escaped.
   *
   * @return for example {@code bench.yaml:14:9: suts[0].backnd: unknown key; allowed: name,
   *     backend; did you mean backend?}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Quote.part(file));
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    text.append(": ");
    if (!key.isBlank()) {
      text.append(Quote.part(key)).append(": ");
    }
    text.append(Quote.part(found));
    if (!allowed.isBlank()) {
      text.append("; allowed: ").append(Quote.part(allowed));
    }
    if (!remedy.isBlank()) {
      text.append("; ").append(Quote.part(remedy));
    }
    return text.toString();
  }
}
