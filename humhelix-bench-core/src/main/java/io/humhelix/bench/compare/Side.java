package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ForkValues;
import io.humhelix.bench.stats.CommonStep;
import io.humhelix.bench.stats.ForkedSample;
import io.humhelix.bench.stats.Steadiness;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One side of a comparison in one metric.
 *
 * @param values of valid trials after warm-up, by fork; empty if there is no valid trial
 * @param restlessForks forks that were not steady, 0 or more
 * @param commonStep the step that the forks have in common behind their warm-up, its place counted
 *     with the warm-up; empty if they have none
 */
public record Side(
    Optional<ForkedSample> values, int restlessForks, Optional<CommonStep> commonStep) {

  /** From this share of restless forks on nothing is concluded. */
  public static final double RESTLESS_SHARE = 0.2;

  public Side {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(commonStep, "commonStep");
    if (restlessForks < 0) {
      throw new IllegalArgumentException(restlessForks + " restless forks");
    }
  }

  /** The values of a run config, the first trials of every fork left out. */
  static Side of(ForkValues values, int dropped, long seed) {
    Optional<ForkedSample> kept = values.sample().map(s -> s.withoutFirst(dropped));
    int restless = 0;
    for (int i = 0; i < kept.map(ForkedSample::forks).orElse(0); i++) {
      restless += Steadiness.of(kept.get(), i, seed + i).steady() ? 0 : 1;
    }
    return new Side(
        kept,
        restless,
        values
            .sample()
            .map(all -> CommonStep.behind(dropped, all, seed))
            .filter(CommonStep::present));
  }

  /** Tells that the number of forks was computed by the spread of the first ones. */
  Side withPilot(int forks) {
    return new Side(values.map(v -> v.withPilot(forks)), restlessForks, commonStep);
  }

  boolean isRestless() {
    return manyAreRestless() || commonStep.isPresent();
  }

  /** Says of a restless side in what it is restless, as "2 of 10 forks of the candidate ...". */
  String restlessness(String name) {
    if (manyAreRestless()) {
      return restlessForks
          + " of "
          + values.orElseThrow().forks()
          + " forks of the "
          + name
          + " had not come to rest; give them more warm-up.";
    }
    CommonStep step = commonStep.orElseThrow();
    return String.format(
        Locale.ROOT,
        "%d forks of the %s together had not come to rest: after %d measured trials their level"
            + " shifted by %+.1f %% (p = %.2g); give them more warm-up, or look for what begins"
            + " there.",
        step.forks(),
        name,
        step.at(),
        100 * (step.shift() - 1),
        step.p());
  }

  private boolean manyAreRestless() {
    return values
        .filter(v -> restlessForks > 0 && restlessForks >= RESTLESS_SHARE * v.forks())
        .isPresent();
  }
}
