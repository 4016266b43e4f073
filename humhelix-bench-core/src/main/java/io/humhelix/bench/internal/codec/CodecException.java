package io.humhelix.bench.internal.codec;

/** A tree does not hold the value that it should. The message says where and what was found. */
public final class CodecException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final String found;

  public CodecException(String found) {
    this("", found, null);
  }

  public CodecException(String found, Throwable cause) {
    this("", found, cause);
  }

  private CodecException(String place, String found, Throwable cause) {
    super((place.isEmpty() ? "it" : "'" + place + "'") + " " + found, cause);
    this.place = place;
    this.found = found;
  }

  /** Returns the same seen from one level above. */
  CodecException within(String key) {
    boolean joined = place.isEmpty() || place.startsWith("[");
    return new CodecException(joined ? key + place : key + "." + place, found, getCause());
  }

  /** Says what was found in place of something, in words that fit a line. */
  static CodecException unexpected(Object tree, String expected) {
    String found = tree == null ? "missing" : String.valueOf(tree);
    String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
    return new CodecException("is " + shown + ", not " + expected);
  }
}
