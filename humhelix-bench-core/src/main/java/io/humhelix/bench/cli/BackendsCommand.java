package io.humhelix.bench.cli;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OptionSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the backends. */
@Command(
    name = "backends",
    description = "Lists backends: available or not, why, and how to fix it.",
    footer = {"humhelix-bench backends", "humhelix-bench backends --options"})
final class BackendsCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(names = "--options", description = "Also list the options of each backend.")
  private boolean options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  BackendsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<BackendStatus> backends = context.harness().get().backends(true);
    if (json) {
      context.out().println(JsonText.text(BackendJson.of(backends)));
    } else if (backends.isEmpty()) {
      context.out().println("no backend found; put one on the class path or module path");
    } else {
      backends.forEach(this::print);
    }
    return ExitCode.OK;
  }

  private void print(BackendStatus backend) {
    PrintWriter out = context.out();
    boolean available = backend.availability().available();
    out.println(
        DisplayText.oneLine(backend.id()) + ": " + (available ? "available" : "NOT available"));
    line("what", backend.description());
    line(available ? "found" : "why", backend.availability().detail());
    line("help", backend.availability().remedy());
    backend.capabilities().ifPresent(this::print);
    line("from", backend.origin());
    if (options) {
      backend.options().forEach(this::print);
    }
  }

  private void print(Capabilities capabilities) {
    line("devices", String.join(", ", new TreeSet<>(capabilities.deviceKinds())));
    line("compute types", String.join(", ", new TreeSet<>(capabilities.computeTypes())));
    line(
        "can",
        capabilities.features().stream()
            .sorted()
            .map(feature -> feature.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", ")));
  }

  private void print(OptionSpec option) {
    StringBuilder text = new StringBuilder(option.type().name().toLowerCase(Locale.ROOT));
    if (!option.choices().isEmpty()) {
      text.append(" (").append(String.join(", ", option.choices())).append(')');
    }
    if (option.minimum().isPresent() && option.maximum().isPresent()) {
      text.append(" from ")
          .append(bound(option.minimum().getAsDouble()))
          .append(" to ")
          .append(bound(option.maximum().getAsDouble()));
    }
    option.defaultValue().ifPresent(value -> text.append(", default ").append(value));
    line("option " + option.name(), text + ": " + option.meaning());
  }

  private static String bound(double value) {
    return value == Math.rint(value)
        ? NumberText.fixed(value, 0)
        : NumberText.significant(value, 6);
  }

  private void line(String what, String text) {
    if (!text.isBlank()) {
      context
          .wrap("  " + what + ": " + DisplayText.oneLine(text), "    ")
          .forEach(context.out()::println);
    }
  }
}
