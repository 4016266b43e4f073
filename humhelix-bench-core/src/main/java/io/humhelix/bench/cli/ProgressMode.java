package io.humhelix.bench.cli;

import io.humhelix.bench.model.BenchmarkDefinition;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a run tells how far it has come. */
enum ProgressMode {
  /** One line rewritten on a terminal, else plain lines. */
  AUTO,
  /** A line a minute and one for each run config, without control characters. */
  PLAIN,
  /** Nothing. */
  NONE;

  Progress open(CommandContext context, BenchmarkDefinition definition) {
    if (this == NONE) {
      return new Progress() {};
    }
    if (this == AUTO && context.errIsTerminal()) {
      return TerminalProgress.ticking(
          context.err(),
          context.nanoTime(),
          () -> Terminal.columns(context.environment()),
          definition,
          context.symbols());
    }
    return PlainProgress.ticking(context.err(), context.nanoTime(), definition);
  }

  /** Reads the words of the command line, in any case. */
  static final class Converter implements ITypeConverter<ProgressMode> {

    @Override
    public ProgressMode convert(String word) {
      try {
        return valueOf(word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("auto, plain, none");
      }
    }
  }
}
