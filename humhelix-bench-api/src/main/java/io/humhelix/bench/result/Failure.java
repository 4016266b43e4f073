package io.humhelix.bench.result;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Why a trial or run config did not end well.
 *
 * @param kind what went wrong
 * @param phase what was being done: {@code start}, {@code audio}, {@code open}, {@code effective},
 *     {@code transcribe}, {@code close}
 * @param message for people, one or two sentences
 * @param remedy what to do; empty where nothing can be said
 * @param detail stack trace or engine output; empty where there is none
 * @param code the signal's number or the exit code, where a worker process ended by one
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
   * A failure that no signal or exit code belongs to.
   *
   * @param kind what went wrong
   * @param phase what was being done
   * @param message for people
   * @param remedy what to do; empty where nothing can be said
   * @param detail stack trace or engine output; empty where there is none
   */
  public Failure(FailureKind kind, String phase, String message, String remedy, String detail) {
    this(kind, phase, message, remedy, detail, OptionalInt.empty());
  }
}
