package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ExactChange;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.stats.Replicate;
import io.humhelix.bench.stats.SampleSize;
import io.humhelix.bench.store.RecordedRunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Word errors of two run configs over the same clips. */
final class ErrorComparison {

  private final ClipErrors reference;
  private final ClipErrors candidate;
  private final RecordedRunConfig config;

  ErrorComparison(RecordedRunConfig reference, RecordedRunConfig candidate) {
    this.reference = ClipErrors.of(reference.trials());
    this.candidate = ClipErrors.of(candidate.trials());
    this.config = candidate;
  }

  /** Whether either side has a rate at all. */
  boolean hasRate() {
    return reference.hasRate() || candidate.hasRate();
  }

  /** Names of sides on which a clip got different texts. */
  List<String> undetermined() {
    List<String> sides = new ArrayList<>();
    if (reference.ids().stream().anyMatch(id -> reference.texts(id).size() > 1)) {
      sides.add("reference");
    }
    if (candidate.ids().stream().anyMatch(id -> candidate.texts(id).size() > 1)) {
      sides.add("candidate");
    }
    return sides;
  }

  MetricComparison compare(Tolerance tolerance) {
    Decision decision;
    if (!reference.hasRate() || !candidate.hasRate()) {
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
        reference.rate(config.blocks()),
        candidate.rate(config.blocks()),
        decision,
        bootstrap(decision),
        0);
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
                reference.blocks(config.blocks()),
                candidate.blocks(config.blocks()),
                Estimate.LEVEL,
                BlockBootstrap.REPLICATIONS,
                BlockBootstrap.SEED))
        : Optional.empty();
  }

  private boolean sameClips() {
    return reference.ids().equals(candidate.ids())
        && reference.ids().stream().allMatch(id -> reference.words(id) == candidate.words(id));
  }

  /** The same text from every decode on both sides is no estimate: nothing changed. */
  private Estimate change() {
    List<ErrorBlock> before = reference.blocks(config.blocks());
    boolean identical =
        reference.ids().stream()
            .allMatch(
                id ->
                    reference.texts(id).size() == 1
                        && reference.texts(id).equals(candidate.texts(id)));
    if (identical) {
      long words = before.stream().mapToLong(ErrorBlock::units).sum();
      return ExactChange.none(
          new SampleSize(Replicate.CLIP_BLOCK, before.size(), before.size(), words));
    }
    // Both sides by the candidate's speakers and recordings, in the order of their names.
    return BlockJackknife.difference(before, candidate.blocks(config.blocks()), Estimate.LEVEL);
  }
}
