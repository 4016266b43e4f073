package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.report.HistoryReport;
import io.humhelix.bench.report.RunReport;
import io.humhelix.bench.report.SummaryReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.summary.Contest;
import io.humhelix.bench.summary.FinestTallies;
import io.humhelix.bench.summary.TrialSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a colleague would say of it all, and what is to be looked at before it is believed. */
final class SummaryPart implements ReportPart {

  /**
   * The data.
   *
   * @param sentences who is fastest and most accurate
   * @param facts what it is of
   * @param concerns what is suspicious, the worst first
   */
  record Summary(List<String> sentences, Facts facts, List<Concern> concerns) {}

  /**
   * What it is of.
   *
   * @param runs how many
   * @param pictured how many of them pictures show: the newest of each benchmark on each host
   * @param hosts their names; an empty one for files that name none
   * @param systems how many
   * @param trials measured trials of every status
   * @param valid valid ones
   * @param files results files
   * @param first when the first run began; empty where no file says it
   * @param last when the last run began
   */
  record Facts(
      int runs,
      int pictured,
      List<String> hosts,
      long systems,
      long trials,
      long valid,
      int files,
      String first,
      String last) {

    private static Facts of(ReportSources sources, FinestTallies tallies) {
      TrialSummary summary = sources.summary();
      SortedSet<Instant> starts = sources.tallies().starts();
      return new Facts(
          summary.runs(),
          sources.runs().size(),
          List.copyOf(summary.trialsByHost().keySet()),
          tallies.factors().stream()
              .filter(factor -> factor.name().equals("system"))
              .flatMap(factor -> factor.values().stream())
              .filter(name -> !name.isEmpty())
              .count(),
          tallies.trials().stream().mapToLong(Long::longValue).sum(),
          tallies.valid().stream().mapToLong(Long::longValue).sum(),
          summary.files().size(),
          starts.isEmpty() ? "" : starts.first().toString(),
          starts.isEmpty() ? "" : starts.last().toString());
    }
  }

  @Override
  public String key() {
    return "summary";
  }

  @Override
  public Optional<JsonNode> data(ReportSources sources) {
    TrialSummary summary = sources.summary();
    FinestTallies tallies = sources.tallies().finest(0);
    return Optional.of(
        PictureJson.of(
            new Summary(
                sentences(sources), Facts.of(sources, tallies), Concerns.of(sources, tallies))));
  }

  /**
   * What got worse of late comes first. Of work under load each run says its own: how fast a system
   * is there depends on the load.
   */
  private static List<String> sentences(ReportSources sources) {
    TrialSummary summary = sources.summary();
    List<String> all = new ArrayList<>();
    sources
        .history()
        .flatMap(history -> new HistoryReport(history, false, Symbols.UNICODE).worseOfLate())
        .ifPresent(all::add);
    all.addAll(
        new SummaryReport(summary, summary.groups(), List.of(), Symbols.UNICODE)
            .allSentences(newestFirst(sources.runs())));
    List<RunResult> underLoad =
        sources.runs().stream()
            .filter(run -> !run.definition().scenario().equals(Scenario.SINGLE_STREAM))
            .toList();
    for (RunResult run : underLoad) {
      String name = run.definition().name();
      new RunReport(run, Symbols.UNICODE)
          .sentences()
          .forEach(one -> all.add(name.isEmpty() ? one : name + ": " + one));
    }
    return all;
  }

  /**
   * By the newest run of its benchmark, then by how many systems can be compared; hum-helix's files
   * come last.
   */
  private static Comparator<Contest> newestFirst(List<RunResult> newest) {
    List<String> benchmarks = newest.stream().map(run -> run.definition().name()).toList();
    return Comparator.comparing((Contest one) -> !one.work().hasForks())
        .thenComparing(
            one -> {
              int at = benchmarks.indexOf(one.work().benchmark());
              return at < 0 ? benchmarks.size() : at;
            })
        .thenComparing(one -> -one.contenders().size());
  }
}
