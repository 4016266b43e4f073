package io.humhelix.bench.backend.whispercpp.library;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a libwhisper.
 *
 * @param major such as 1
 * @param minor such as 8
 * @param patch such as 5
 */
public record WhisperVersion(int major, int minor, int patch)
    implements Comparable<WhisperVersion> {

  private static final Pattern TEXT = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)\\b.*");

  /** The first with the structs that are known here. */
  public static final WhisperVersion FIRST = new WhisperVersion(1, 7, 6);

  /** The first that takes an integrated GPU for one. */
  public static final WhisperVersion INTEGRATED_GPUS = new WhisperVersion(1, 8, 1);

  /** The first that carries the initial prompt to every window. */
  public static final WhisperVersion CARRIES_PROMPT = new WhisperVersion(1, 8, 1);

  /** The first that tells the times of tokens beside voice activity detection. */
  public static final WhisperVersion TOKEN_TIMES_WITH_VAD = new WhisperVersion(1, 9, 2);

  /** Those with which this backend was tried, the oldest first. */
  public static final List<WhisperVersion> TRIED =
      Arrays.stream(
              ("1.7.6 1.8.0 1.8.1 1.8.2 1.8.3 1.8.4 1.8.5 1.8.6 1.8.7 1.9.0 1.9.1 1.9.2 1.9.3")
                  .split(" "))
          .map(text -> parse(text).orElseThrow())
          .toList();

  /**
   * Reads a version.
   *
   * @param text as {@code whisper_version()} gives it
   * @return the version, if it is one
   */
  public static Optional<WhisperVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new WhisperVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /**
   * Returns whether this backend was tried with it.
   *
   * @return whether it was
   */
  public boolean tried() {
    return TRIED.contains(this);
  }

  /**
   * Returns whether it is the same or later.
   *
   * @param other to compare with
   * @return whether it is
   */
  public boolean from(WhisperVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(WhisperVersion other) {
    return Arrays.compare(
        new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
