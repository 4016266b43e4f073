package io.humhelix.bench.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets out of what is written or shown: user info and queries of URLs, keys of well-known
 * forms, and whatever an option with a telling name holds. What stands instead begins with the
 * SHA-256 of the secret, so that two can be told apart.
 */
public final class Redaction {

  private static final int DIGITS = 8;
  private static final Pattern USER_INFO = Pattern.compile("(?<=[A-Za-z0-9+.-]://)[^/?#\\s]*(?=@)");
  private static final Pattern QUERY =
      Pattern.compile("^(https?://[^?#\\s]*[?#])(\\S+)$", Pattern.CASE_INSENSITIVE);
  private static final Pattern KEY =
      Pattern.compile(
          "\\b(?:hf_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|gh[a-z]_[A-Za-z0-9]{20,}"
              + "|AKIA[A-Z0-9]{16}|eyJ[A-Za-z0-9_-]{16,}[A-Za-z0-9_.-]*|(?<=Bearer )\\S{8,})");

  /** What stands where a secret was: taken out again, it would no longer be the same. */
  private static final Pattern DONE = Pattern.compile("<redacted:[0-9a-f]{" + DIGITS + "}>");

  private static final Pattern TELLING =
      Pattern.compile("(^|[._-])(api_?key|key|token|secret|password|passwd|authorization)$");

  private Redaction() {}

  /** Returns a text without secrets of forms that can be told. */
  public static String text(String text) {
    String clean = text;
    // Most texts have neither, and they are many.
    if (clean.contains("://")) {
      clean = USER_INFO.matcher(clean).replaceAll(Redaction::placeholder);
      clean =
          QUERY
              .matcher(clean)
              .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + placeholder(m.group(2))));
    }
    return KEY.matcher(clean).replaceAll(Redaction::placeholder);
  }

  /** Returns the value of an option, or of a matrix key such as {@code options.NAME}, likewise. */
  public static Object value(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  e -> value(String.valueOf(e.getKey()), e.getValue()),
                  (one, other) -> one,
                  LinkedHashMap::new));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> value(name, element)).toList();
    }
    if (value instanceof String text) {
      return TELLING.matcher(name.toLowerCase(Locale.ROOT)).find() ? placeholder(text) : text(text);
    }
    return value;
  }

  private static String placeholder(MatchResult match) {
    return placeholder(match.group());
  }

  private static String placeholder(String secret) {
    if (DONE.matcher(secret).matches()) {
      return secret;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return "<redacted:" + HexFormat.of().formatHex(hash).substring(0, DIGITS) + ">";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
