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
    description = "Measures speed and word error rate of speech-to-text engines.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all well; compare: no regression",
      "1:a run config failed, was refused or is invalid; compare: no valid trials",
      "2:bad input or usage",
      "3:results could not be stored, or a fault of this program",
      "4:compare: something got worse, or fails more",
      "5:compare: not decidable, not comparable, or a run config is missing",
      "130:cancelled"
    })
final class RootCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show stack traces of internal errors (as does HUMHELIX_DEBUG=1).")
  private boolean verbose;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
