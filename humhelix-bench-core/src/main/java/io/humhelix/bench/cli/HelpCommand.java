package io.humhelix.bench.cli;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.MetricsHelp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains commands, what is measured, and exit codes. */
@Command(
    name = "help",
    description =
        "Explains a command; 'help metrics' every column and metric: units, direction, intervals;"
            + " 'help exit-codes' the exit code of every command.",
    footer = {
      "humhelix-bench help run",
      "humhelix-bench help metrics",
      "humhelix-bench help exit-codes"
    })
final class HelpCommand implements Callable<Integer> {

  private static final String METRICS = "metrics";
  private static final String EXIT_CODES = "exit-codes";

  private final CommandContext context;

  @Parameters(
      arity = "0..*",
      paramLabel = "TOPIC",
      description = "metrics, exit-codes, or a command.")
  private List<String> topic = new ArrayList<>();

  HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws BadInputException {
    int width = Terminal.columns(context.environment());
    if (topic.isEmpty()) {
      context.out().print(RootHelp.text(width));
    } else if (topic.equals(List.of(METRICS))) {
      context.out().print(MetricsHelp.text(width));
    } else if (topic.equals(List.of(EXIT_CODES))) {
      ExitCode.lines().stream()
          .flatMap(line -> DisplayText.wrap(line, "       ", width).stream())
          .forEach(context.out()::println);
    } else {
      throw new BadInputException(List.of(unknown(topic.get(0))));
    }
    context.out().flush();
    return ExitCode.OK;
  }

  /** Commands explain themselves: {@code help run} is {@code run --help}. */
  private static String unknown(String found) {
    List<String> topics = new ArrayList<>(List.of(METRICS, EXIT_CODES));
    topics.addAll(Verb.words());
    String meant = Suggestion.question(found, topics);
    return "help: found '"
        + found
        + "'; allowed: metrics, exit-codes, or a command"
        + (meant.isEmpty() ? "" : "; " + meant)
        + "\n  all commands: humhelix-bench --help";
  }
}
