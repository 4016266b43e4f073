package io.humhelix.bench.accuracy;

import io.humhelix.bench.model.TranscriptionTask;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of a text, by which it is normalised and its errors are counted. */
public final class TextLanguage {

  private static final String ENGLISH = "en";

  private static final Pattern TAG = Pattern.compile("([A-Za-z]{2,3})([-_][A-Za-z0-9]+)*");

  /** Old, broader and Whisper's own codes. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "jw", "jv", "iw", "he", "in", "id", "ji", "yi", "nb", "no", "cmn", "zh", "yue", "zh",
          "fil", "tl");

  private TextLanguage() {}

  /**
   * Returns the language of a tag.
   *
   * @param tag as people write it, such as {@code en}, {@code en-US} or {@code zh_Hant_TW}
   * @return its ISO 639 code in small letters, such as {@code zh}; empty if the tag does not begin
   *     with two or three letters
   */
  public static Optional<String> code(String tag) {
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * Returns the language of the text of a call.
   *
   * @param task of the call
   * @param decoded what the engine says it decoded; empty if it does not tell
   * @return English for a translation; else the language that was asked for; else the one that was
   *     decoded; empty if none is known
   */
  public static Optional<String> of(TranscriptionTask task, Optional<String> decoded) {
    return task.kind() == TranscriptionTask.Kind.TRANSLATE
        ? Optional.of(ENGLISH)
        : task.language().or(() -> decoded);
  }

  /**
   * Returns whether two codes name one language.
   *
   * @param one a code or tag such as {@code pt} or {@code pt-BR}
   * @param other another
   * @return true also where they differ in region, writing or the name of a code: Whisper ({@code
   *     tokenizer.py}, {@code LANGUAGES}) has {@code jw} for {@code jv}, and Chinese for Cantonese
   *     before its third large model
   */
  public static boolean same(String one, String other) {
    return known(one).equals(known(other));
  }

  private static String known(String tag) {
    String code = WordSeparation.primary(tag);
    return ALIASES.getOrDefault(code, code);
  }
}
