package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.provider.Contained;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.SutException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** Turns what a backend threw into a failure that says who acts. */
final class Failures {

  /** A stack overflow has a trace of a thousand equal lines. */
  private static final int LONGEST_DETAIL = 8_000;

  private Failures() {}

  static Failure of(String phase, String subject, Throwable thrown) {
    if (thrown instanceof SutException e) {
      String detail = e.detail().isEmpty() ? detail(thrown) : e.detail();
      return new Failure(e.kind(), phase, subject + e.getMessage(), e.remedy(), detail);
    }
    String message = subject + Contained.describe(thrown);
    if (thrown instanceof OutOfMemoryError) {
      return new Failure(
          FailureKind.OUT_OF_MEMORY,
          phase,
          message,
          "Give the JVM a larger heap (-Xmx), or take a smaller model.",
          detail(thrown));
    }
    if (thrown instanceof LinkageError) {
      return new Failure(
          FailureKind.NATIVE_LIBRARY,
          phase,
          message,
          "A library that the backend needs is missing or does not fit this platform or JVM.",
          detail(thrown));
    }
    return new Failure(
        FailureKind.BACKEND_BUG,
        phase,
        message,
        "The backend threw something that its contract does not know; report it to its author.",
        detail(thrown));
  }

  /** Returns the status of a trial or run config that ended so. */
  static TrialStatus statusOf(Failure failure) {
    return failure.kind() == FailureKind.TIMEOUT ? TrialStatus.TIMEOUT : TrialStatus.FAILED;
  }

  static Failure timeout(String phase, String subject, Duration deadline) {
    return new Failure(
        FailureKind.TIMEOUT,
        phase,
        subject
            + "no answer within "
            + deadline.toMillis() / 1000.0
            + " s. The call was abandoned and may still be going on.",
        "Raise trials."
            + (phase.equals("open") ? "load_timeout_s" : "call_timeout_s")
            + ", or find out why it hangs.",
        "");
  }

  private static String detail(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= LONGEST_DETAIL
        ? text.toString()
        : text.getBuffer().substring(0, LONGEST_DETAIL);
  }
}
