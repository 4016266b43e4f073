package io.humhelix.bench.cli;

import io.humhelix.bench.internal.text.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what to type: two or three lines. */
final class UsageProblem {

  private static final String PROGRAM = "humhelix-bench";

  private UsageProblem() {}

  static String noCommand() {
    return "No command was given.\n  to measure: "
        + PROGRAM
        + " run bench.yaml\n  all commands: "
        + PROGRAM
        + " --help";
  }

  /** A word that is no command: a slip of the pen, or a file that a command is for. */
  static String unknownCommand(String word) {
    GivenFile found = kind(word);
    String all = "\n  all commands: " + PROGRAM + " --help";
    switch (found) {
      case DEFINITION:
        return isNoCommand(word, found) + "\n  to measure it: " + PROGRAM + " run " + word;
      case RESULTS, FOLDER:
        return isNoCommand(word, found) + "\n  to look at results: " + PROGRAM + " show " + word;
      case AUDIO, PAGE, JSON_LINES:
        return isNoCommand(word, found) + all;
      default:
        break;
    }
    if (word.equals("version")) {
      return "'version' is an option here\n  type: " + PROGRAM + " --version";
    }
    return "There is no command '"
        + word
        + "'"
        + Suggestion.nearest(word, Verb.words())
            .map(verb -> "; did you mean " + verb + "?\n  its help: " + PROGRAM + " help " + verb)
            .orElse("")
        + all;
  }

  private static String isNoCommand(String word, GivenFile found) {
    return "'" + word + "' is " + found.text() + "; a command comes first";
  }

  private static GivenFile kind(String word) {
    try {
      return GivenFile.of(Path.of(word));
    } catch (InvalidPathException e) {
      return GivenFile.MISSING;
    }
  }

  /**
   * Returns what is wrong.
   *
   * @param given the words of the command line
   */
  static String of(ParameterException problem, String... given) {
    CommandSpec spec = problem.getCommandLine().getCommandSpec();
    String name = name(spec);
    if (!spec.subcommands().isEmpty() && spec.parent() != null) {
      return name + ": " + noSubcommand(problem, spec);
    }
    return (spec.parent() == null ? "" : name + ": ")
        + unknownOptions(problem, spec, given)
        + text(problem, spec)
        + "\n  help: "
        + PROGRAM
        + (name.isEmpty() ? "" : " " + name)
        + " --help";
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName().replaceFirst("^\\S+ ?", "");
  }

  private static String noSubcommand(ParameterException problem, CommandSpec spec) {
    List<String> words = new ArrayList<>(spec.subcommands().keySet());
    String found =
        problem instanceof UnmatchedArgumentException unmatched
            ? "found '" + unmatched.getUnmatched().get(0) + "'"
            : "what to do is missing";
    return found
        + "; allowed: "
        + String.join(", ", words)
        + words.stream()
            .flatMap(word -> firstExample(spec.subcommands().get(word).getCommandSpec()).stream())
            .limit(1)
            .map(example -> "\n  for example: " + example)
            .collect(Collectors.joining())
        + "\n  help: "
        + spec.qualifiedName()
        + " --help";
  }

  private static Optional<String> firstExample(CommandSpec spec) {
    String[] examples = spec.usageMessage().footer();
    return examples.length == 0 ? Optional.empty() : Optional.of(examples[0]);
  }

  private static String text(ParameterException problem, CommandSpec spec) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, spec);
    }
    if (problem instanceof MissingParameterException missing) {
      return missing(missing, spec);
    }
    if (problem instanceof OverwrittenOptionException twice) {
      return option(twice.getOverwritten()) + ": found more than once; allowed: once";
    }
    if (problem.getArgSpec() != null && problem.getValue() != null) {
      return option(problem.getArgSpec())
          + ": found '"
          + problem.getValue()
          + "'; allowed: "
          + allowed(problem);
    }
    return problem.getMessage();
  }

  /** What is missing is found first, but where an option is misspelt too, both are told. */
  private static String unknownOptions(
      ParameterException problem, CommandSpec spec, String... given) {
    if (!(problem instanceof MissingParameterException)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (String word : given) {
      if (word.equals("--")) {
        break;
      }
      if (word.startsWith("--") && spec.findOption(word.replaceFirst("=.*", "")) == null) {
        text.append(unknownOption(word, spec)).append("\n").append(name(spec)).append(": ");
      }
    }
    return text.toString();
  }

  private static String unmatched(UnmatchedArgumentException problem, CommandSpec spec) {
    String first = problem.getUnmatched().get(0);
    if (!first.startsWith("-") || first.length() == 1) {
      return "'" + first + "' is an argument too many\n  usage: " + HelpText.call(spec);
    }
    return unknownOption(first, spec);
  }

  /** Every single letter is near to every other, so that none is suggested for one. */
  private static String unknownOption(String first, CommandSpec spec) {
    int equals = first.indexOf('=');
    String word = equals < 0 ? first : first.substring(0, equals);
    List<String> known = new ArrayList<>();
    spec.options().forEach(option -> known.addAll(List.of(option.names())));
    return "there is no option '"
        + word
        + "'"
        + (word.length() > "-x".length()
                ? Suggestion.nearest(word, known)
                : Optional.<String>empty())
            .map(meant -> "; did you mean " + meant + "?")
            .orElse("");
  }

  private static String missing(MissingParameterException problem, CommandSpec spec) {
    List<ArgSpec> args = problem.getMissing();
    if (args.stream().anyMatch(ArgSpec::isOption) || args.isEmpty()) {
      return problem.getArgSpec() instanceof OptionSpec option
          ? valueMissing(option)
          : args.stream()
              .filter(OptionSpec.class::isInstance)
              .map(OptionSpec.class::cast)
              .findFirst()
              .map(UsageProblem::valueMissing)
              .orElse(problem.getMessage());
    }
    return args.stream().map(ArgSpec::paramLabel).distinct().collect(Collectors.joining(", "))
        + (args.size() == 1 ? " is missing" : " are missing")
        + firstExample(spec).map(example -> "\n  for example: " + example).orElse("");
  }

  private static String valueMissing(OptionSpec option) {
    return option.longestName()
        + ": its value is missing; write "
        + option.longestName()
        + "="
        + option.paramLabel();
  }

  private static String option(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String allowed(ParameterException problem) {
    Class<?> type = problem.getArgSpec().auxiliaryTypes()[0];
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (type == Double.class || type == double.class) {
      return "a number, such as 2.5";
    }
    // What converters of this program say is what is allowed.
    return problem.getMessage().replaceFirst("(?s)^.*?': ", "").replaceFirst("^.*: ", "");
  }
}
