package io.humhelix.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What is common to all commands. */
@Command(
    name = "humhelix-bench",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ProgramVersion.class,
    sortOptions = false,
    description = "Measures the speed and word error rate of speech-to-text engines.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success; compare: no regression",
      "1:a run config failed, was refused or is invalid; compare: no valid trials;"
          + " show, report, history, verify, gather, artifacts --verify: a file is damaged or missing;"
          + " sync: a host failed, or a file is to be looked at",
      "2:invalid input or usage",
      "3:results could not be stored, or internal error",
      "4:regression against a baseline, or more failures",
      "5:undecided, not comparable, a run config is missing, or a limit that cannot be judged",
      "6:run: a limit of the definition is missed",
      "130:cancelled"
    })
final class RootCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show stack traces of internal errors (like HUMHELIX_DEBUG=1).")
  private boolean verbose;

  /** Has had its effect when arguments are parsed: see {@link ColourMode#of(String...)}. */
  @Option(
      names = ColourMode.OPTION,
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      converter = ColourMode.Converter.class,
      description =
          "Colours on standard output: auto (on a terminal; NO_COLOR switches off), always or never.")
  private ColourMode colour;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
