package io.humhelix.bench.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The program {@code humhelix-bench}. */
public final class Main {

  private static final Set<Verb> USE_BACKENDS =
      Set.of(Verb.RUN, Verb.VALIDATE, Verb.BACKENDS, Verb.DOCTOR);

  private Main() {}

  /**
   * Runs the program and ends the process.
   *
   * @param args command and arguments; {@code --help} explains them
   */
  public static void main(String[] args) {
    StandardOutput standard = new StandardOutput();
    CommandContext context = CommandContext.ofProcess(standard);
    int code = run(context, args);
    context.out().flush();
    context.data().flush();
    Optional<IOException> lost = standard.failure();
    if (lost.isPresent() && code != ExitCode.INTERNAL) {
      context.complain("standard output is not whole: " + lost.get().getMessage());
      code = code == ExitCode.OK ? ExitCode.INTERNAL : code;
    }
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
    CommandWords words = CommandWords.of(args);
    // What is asked most often before anything is measured is answered without describing commands.
    if (words.isOnly("-h", "--help", "help")) {
      context.out().print(RootHelp.text(Terminal.columns(context.environment())));
      context.out().flush();
      return ExitCode.OK;
    }
    if (words.isOnly("-V", "--version")) {
      Arrays.stream(new ProgramVersion().getVersion()).forEach(context.out()::println);
      return ExitCode.OK;
    }
    Optional<Verb> verb = words.first().flatMap(Verb::of);
    if (words.all().isEmpty() || words.first().isPresent() && verb.isEmpty()) {
      context.complain(
          words.first().map(UsageProblem::unknownCommand).orElseGet(UsageProblem::noCommand));
      return ExitCode.BAD_INPUT;
    }
    return execute(context, verb.map(List::of).orElse(List.of()), words.all());
  }

  private static int execute(CommandContext context, List<Verb> verbs, List<String> args) {
    RootCommand root = new RootCommand();
    Faults faults = new Faults(context, root);
    CommandLine line = line(root, context, verbs);
    line.setExecutionStrategy(
        parsed -> {
          // Help needs no files.
          Integer helped = CommandLine.executeHelpRequest(parsed);
          if (helped != null) {
            return helped;
          }
          try {
            GivenFiles.check(parsed);
          } catch (BadInputException e) {
            return faults.exitCode(e);
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler(
            (problem, given) -> {
              context.complain(UsageProblem.of(problem, given));
              return ExitCode.BAD_INPUT;
            })
        .setExecutionExceptionHandler((problem, command, parsed) -> faults.exitCode(problem));
    try {
      if (!verbs.isEmpty() && USE_BACKENDS.containsAll(verbs)) {
        TwofoldJars.warnings().forEach(context::complain);
      }
      return line.execute(args.toArray(String[]::new));
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
    return line(CommandContext.ofProcess());
  }

  static CommandLine line(CommandContext context) {
    return line(new RootCommand(), context, List.of(Verb.values()));
  }

  private static CommandLine line(
      RootCommand root, CommandContext context, Collection<Verb> verbs) {
    CommandLine line = new CommandLine(root);
    verbs.forEach(verb -> line.addSubcommand(verb.word(), verb.command(context)));
    line.setOut(context.out())
        .setErr(context.err())
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    HelpText.use(line, context);
    return line;
  }
}
