package io.humhelix.bench.cli;

import io.humhelix.bench.model.TrialPolicy;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

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
      return TerminalProgress.ticking(context.err(), context.nanoTime(), policy, context.symbols());
    }
    return new PlainProgress(context.err(), policy, context.symbols());
  }

  /** Reads the words of the command line, in any case. */
  static final class Converter implements ITypeConverter<ProgressMode> {

    @Override
    public ProgressMode convert(String word) {
      try {
        return valueOf(word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + word + "' is none of auto, plain, none");
      }
    }
  }
}
