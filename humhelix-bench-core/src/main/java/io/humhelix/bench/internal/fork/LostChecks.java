package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.preflight.NativeChecks.LostCheckException;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;

/** Says what became of a question to which no answer came. */
final class LostChecks {

  private static final int LONGEST_LINE = 300;

  private LostChecks() {}

  /**
   * Refuses.
   *
   * @param printed the end of what the process printed
   */
  static LostCheckException of(String backend, Failure failure, String printed) {
    if (failure.phase().equals("start")) {
      return new LostCheckException(
          Issue.error(
              "worker-not-started",
              "backend '"
                  + backend
                  + "' could not be checked: "
                  + failure.message()
                  + told(" It printed: ", printed.strip().lines().findFirst().orElse("")),
              failure.remedy()));
    }
    return new LostCheckException(
        Issue.error(
            "backend-check-lost",
            "backend '"
                + backend
                + "' did not survive its check, which ran in a process of its own: "
                + failure.message()
                + lastLine(printed),
            remedy(failure)));
  }

  static LostCheckException cancelled(String backend) {
    return new LostCheckException(
        Issue.warning(
            "backend-check-cancelled",
            "backend '" + backend + "' was being checked when the run was cancelled.",
            ""));
  }

  private static String remedy(Failure failure) {
    return switch (failure.kind()) {
      case NATIVE_CRASH, SIGNAL, EXIT ->
          "Check the driver and the native build that the options name, then report it to the"
              + " engine's authors.";
      case TIMEOUT -> "Check the driver and the disk: one of them may hang.";
      default -> failure.remedy();
    };
  }

  private static String lastLine(String printed) {
    String text = printed.strip();
    return told(" It printed last: ", text.substring(text.lastIndexOf('\n') + 1).strip());
  }

  private static String told(String before, String line) {
    if (line.isEmpty()) {
      return "";
    }
    String shown = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    return before + Redaction.text(shown);
  }
}
