package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;

/** How the process ends. */
final class ExitCode {

  /** All well. */
  static final int OK = 0;

  /** A run config failed, was refused or is invalid. */
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

  private ExitCode() {}

  static int of(Comparison.Outcome outcome) {
    return switch (outcome) {
      case NO_REGRESSION -> OK;
      case REGRESSION -> REGRESSION;
      case INVALID -> NOT_ALL_OK;
      case UNDECIDED -> UNDECIDED;
    };
  }
}
