package io.humhelix.bench.audio;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An audio file that can't be used. The message has four parts: where, what was found, what is
 * allowed, what to do.
 */
public final class AudioException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What kind of problem it is, for programs. */
  public enum Code {
    /** There is no such file. */
    NO_SUCH_FILE("no-such-audio-file"),
    /** It is a folder, a pipe or a device. */
    NOT_A_FILE("not-an-audio-file"),
    /** The operating system refused or failed to read it, or it changed meanwhile. */
    UNREADABLE("unreadable-audio"),
    /** No decoder knows the format of the file. */
    UNSUPPORTED_FORMAT("unsupported-audio-format"),
    /** The format is known, but not the encoding, sample size, rate or channel count in it. */
    UNSUPPORTED_ENCODING("unsupported-audio-encoding"),
    /** Needed parts are missing or contradict each other. */
    MALFORMED("malformed-audio"),
    /** There is no audio in it: zero frames, or less than one sample at 16 kHz. */
    EMPTY_AUDIO("empty-audio"),
    /** Longer than the limit, or than memory allows. */
    TOO_LONG("audio-too-long"),
    /** A part was asked for that does not lie within the file. */
    NO_SUCH_PART("no-such-audio-part"),
    /** A sample is not a number, infinite, or absurdly large. */
    BAD_SAMPLE("bad-audio-sample");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /**
     * Returns the code as it stands in results.
     *
     * @return lower case words joined by hyphens
     */
    public String id() {
      return id;
    }
  }

  private final Code code;
  private final String location;
  private final String found;
  private final String allowed;
  private final String remedy;

  /**
   * Creates an exception.
   *
   * @param code the kind of problem
   * @param file the file
   * @param found what was found
   * @param allowed what is allowed
   * @param remedy what to do
   */
  public AudioException(Code code, Path file, String found, String allowed, String remedy) {
    this(code, file, found, allowed, remedy, null);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param code the kind of problem
   * @param file the file
   * @param found what was found
   * @param allowed what is allowed
   * @param remedy what to do
   * @param cause the cause, or null if there is none
   */
  public AudioException(
      Code code, Path file, String found, String allowed, String remedy, Throwable cause) {
    super(file + ": " + found + "; " + allowed + "; " + remedy, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.location = file.toString();
    this.found = Objects.requireNonNull(found, "found");
    this.allowed = Objects.requireNonNull(allowed, "allowed");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * Returns the kind of problem.
   *
   * @return the code
   */
  public Code code() {
    return code;
  }

  /**
   * Returns the file as the caller named it.
   *
   * @return the path as text
   */
  public String location() {
    return location;
  }

  /**
   * Returns what was found.
   *
   * @return one clause without a full stop
   */
  public String found() {
    return found;
  }

  /**
   * Returns what would be accepted.
   *
   * @return one clause without a full stop
   */
  public String allowed() {
    return allowed;
  }

  /**
   * Returns what to do about it.
   *
   * @return one clause without a full stop
   */
  public String remedy() {
    return remedy;
  }

  /**
   * Returns the problem as an error that a result can hold.
   *
   * @return an issue of severity ERROR with {@link Code#id} as its code
   */
  public Issue toIssue() {
    return Issue.error(code.id(), location + ": " + found + "; " + allowed, remedy);
  }
}
