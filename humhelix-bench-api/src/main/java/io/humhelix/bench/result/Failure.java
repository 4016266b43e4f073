package io.humhelix.bench.result;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Why a trial or run config did not end well.
 *
 * @param kind what went wrong
 * @param phase what the harness was doing: {@code start}, {@code audio}, {@code open}, {@code
 *     effective}, {@code transcribe}, {@code close}
 * @param message for people, one or two sentences
 * @param remedy what to do; empty if unknown
 * @param detail stack trace or engine output; empty if there is none
 * @param code the signal's number or the exit code, if a worker process ended by one
 */
public record Failure(
    FailureKind kind,
    String phase,
    String message,
    String remedy,
    String detail,
    OptionalInt code) {
  public Failure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(code, "code");
  }

  /**
   * A failure without a signal or exit code.
   *
   * @param kind what went wrong
   * @param phase what the harness was doing
   * @param message for people
   * @param remedy what to do; empty if unknown
   * @param detail stack trace or engine output; empty if there is none
   */
  public Failure(FailureKind kind, String phase, String message, String remedy, String detail) {
    this(kind, phase, message, remedy, detail, OptionalInt.empty());
  }
}
