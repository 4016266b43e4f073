package io.humhelix.bench.cli;

import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.selfcheck.Finding;
import io.humhelix.bench.selfcheck.SelfCheck;
import io.humhelix.bench.selfcheck.SelfCheckReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the harness and the machine. */
@Command(
    name = "doctor",
    description =
        "Proves with a fake system of known delays, errors and hangs that the harness measures and"
            + " judges right on this machine, and tells what the machine is.")
final class DoctorCommand implements Callable<Integer> {

  private final CommandContext context;
  private Finding.Section section;

  @Option(names = "--json", description = "One JSON object instead of text.")
  private boolean json;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    SelfCheck check = new SelfCheck(context.harness().get());
    SelfCheckReport report = check.run(json ? finding -> {} : this::print);
    if (json) {
      context.out().println(CliJson.text(DoctorJson.of(report)));
    } else {
      context
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%n%d ok, %d warnings, %d failures, %d not checked",
                  report.count(Finding.State.OK),
                  report.count(Finding.State.WARN),
                  report.count(Finding.State.FAIL),
                  report.count(Finding.State.NOT_CHECKED)));
    }
    return report.passed() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private void print(Finding finding) {
    PrintWriter out = context.out();
    if (finding.section() != section) {
      out.println((section == null ? "" : System.lineSeparator()) + word(finding.section().name()));
      section = finding.section();
    }
    out.println(
        String.format(
            Locale.ROOT,
            "  %-5s %-16s %s",
            finding.state() == Finding.State.NOT_CHECKED ? "-" : finding.state().name(),
            finding.id(),
            DisplayText.oneLine(finding.message())));
    if (!finding.remedy().isEmpty()) {
      out.println("        " + DisplayText.oneLine(finding.remedy()));
    }
    out.flush();
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
