package io.humhelix.bench.cli;

import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.json.ShowJson;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.SummaryReport;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.summary.Factor;
import io.humhelix.bench.summary.TrialFilter;
import io.humhelix.bench.summary.TrialGroup;
import io.humhelix.bench.summary.TrialSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows stored results. */
@Command(
    name = "show",
    description =
        "Shows stored results: one run as it was printed, or means over the trials of many. Reads"
            + " results files of every version, and hum-helix's own.",
    footer = {
      "humhelix-bench show results",
      "humhelix-bench show results --by model,device --sort rtf",
      "humhelix-bench show results --clips --filter 'device=cpu'"
    })
final class ShowCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description =
          "Results files, and folders of them; also of folders in which sync or baseline made one for"
              + " each host or name.")
  private List<Path> results;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "KEY",
      description =
          "What makes a row: model, device, system, host, options.NAME, ... (default of several runs:"
              + " model,device,beam_size,audio_file,system).")
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description = "Order of the rows: a key or a metric; -COLUMN: largest first.")
  private String sort;

  @Mixin private FilterArguments filters;

  @Option(names = "--last", paramLabel = "N", description = "Only the newest N runs.")
  private Integer last;

  @Option(names = "--clips", description = "A row for each clip, the worst texts first.")
  private boolean clips;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private TableArguments table;

  ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    TrialSummary.Request request = request();
    if (clips) {
      return new ShownClips(context, request, table.view(context), json).print(sort());
    }
    TrialSummary summary;
    try (FileProgress progress = new FileProgress(context, "read")) {
      summary = TrialSummary.read(request, progress::accept);
    } catch (StoreException e) {
      throw new BadInputException(List.of(e.getMessage()));
    }
    List<TrialGroup> groups = inOrder(summary);
    SummaryReport report =
        new SummaryReport(summary, groups, more(), context.symbols(), table.view(context));
    if (json) {
      context.out().println(JsonText.text(ShowJson.of(summary, groups, report.sentences())));
    } else {
      Optional<RunResult> run = isPlain() ? singleRun(summary) : Optional.empty();
      table.require(
          run.map(one -> RunReport.columns(one.definition().scenario()))
              .orElseGet(report::columns));
      if (run.isPresent()) {
        // The report ends with what a colleague would say.
        report.damages().forEach(context.out()::println);
        context.out().print(new RunReport(run.get(), context.symbols(), table.view(context)));
      } else {
        context.out().print(report);
      }
    }
    return summary.damages().isEmpty() ? ExitCode.OK : ExitCode.NOT_ALL_OK;
  }

  private boolean isPlain() {
    return by.isEmpty() && sort == null && filters.isEmpty();
  }

  /** The run as it was printed; empty for several, hum-helix's, or one that is damaged. */
  private Optional<RunResult> singleRun(TrialSummary summary) {
    if (summary.files().size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunReader.read(summary.files().get(0)));
    } catch (StoreException e) {
      // Damage is told with the table; hum-helix's files hold no run.
      return Optional.empty();
    }
  }

  private TrialSummary.Request request() throws BadInputException {
    List<String> problems = new ArrayList<>();
    List<Factor> factors = new ArrayList<>();
    for (String name : by) {
      Factor.of(name)
          .ifPresentOrElse(
              factors::add,
              () ->
                  problems.add(
                      "--by: found '"
                          + name
                          + "'; allowed: "
                          + String.join(", ", Factor.names())
                          + ", options.NAME"));
    }
    List<TrialFilter> tests = filters.parse(problems);
    if (last != null && last < 1) {
      problems.add("--last: found " + last + "; allowed: 1 or more");
    }
    table.check(problems);
    if (clips && table.namesColumns()) {
      problems.add("--columns: found with --clips; allowed: one of them; leave the other out");
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return new TrialSummary.Request(
        results, by.isEmpty() ? Factor.DEFAULT : factors, more(), tests, last == null ? 0 : last);
  }

  private Optional<String> sort() {
    return Optional.ofNullable(sort);
  }

  private String column() {
    return sort.startsWith("-") ? sort.substring(1) : sort;
  }

  /** A metric to sort by gets a column of its own. */
  private List<String> more() {
    return sort == null
            || SummaryReport.sortable(Factor.DEFAULT).contains(column())
            || column().equals("wer_percent")
            || Factor.of(column()).isPresent()
        ? List.of()
        : List.of(column());
  }

  /** The fastest first; those without a valid trial last. */
  private static Comparator<TrialGroup> bySpeed() {
    return Comparator.comparingDouble(
        group -> group.mean(Metrics.RTF.name()).orElse(Double.POSITIVE_INFINITY));
  }

  private List<TrialGroup> inOrder(TrialSummary summary) throws BadInputException {
    if (sort == null) {
      // Who did the same work stands in the order of the answer; other rows by their keys.
      return summary.contests().size() == 1
          ? summary.groups().stream().sorted(bySpeed()).toList()
          : summary.groups();
    }
    String column = column();
    int key = summary.factors().stream().map(Factor::name).toList().indexOf(column);
    boolean known =
        key >= 0
            || column.equals("trials")
            || summary.groups().stream().anyMatch(group -> group.mean(column).isPresent());
    if (!known && !summary.groups().isEmpty()) {
      throw new BadInputException(
          List.of(
              "--sort: found '"
                  + column
                  + "', which no valid trial has; allowed: "
                  + String.join(", ", SummaryReport.sortable(summary.factors()))
                  + ", or a metric of these results, such as wer_percent"));
    }
    boolean descending = sort.startsWith("-");
    Comparator<TrialGroup> order;
    if (key >= 0) {
      order = Comparator.comparing(group -> group.key().get(key));
      order = descending ? order.reversed() : order;
    } else if (column.equals("trials")) {
      order = Comparator.comparingLong(TrialGroup::trials);
      order = descending ? order.reversed() : order;
    } else {
      // Rows without the number come last either way.
      order =
          Comparator.comparingDouble(
              group ->
                  group.mean(column).isEmpty()
                      ? Double.POSITIVE_INFINITY
                      : (descending ? -1 : 1) * group.mean(column).getAsDouble());
    }
    return summary.groups().stream().sorted(order).toList();
  }
}
