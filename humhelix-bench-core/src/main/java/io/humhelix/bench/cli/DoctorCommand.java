package io.humhelix.bench.cli;

import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Ink;
import io.humhelix.bench.selfcheck.Finding;
import io.humhelix.bench.selfcheck.GpuSelfCheck;
import io.humhelix.bench.selfcheck.SelfCheck;
import io.humhelix.bench.selfcheck.SelfCheckReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the harness and the machine. */
@Command(
    name = "doctor",
    description =
        "Checks that the harness measures correctly on this machine, and reports what may disturb a"
            + " measurement. With --gpu: whether the backends will work on a GPU of this machine, and"
            + " what to do where one will not.",
    footer = {
      "humhelix-bench doctor",
      "humhelix-bench doctor --gpu",
      "humhelix-bench doctor --gpu --set whisper-jni.library_path=/opt/whisper"
    })
final class DoctorCommand implements Callable<Integer> {

  /** Where messages begin. */
  private static final String MESSAGE = " ".repeat(25);

  private final CommandContext context;
  private Finding.Section section;

  @Option(
      names = "--gpu",
      description =
          "Check the GPU instead: driver, cards, libraries, and each backend by a small step of"
              + " work on it.")
  private boolean gpu;

  @Option(
      names = "--set",
      paramLabel = "SETTING",
      description =
          "With --gpu, set a backend option: BACKEND.OPTION=VALUE, or OPTION=VALUE for all that"
              + " have it. Repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, BadInputException {
    Consumer<Finding> listener = json ? finding -> {} : this::print;
    SelfCheckReport report = gpu ? ofGpu(listener) : ofHarness(listener);
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
      if (!gpu) {
        next(report).ifPresent(context.out()::println);
      }
    }
    return report.passed() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private SelfCheckReport ofHarness(Consumer<Finding> listener)
      throws IOException, BadInputException {
    if (!settings.isEmpty()) {
      throw new BadInputException(
          List.of("--set: found without --gpu; give both", "  humhelix-bench help doctor"));
    }
    return new SelfCheck(context.harness().get()).run(listener);
  }

  private SelfCheckReport ofGpu(Consumer<Finding> listener) throws BadInputException {
    Harness.Builder harness = context.harness().get();
    return new GpuSelfCheck(harness, DoctorSettings.read(settings, harness.backends(false)))
        .run(listener);
  }

  /** What to type after the check of a machine that has a GPU. */
  static Optional<String> next(SelfCheckReport report) {
    return report.findings().stream()
        .filter(finding -> finding.id().equals("gpu"))
        .filter(finding -> finding.state() != Finding.State.NOT_CHECKED)
        .findFirst()
        .map(gpu -> "next: humhelix-bench doctor --gpu   (which backends will use the GPU)");
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
