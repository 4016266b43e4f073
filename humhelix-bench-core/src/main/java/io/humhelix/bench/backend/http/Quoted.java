package io.humhelix.bench.backend.http;

/** Quotes what somebody else wrote: one line, of bounded length, without control characters. */
final class Quoted {

  private static final int LONGEST = 300;

  private Quoted() {}

  static String start(String text) {
    String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
