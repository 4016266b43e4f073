package io.humhelix.bench.report;

import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.PrimaryMetric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.summary.Contest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a colleague would say of one run, with what was refused or failed. */
final class RunHeadline {

  private static final int DIGITS = 3;
  private static final int MOST = 3;

  private final RunResult run;
  private final Map<RunConfigResult, EstimateText> estimates;
  private final Symbols symbols;

  RunHeadline(RunResult run, Map<RunConfigResult, EstimateText> estimates, Symbols symbols) {
    this.run = run;
    this.estimates = estimates;
    this.symbols = symbols;
  }

  /** At most three sentences, unwrapped; none of an empty run. */
  List<String> sentences() {
    List<String> said = new ArrayList<>(measured());
    String others =
        run.candidates().stream()
            .map(RunConfigResult::status)
            .distinct()
            .filter(status -> status != TrialStatus.OK)
            .map(this::notOk)
            .collect(Collectors.joining("; "));
    if (!others.isEmpty()) {
      int last = said.size() - 1;
      said.set(last, said.get(last) + "; " + others);
    }
    return said.stream().map(DisplayText::oneLine).toList();
  }

  private List<String> measured() {
    List<RunConfigResult> measured =
        run.candidates().stream()
            .filter(one -> one.status() == TrialStatus.OK && !one.validTrials().isEmpty())
            .toList();
    if (measured.isEmpty()) {
      return List.of(
          run.candidates().stream().anyMatch(one -> !one.validTrials().isEmpty())
              ? "no run config is complete, so nothing is compared"
              : "no valid result");
    }
    if (!run.definition().scenario().equals(Scenario.SINGLE_STREAM)) {
      return List.of(load(measured));
    }
    List<String> sentences =
        ContestText.sentences(Contest.of(run), false, symbols, this::alone, " in the table");
    return sentences.isEmpty() ? List.of("nothing to compare") : sentences;
  }

  /** The level in the table, with its interval. */
  private Optional<String> alone(Contest contest) {
    List<RunConfigResult> same =
        run.candidates().stream()
            .filter(
                one ->
                    one.status() == TrialStatus.OK
                        && !one.validTrials().isEmpty()
                        && one.runConfig().workload().name().equals(contest.work().workload()))
            .toList();
    return same.size() == 1
        ? estimates
            .get(same.get(0))
            .estimate(Metrics.RTF)
            .filter(level -> level.point() > 0)
            .map(
                level ->
                    "RTFx "
                        + number(1 / level.point())
                        + level
                            .interval()
                            .filter(i -> i.low() > 0)
                            .map(i -> range(1 / i.high(), 1 / i.low()))
                            .orElse(""))
        : Optional.empty();
  }

  /** Levels side by side: what is told apart by them depends on the load. */
  private String load(List<RunConfigResult> measured) {
    Metric deciding = PrimaryMetric.of(run.definition().scenario());
    String levels =
        measured.stream()
            .limit(MOST)
            .map(
                one ->
                    name(one)
                        + " "
                        + estimates
                            .get(one)
                            .estimate(deciding)
                            .map(this::level)
                            .orElse("without a number")
                        + (missed(one) ? ", which misses its limit" : ""))
            .collect(Collectors.joining(", "));
    int more = measured.size() - MOST;
    return title(deciding) + ": " + levels + (more > 0 ? ", and " + more + " more" : "");
  }

  private static boolean missed(RunConfigResult config) {
    return config.validTrials().stream()
        .flatMap(trial -> trial.scenario().stream())
        .flatMap(result -> result.sustained().stream())
        .anyMatch(sustained -> !sustained);
  }

  private String title(Metric deciding) {
    if (deciding.equals(Metrics.PEAK_LOAD)) {
      return run.definition().scenario() instanceof Scenario.Server
          ? "peak load in clips/s"
          : "peak load in streams";
    }
    if (deciding.equals(Metrics.RTFX_WALL)) {
      return "RTFx wall";
    }
    return "median latency in s" + offered();
  }

  /** Latency is that of a load: at another one it is another. */
  private String offered() {
    Scenario scenario = run.definition().scenario();
    if (scenario instanceof Scenario.Server server) {
      double rate = server.rate();
      return " at "
          + (rate == Math.rint(rate) ? Long.toString((long) rate) : NumberText.significant(rate, 4))
          + " clips/s";
    }
    return scenario instanceof Scenario.Streams streams
        ? " at " + NumberText.count(streams.streams(), "stream")
        : "";
  }

  private String level(Estimate estimate) {
    return number(estimate.point())
        + estimate.interval().map(i -> range(i.low(), i.high())).orElse("");
  }

  private String range(double low, double high) {
    return " (" + number(low) + symbols.range() + number(high) + ")";
  }

  private static String number(double value) {
    return NumberText.significant(value, DIGITS);
  }

  private String notOk(TrialStatus status) {
    List<String> names =
        run.candidates().stream()
            .filter(one -> one.status() == status)
            .map(this::name)
            .distinct()
            .toList();
    boolean one = names.size() == 1;
    String text = names.stream().limit(MOST).collect(Collectors.joining(", "));
    text = names.size() > MOST ? text + " and " + (names.size() - MOST) + " more" : text;
    return text
        + switch (status) {
          case FAILED -> " failed";
          case TIMEOUT -> " timed out";
          case INVALID -> (one ? " is" : " are") + " invalid";
          case CANCELLED -> (one ? " is" : " are") + " not finished";
          default -> (one ? " was " : " were ") + status.name().toLowerCase(Locale.ROOT);
        };
  }

  /** The system, and the workload only where there are several. */
  private String name(RunConfigResult config) {
    boolean several =
        run.runConfigs().stream().map(one -> one.runConfig().workload().name()).distinct().count()
            > 1;
    return several ? config.label() : config.runConfig().sut().name();
  }
}
