package io.humhelix.bench.picture;

import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.ScenarioResult;
import io.humhelix.bench.result.SearchStep;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A load that the search of a peak tried.
 *
 * @param fork number of the fork, from 1
 * @param step number of the step in its fork, from 1
 * @param load in the panel's unit
 * @param seconds percentile of the limit over all queries of the step; NaN if it was not answered
 * @param queries asked in the step; -1 where the file does not say it
 * @param slow of these, those that missed the limit; -1 where the file does not say it
 * @param outcome {@code HELD}, {@code MISSED} or, of a search that was cut short, {@code OPEN}
 * @param undecided whether the observed percentile decided, as the load is close to the peak
 * @param confirms whether it tries a load again that was held
 */
public record LoadStep(
    int fork,
    int step,
    double load,
    double seconds,
    int queries,
    int slow,
    String outcome,
    boolean undecided,
    boolean confirms) {

  /** The steps of all forks; what the last trial of a step shows is what the step shows. */
  static List<LoadStep> of(RunConfigResult config, LatencyLimit limit) {
    Map<List<Integer>, LoadStep> steps = new LinkedHashMap<>();
    int place = 0;
    for (TrialResult trial : config.trials()) {
      if (trial.kind() == TrialKind.SEARCH
          && trial.scenario().isPresent()
          && trial.scenario().get().load().isPresent()) {
        place++;
        ScenarioResult result = trial.scenario().get();
        LoadStep step = of(trial.fork(), place, result, limit);
        steps.put(List.of(step.fork(), step.step()), step);
      }
    }
    return List.copyOf(new ArrayList<>(steps.values()));
  }

  private static LoadStep of(int fork, int place, ScenarioResult result, LatencyLimit limit) {
    double load = result.load().orElseThrow();
    if (result.step().isEmpty()) { // Of a version whose steps were one trial each.
      OptionalDouble seconds =
          result.percentile(limit.percentile()).stream()
              .mapToDouble(LatencyPercentile::seconds)
              .findFirst();
      String outcome = result.sustained().map(held -> held ? "HELD" : "MISSED").orElse("OPEN");
      return new LoadStep(
          fork, place, load, seconds.orElse(Double.NaN), -1, -1, outcome, false, false);
    }
    SearchStep step = result.step().get();
    return new LoadStep(
        fork,
        step.step(),
        load,
        step.percentileSeconds().orElse(Double.NaN),
        step.queries(),
        step.slow(),
        step.outcome().name(),
        step.undecided(),
        step.confirms());
  }
}
