package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ExactChange;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.stats.Replicate;
import io.humhelix.bench.stats.SampleSize;
import io.humhelix.bench.stats.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Word errors of two run configs over the same clips. */
final class ErrorComparison {

  private final ClipErrors baseline;
  private final ClipErrors candidate;
  private final Map<String, String> blocks;

  ErrorComparison(RunConfigResult baseline, RunConfigResult candidate) {
    this.baseline = ClipErrors.of(baseline.trials());
    this.candidate = ClipErrors.of(candidate.trials());
    blocks = ClipErrors.blocks(candidate.runConfig().workload());
  }

  /** Whether either side has a rate at all. */
  boolean hasRate() {
    return baseline.hasRate() || candidate.hasRate();
  }

  /** Names of sides on which a clip got different texts. */
  List<String> undetermined() {
    List<String> sides = new ArrayList<>();
    if (baseline.ids().stream().anyMatch(id -> baseline.texts(id).size() > 1)) {
      sides.add("baseline");
    }
    if (candidate.ids().stream().anyMatch(id -> candidate.texts(id).size() > 1)) {
      sides.add("candidate");
    }
    return sides;
  }

  MetricComparison compare(Tolerance tolerance) {
    Decision decision;
    if (!baseline.hasRate() || !candidate.hasRate()) {
      decision =
          Decision.without(
              Verdict.INVALID,
              Reason.NO_VALID_TRIALS,
              "one side has no valid trials with a word error rate",
              tolerance);
    } else if (!sameClips()) {
      decision =
          Decision.without(
              Verdict.NOT_COMPARABLE,
              Reason.DIFFERENT_CONDITIONS,
              "the sides did not score the same clips with the same number of reference words",
              tolerance);
    } else {
      decision = VerdictRule.decide(change(), Direction.LOWER_IS_BETTER, tolerance);
    }
    return new MetricComparison(
        Metrics.WER_PERCENT,
        true,
        baseline.rate(blocks),
        candidate.rate(blocks),
        decision,
        bootstrap(decision),
        WarmUp.NONE);
  }

  /** Where texts differ, and there are speakers or recordings enough. */
  private Optional<BlockBootstrap> bootstrap(Decision decision) {
    boolean estimated =
        decision
            .change()
            .filter(change -> change.method() == Method.PAIRED_BLOCK_JACKKNIFE_T)
            .filter(change -> change.size().replicates() >= BlockBootstrap.MINIMUM_BLOCKS)
            .isPresent();
    return estimated
        ? Optional.of(
            BlockBootstrap.difference(
                baseline.blocks(blocks),
                candidate.blocks(blocks),
                Estimate.LEVEL,
                BlockBootstrap.REPLICATIONS,
                BlockBootstrap.SEED))
        : Optional.empty();
  }

  private boolean sameClips() {
    return baseline.ids().equals(candidate.ids())
        && baseline.ids().stream().allMatch(id -> baseline.words(id) == candidate.words(id));
  }

  /** The same text from every decode on both sides is no estimate: nothing changed. */
  private Estimate change() {
    List<ErrorBlock> before = baseline.blocks(blocks);
    boolean identical =
        baseline.ids().stream()
            .allMatch(
                id ->
                    baseline.texts(id).size() == 1
                        && baseline.texts(id).equals(candidate.texts(id)));
    if (identical) {
      long words = before.stream().mapToLong(ErrorBlock::units).sum();
      return ExactChange.none(
          new SampleSize(Replicate.CLIP_BLOCK, before.size(), before.size(), words));
    }
    // Both sides by the candidate's speakers and recordings, in the order of their names.
    return BlockJackknife.difference(before, candidate.blocks(blocks), Estimate.LEVEL);
  }
}
