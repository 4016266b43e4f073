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
    footerHeading = "%nExamples:%n",
    exitCodeListHeading = "%nExit codes:%n",
    description = "Measures the speed and word error rate of speech-to-text engines.",
    footer = {
      "humhelix-bench run bench.yaml",
      "humhelix-bench show results",
      "humhelix-bench help run"
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
    throw new ParameterException(spec.commandLine(), "no command was given");
  }
}
