package io.humhelix.bench.compare;

import io.humhelix.bench.internal.text.TextHash;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What one side made of a clip.
 *
 * @param errors the mean over its decodes, 0 or more; empty for a clip without a reference
 * @param text the most frequent text: normalised where the clip has a reference, else as the engine
 *     wrote it; {@code sha256:} and its hash where the text is not stored; empty if every call
 *     failed
 * @param alike how many of its texts are this one
 * @param texts how many texts there are; 0 if every call failed
 * @param failed share of its calls that failed, 0 to 1; these count as an empty text
 */
public record ClipText(OptionalDouble errors, String text, int alike, int texts, double failed) {
  public ClipText {
    Objects.requireNonNull(errors, "errors");
    Objects.requireNonNull(text, "text");
  }

  /** Takes the most frequent of some texts; of several that are, the first by their letters. */
  static ClipText of(OptionalDouble errors, SortedMap<String, Integer> counts, double failed) {
    String most = "";
    int alike = 0;
    int texts = 0;
    for (Map.Entry<String, Integer> one : counts.entrySet()) {
      if (one.getValue() > alike) {
        most = one.getKey();
        alike = one.getValue();
      }
      texts += one.getValue();
    }
    return new ClipText(errors, most, alike, texts, failed);
  }

  ClipText withText(String other) {
    return new ClipText(errors, other, alike, texts, failed);
  }

  /**
   * Returns whether the text is here.
   *
   * @return false if there is but a hash of it, or if every call failed
   */
  public boolean isKnown() {
    return texts > 0 && !isHashed();
  }

  /**
   * Returns whether the text was left out where it is stored.
   *
   * @return true for a baseline that was set without {@code --texts}
   */
  public boolean isHashed() {
    return TextHash.isHash(text);
  }
}
