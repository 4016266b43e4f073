package io.humhelix.bench.cli;

import io.humhelix.bench.harness.Plan;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.report.ConsoleTable;
import io.humhelix.bench.report.ConsoleTable.Align;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.IssueText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.report.Symbols;
import java.util.List;
import java.util.stream.Collectors;

/** What a run would do, as text. */
final class PlanTable {

  private final Plan plan;
  private final Symbols symbols;

  PlanTable(Plan plan, Symbols symbols) {
    this.plan = plan;
    this.symbols = symbols;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    ConsoleTable table =
        new ConsoleTable(symbols)
            .column("run config", Align.LEFT)
            .column("backend", Align.LEFT)
            .column("model", Align.LEFT)
            .column("compute type", Align.LEFT)
            .column("device", Align.LEFT)
            .column("options", Align.LEFT)
            .column("clips", Align.RIGHT)
            .column("audio s", Align.RIGHT)
            .column("passes", Align.RIGHT)
            .column("time", Align.RIGHT)
            .column("", Align.LEFT);
    plan.entries().forEach(entry -> table.row(row(entry)));
    table.appendTo(text);
    text.append(issues());
    if (!plan.issues().isEmpty()) {
      text.append('\n');
      plan.issues().stream()
          .flatMap(issue -> IssueText.lines(issue, "").stream())
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

  /** What was found, per run config; empty if nothing was. */
  String issues() {
    StringBuilder text = new StringBuilder();
    for (Plan.Entry entry : plan.entries()) {
      if (!entry.issues().isEmpty()) {
        text.append('\n')
            .append(DisplayText.oneLine(entry.runConfig().label()))
            .append(entry.refused() ? ": would be REFUSED\n" : ":\n");
        entry.issues().stream()
            .flatMap(issue -> IssueText.lines(issue, "  ").stream())
            .forEach(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static List<String> row(Plan.Entry entry) {
    SutSpec sut = entry.runConfig().sut();
    return List.of(
        entry.runConfig().label(),
        sut.backend(),
        sut.model(),
        sut.computeType().word(),
        sut.device().toString(),
        options(sut),
        Integer.toString(entry.runConfig().workload().clips().size()),
        entry.audioSeconds() > 0 ? NumberText.fixed(entry.audioSeconds(), 1) : NumberText.NONE,
        Integer.toString(entry.passes()),
        entry.refused() ? NumberText.NONE : NumberText.time(entry.estimate()),
        entry.refused() ? "REFUSED" : "");
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
