package io.humhelix.bench.result;

import java.util.Objects;

/**
 * Why a trial or run config did not end well.
 *
 * @param kind what went wrong
 * @param phase what was being done: {@code open}, {@code transcribe}, {@code close}
 * @param message for people, one or two sentences
 * @param remedy what to do; empty where nothing can be said
 * @param detail stack trace or engine output; empty where there is none
 */
public record Failure(
    FailureKind kind, String phase, String message, String remedy, String detail) {
  public Failure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remedy, "remedy");
    Objects.requireNonNull(detail, "detail");
  }
}
