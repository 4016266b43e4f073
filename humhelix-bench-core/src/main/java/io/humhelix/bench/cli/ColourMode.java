package io.humhelix.bench.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When texts on standard output have colours. */
enum ColourMode {
  /** On a terminal, unless the environment says otherwise. */
  AUTO,
  /** In a pipe or a file too, as for {@code less -R}. */
  ALWAYS,
  /** Nowhere. */
  NEVER;

  static final String OPTION = "--color";

  /**
   * Finds the option before commands are made, which get the colours with all else; whether it is
   * right is found when the arguments are parsed.
   */
  static ColourMode of(String... args) {
    ColourMode found = AUTO;
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      if (args[i].startsWith(OPTION + "=")) {
        found = of(args[i].substring(OPTION.length() + 1)).orElse(found);
      } else if (args[i].equals(OPTION) && i + 1 < args.length) {
        found = of(args[i + 1]).orElse(found);
      }
    }
    return found;
  }

  private static Optional<ColourMode> of(String word) {
    try {
      return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether to colour. What was asked for in the command line counts most; no colours in
   * the environment count more than colours, and those more than where the output goes.
   */
  boolean colours(Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          environment.getOrDefault("NO_COLOR", "").isEmpty()
              && (isForced(environment, "CLICOLOR_FORCE")
                  || isForced(environment, "FORCE_COLOR")
                  || !"dumb".equals(environment.get("TERM"))
                      && Terminal.outIsTerminal(environment));
    };
  }

  private static boolean isForced(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  /** Reads the words of the command line, in any case. */
  static final class Converter implements ITypeConverter<ColourMode> {

    @Override
    public ColourMode convert(String word) {
      return of(word).orElseThrow(() -> new TypeConversionException("auto, always, never"));
    }
  }
}
