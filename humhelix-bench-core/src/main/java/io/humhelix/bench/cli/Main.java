package io.humhelix.bench.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code humhelix-bench}. */
public final class Main {

  private static final Set<String> USE_BACKENDS = Set.of("run", "validate", "backends", "doctor");

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
  static int run(CommandContext process, String... args) {
    CommandContext context =
        ColourMode.of(args).colours(process.environment()) ? process.inColour() : process;
    RootCommand root = new RootCommand();
    Faults faults = new Faults(context, root);
    CommandLine line = new CommandLine(root);
    Map<String, Supplier<Object>> commands = commands(context);
    // To describe a command takes longer than many a command: others than the one given are
    // described only where all are to be listed, or looked through.
    Set<String> needed =
        args.length > 0 && commands.containsKey(args[0]) && !args[0].equals("help")
            ? Set.of(args[0])
            : commands.keySet();
    needed.forEach(name -> line.addSubcommand(name, commands.get(name).get()));
    line.setOut(context.out())
        .setErr(context.err())
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setParameterExceptionHandler((exception, given) -> usage(exception, context))
        .setExecutionExceptionHandler((exception, command, parsed) -> faults.exitCode(exception));
    try {
      if (needed.size() == 1 && USE_BACKENDS.containsAll(needed)) {
        TwofoldJars.warnings().forEach(context::complain);
      }
      return line.execute(args);
    } catch (IOException e) {
      return faults.exitCode(e);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError | AssertionError e) {
      return faults.exitCode(e);
    }
  }

  /**
   * Describes all commands, for completion and manual pages. Nothing is run.
   *
   * @return the program with its commands
   */
  public static CommandLine describe() {
    CommandLine line = new CommandLine(new RootCommand());
    commands(CommandContext.ofProcess())
        .forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line;
  }

  private static Map<String, Supplier<Object>> commands(CommandContext context) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(context));
    commands.put("validate", () -> new ValidateCommand(context));
    commands.put("backends", () -> new BackendsCommand(context));
    commands.put("score", () -> new ScoreCommand(context));
    commands.put("show", () -> new ShowCommand(context));
    commands.put("compare", () -> new CompareCommand(context));
    commands.put("history", () -> new HistoryCommand(context));
    commands.put("report", () -> new ReportCommand(context));
    commands.put("baseline", () -> BaselineCommand.line(context));
    commands.put("export", () -> new ExportCommand(context));
    commands.put("sync", () -> new SyncCommand(context));
    commands.put("verify", () -> new VerifyCommand(context));
    commands.put("repair", () -> new RepairCommand(context));
    commands.put("gather", () -> new GatherCommand(context));
    commands.put("rescore", () -> new RescoreCommand(context));
    commands.put("artifacts", () -> new ArtifactsCommand(context));
    commands.put("doctor", () -> new DoctorCommand(context));
    commands.put("help", () -> new HelpCommand(context));
    return commands;
  }

  private static int usage(ParameterException exception, CommandContext context) {
    CommandLine command = exception.getCommandLine();
    context.complain(exception.getMessage());
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
