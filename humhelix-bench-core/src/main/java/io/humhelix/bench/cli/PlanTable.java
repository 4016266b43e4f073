package io.humhelix.bench.cli;

import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.report.FittedTable;
import io.humhelix.bench.report.IssueText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.PlanFindings;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.report.TableView;
import io.humhelix.bench.result.Issue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run would do, as text. */
final class PlanTable {

  private final Plan plan;
  private final Symbols symbols;
  private final TableView view;

  PlanTable(Plan plan, Symbols symbols, TableView view) {
    this.view = view;
    this.plan = plan;
    this.symbols = symbols;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(table().text(view));
    text.append(issues());
    if (!plan.issues().isEmpty()) {
      text.append('\n');
      plan.issues().stream()
          .flatMap(issue -> IssueText.lines(issue, "", symbols).stream())
          .forEach(line -> text.append(line).append('\n'));
    }
    List<String> languages = WorkloadLanguages.lines(plan.definition());
    if (!languages.isEmpty()) {
      text.append('\n');
      languages.forEach(line -> text.append(line).append('\n'));
    }
    long refused = refused();
    text.append('\n')
        .append(NumberText.count(plan.entries().size(), "run config"))
        .append(", ")
        .append(refused)
        .append(" would be refused; about ")
        .append(NumberText.time(plan.estimate()))
        .append(" (rough estimate)\n")
        .append(
            plan.definition().scenario().search().isPresent()
                ? "Most of it is the peak search, whose steps near the peak take 16 times as long.\n"
                : "")
        .append("Nothing was measured.\n");
    return text.toString();
  }

  /** Run configs that a run would refuse. */
  long refused() {
    return plan.entries().stream().filter(Plan.Entry::refused).count();
  }

  /** What was found; empty if nothing was. */
  String issues() {
    Map<RunConfig, List<Issue>> found = new LinkedHashMap<>();
    plan.entries().forEach(entry -> found.put(entry.runConfig(), entry.issues()));
    return PlanFindings.text(found, symbols);
  }

  private FittedTable table() {
    FittedTable table = new FittedTable(symbols);
    column(table, "run config", Align.LEFT, FittedTable.KEY, e -> e.runConfig().label());
    if (refused() > 0) {
      column(table, "status", Align.LEFT, 1, e -> e.refused() ? "REFUSED" : "");
    }
    column(table, "backend", Align.LEFT, FittedTable.OPTIONAL, e -> sut(e).backend());
    column(table, "model", Align.LEFT, FittedTable.OPTIONAL + 1, e -> sut(e).model());
    column(
        table,
        "compute\ntype",
        Align.LEFT,
        FittedTable.OPTIONAL + 2,
        e -> sut(e).computeType().word());
    column(table, "device", Align.LEFT, FittedTable.OPTIONAL + 3, e -> sut(e).device().toString());
    column(table, "options", Align.LEFT, FittedTable.OPTIONAL + 4, e -> options(sut(e)));
    column(
        table,
        "clips",
        Align.RIGHT,
        4,
        e -> Integer.toString(e.runConfig().workload().clips().size()));
    column(
        table,
        "audio s",
        Align.RIGHT,
        5,
        e -> e.audioSeconds() > 0 ? NumberText.fixed(e.audioSeconds(), 1) : NumberText.NONE);
    column(table, "passes", Align.RIGHT, 3, e -> Integer.toString(e.passes()));
    column(
        table,
        "time",
        Align.RIGHT,
        2,
        e -> e.refused() ? NumberText.NONE : NumberText.time(e.estimate()));
    return table;
  }

  private void column(
      FittedTable table, String title, Align align, int rank, Function<Plan.Entry, String> cell) {
    table.column(title, title, align, rank, plan.entries().stream().map(cell).toList());
  }

  private static SutSpec sut(Plan.Entry entry) {
    return entry.runConfig().sut();
  }

  private static String options(SutSpec sut) {
    return sut.options().asMap().isEmpty()
        ? NumberText.NONE
        : sut.options().asMap().entrySet().stream()
            .map(
                option ->
                    option.getKey() + "=" + Redaction.value(option.getKey(), option.getValue()))
            .collect(Collectors.joining(" "));
  }
}
