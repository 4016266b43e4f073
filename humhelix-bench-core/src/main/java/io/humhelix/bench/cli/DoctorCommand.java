package io.humhelix.bench.cli;

import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Ink;
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
        "Checks that the harness measures correctly on this machine, and reports what may disturb a"
            + " measurement.",
    footer = {"humhelix-bench doctor", "humhelix-bench doctor --json"})
final class DoctorCommand implements Callable<Integer> {

  /** Where messages begin. */
  private static final String MESSAGE = " ".repeat(25);

  private final CommandContext context;
  private Finding.Section section;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    SelfCheck check = new SelfCheck(context.harness().get());
    SelfCheckReport report = check.run(json ? finding -> {} : this::print);
    if (json) {
      context.out().println(JsonText.text(DoctorJson.of(report)));
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
      out.println(
          (section == null ? "" : System.lineSeparator())
              + context.symbols().paint(Ink.TITLE, word(finding.section().name())));
      section = finding.section();
    }
    String line =
        String.format(
            Locale.ROOT,
            "  %-5s %-16s %s",
            finding.state() == Finding.State.NOT_CHECKED ? "-" : finding.state().name(),
            finding.id(),
            DisplayText.oneLine(finding.message()));
    String state = finding.state().name();
    context.wrap(line, MESSAGE).stream()
        .map(
            one ->
                one.startsWith("  " + state + " ")
                    ? "  " + context.symbols().paint(state) + one.substring(2 + state.length())
                    : one)
        .forEach(out::println);
    if (!finding.remedy().isEmpty()) {
      context
          .wrap(MESSAGE + "help: " + DisplayText.oneLine(finding.remedy()), MESSAGE)
          .forEach(out::println);
    }
    out.flush();
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
