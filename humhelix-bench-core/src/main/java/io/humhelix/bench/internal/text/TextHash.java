package io.humhelix.bench.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for a text that was left out: {@code sha256:} and 64 hexadecimal digits, perhaps with
 * a blank and a word about the text. Two texts are alike if their hashes are; the hash of a hash is
 * the hash itself, so a side with texts can be compared with one without.
 */
public final class TextHash {

  private static final String PREFIX = "sha256:";
  private static final int LENGTH = PREFIX.length() + 64;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}( [a-z]+)?");

  private TextHash() {}

  /** Returns the hash of a text, without a word; of a hash the hash. */
  public static String of(String text) {
    if (isHash(text)) {
      return text.substring(0, LENGTH);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the hash of a text with a word about it, of lower-case letters. */
  public static String of(String text, String word) {
    return of(text) + " " + word;
  }

  /** Returns whether this stands for a text. */
  public static boolean isHash(String text) {
    return text.startsWith(PREFIX) && FORM.matcher(text).matches();
  }

  /** Returns the word of a hash; empty for a text, and for a hash without one. */
  public static Optional<String> word(String text) {
    return isHash(text) && text.length() > LENGTH
        ? Optional.of(text.substring(LENGTH + 1))
        : Optional.empty();
  }
}
