package io.humhelix.bench.cli;

import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.report.Symbols;

/** How a run tells how far it has come. */
enum ProgressMode {
  /** One line rewritten on a terminal, else plain lines. */
  AUTO,
  /** A line per trial, without control characters. */
  PLAIN,
  /** Nothing. */
  NONE;

  Progress open(CommandContext context, TrialPolicy policy) {
    if (this == NONE) {
      return new Progress() {};
    }
    if (this == AUTO && context.errIsTerminal()) {
      return TerminalProgress.ticking(
          context.err(), context.nanoTime(), policy, context.symbols());
    }
    return new PlainProgress(context.err(), policy, context.symbols());
  }

  /** As in {@link Symbols}, so that usage and messages show lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
