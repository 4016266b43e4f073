package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the process ends. */
final class ExitCode {

  /** All well. */
  static final int OK = 0;

  /** A run config failed, was refused or is invalid; or a file is damaged. */
  static final int NOT_ALL_OK = 1;

  /** Bad input or usage. */
  static final int BAD_INPUT = 2;

  /** Results could not be stored, or a fault of the harness. */
  static final int INTERNAL = 3;

  /** Something got worse. */
  static final int REGRESSION = 4;

  /** Neither a regression nor the absence of one was shown, or the sides are not comparable. */
  static final int UNDECIDED = 5;

  /** A limit of the definition is missed. */
  static final int LIMIT_MISSED = 6;

  /** Cancelled; also what a shell reports for a process ended by SIGINT (128 + 2). */
  static final int CANCELLED = 130;

  /**
   * What a code says.
   *
   * @param verbs the commands of which it says that; none for all
   */
  record Meaning(int code, String text, Set<String> verbs) {

    private Meaning(int code, String text, String... verbs) {
      this(code, text, Set.of(verbs));
    }

    boolean isOf(String verb) {
      return verbs.isEmpty() || verbs.contains(verb);
    }
  }

  /** All of them; of one code, what few commands mean goes before what all do. */
  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(OK, "no regression", "compare"),
          new Meaning(OK, "success"),
          new Meaning(NOT_ALL_OK, "a run config is not OK", "run"),
          new Meaning(NOT_ALL_OK, "with --probe: a run config would be refused", "validate"),
          new Meaning(NOT_ALL_OK, "no valid trials", "compare"),
          new Meaning(
              NOT_ALL_OK, "a check failed; with --gpu: no backend will work on a GPU", "doctor"),
          new Meaning(
              NOT_ALL_OK,
              "a file is damaged or missing",
              "show",
              "history",
              "report",
              "gather",
              "verify"),
          new Meaning(NOT_ALL_OK, "with --verify: a file is missing or changed", "artifacts"),
          new Meaning(NOT_ALL_OK, "a host failed, or a file needs a look", "sync"),
          new Meaning(BAD_INPUT, "bad input or usage"),
          new Meaning(INTERNAL, "storage or internal error"),
          new Meaning(REGRESSION, "regression against the baseline", "run"),
          new Meaning(REGRESSION, "regression", "compare"),
          new Meaning(REGRESSION, "with --fail-on-regression: regression", "history"),
          new Meaning(UNDECIDED, "undecided, or not comparable", "run", "compare"),
          new Meaning(UNDECIDED, "with it: too few sessions to tell", "history"),
          new Meaning(LIMIT_MISSED, "a limit is missed", "run"),
          new Meaning(CANCELLED, "cancelled", "run", "report", "sync"));

  private ExitCode() {}

  static int of(Comparison.Outcome outcome) {
    return switch (outcome) {
      case NO_REGRESSION -> OK;
      case REGRESSION -> REGRESSION;
      case INVALID -> NOT_ALL_OK;
      case UNDECIDED -> UNDECIDED;
    };
  }

  /** Returns what the codes of one command say. */
  static Map<String, String> of(String verb) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Meaning one : MEANINGS) {
      if (one.isOf(verb)) {
        texts.putIfAbsent(String.valueOf(one.code()), one.text());
      }
    }
    return texts;
  }

  /** Returns what they say of each command: lines of code, commands and text. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    int before = -1;
    for (Meaning one : MEANINGS) {
      String verbs =
          one.verbs().isEmpty() ? "" : String.join(", ", one.verbs().stream().sorted().toList());
      lines.add(
          (one.code() == before ? "     " : String.format("%3d  ", one.code()))
              + (verbs.isEmpty() ? "" : verbs + ": ")
              + one.text());
      before = one.code();
    }
    return lines;
  }
}
