package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A place in a results file that could not be read, or not be trusted. Everything else of the file
 * is read all the same.
 *
 * @param kind what is wrong
 * @param file where
 * @param line line number, from 1; 0 for what has no place, as what is missing
 * @param offset where the damaged part begins: bytes from the start of the file ({@link
 *     FileFormat#LEGACY_BLOCK}: characters)
 * @param length how long it is, in the unit of the offset; 0 where that is not known
 * @param message what was found, for people
 */
public record Damage(Kind kind, Path file, long line, long offset, long length, String message) {

  /** What is wrong. */
  public enum Kind {
    /**
     * The file ends within a record: its writer was killed, and that record was never committed.
     */
    TORN_TAIL,
    /** A record is not what was written; it is left out. */
    BAD_CHECKSUM,
    /** There is no record here, or the newline after one was changed. */
    MALFORMED,
    /** A line is longer than any record; it is left out. */
    TOO_LONG,
    /** A record lost its checksum, as editors do it; it is read, but cannot be verified. */
    NO_CHECKSUM,
    /** The file could not be read to its end; what was read of it before stands. */
    UNREADABLE,
    /** Two different records have one id, in two files or in one; it counts once. */
    CONFLICT,
    /** A record is there already; it counts once. */
    REPEATED,
    /** Records of a run are not there: they were taken out, or lie in a damaged part. */
    MISSING
  }

  /** A damage that concerns a whole record. */
  static Damage of(StoredRecord record, Kind kind, String message) {
    RecordPlace place = record.place();
    return new Damage(kind, record.file(), place.line(), place.offset(), place.length(), message);
  }

  public Damage {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
  }

  /**
   * Returns place and finding for people.
   *
   * @return one line
   */
  public String text() {
    String extent = length > 0 ? ", length " + length : "";
    return line == 0
        ? file + ": " + message
        : file + ":" + line + ": at " + offset + extent + ": " + message;
  }
}
