package io.humhelix.bench.cli;

import io.humhelix.bench.report.MetricsHelp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains commands, and what is measured. */
@Command(
    name = "help",
    helpCommand = true,
    description =
        "Explains a command, or with 'help metrics' every column and metric: units, direction,"
            + " intervals.")
final class HelpCommand implements Callable<Integer> {

  private static final String METRICS = "metrics";

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "metrics, or a command.")
  private List<String> topic = new ArrayList<>();

  HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws BadInputException {
    if (topic.equals(List.of(METRICS))) {
      context.out().print(MetricsHelp.text(Terminal.columns(context.environment())));
      context.out().flush();
      return ExitCode.OK;
    }
    CommandLine command = spec.parent().commandLine();
    List<String> topics = new ArrayList<>(List.of(METRICS));
    for (String name : topic) {
      topics.addAll(command.getSubcommands().keySet());
      command = command.getSubcommands().get(name);
      if (command == null) {
        throw new BadInputException(
            List.of(
                "help: found '"
                    + name
                    + "'; allowed: "
                    + String.join(", ", topics)
                    + "; name one of them, or nothing for a list of commands"));
      }
      topics.clear();
    }
    command.usage(context.out());
    context.out().flush();
    return ExitCode.OK;
  }
}
