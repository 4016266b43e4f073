package io.humhelix.bench.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code humhelix-bench}. */
public final class Main {

  private Main() {}

  /**
   * Runs the program and ends the process.
   *
   * @param args command and arguments; {@code --help} explains them
   */
  public static void main(String[] args) {
    CommandContext context = CommandContext.ofProcess();
    int code = run(context, args);
    context.out().flush();
    context.err().flush();
    System.exit(code);
  }

  /**
   * Runs the program without ending the process.
   *
   * @return the exit code
   */
  static int run(CommandContext context, String... args) {
    RootCommand root = new RootCommand();
    Faults faults = new Faults(context, root);
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new ValidateCommand(context))
            .addSubcommand(new BackendsCommand(context))
            .addSubcommand(new ScoreCommand(context))
            .addSubcommand(new ShowCommand(context))
            .addSubcommand(new CompareCommand(context))
            .addSubcommand("baseline", BaselineCommand.line(context))
            .addSubcommand(new DoctorCommand(context))
            .setOut(context.out())
            .setErr(context.err())
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setParameterExceptionHandler((exception, given) -> usage(exception, context))
            .setExecutionExceptionHandler(
                (exception, command, parsed) -> faults.exitCode(exception));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError | AssertionError e) {
      return faults.exitCode(e);
    }
  }

  private static int usage(ParameterException exception, CommandContext context) {
    CommandLine command = exception.getCommandLine();
    context.err().println(exception.getMessage());
    List<String> suggestions =
        exception instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    if (!suggestions.isEmpty()) {
      context.err().println("Did you mean " + String.join(" or ", suggestions) + "?");
    }
    if (command.getParent() == null && exception.getMessage().startsWith("Missing command")) {
      command.usage(context.err());
    } else {
      context.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.BAD_INPUT;
  }
}
