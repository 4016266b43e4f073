package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.Method;
import io.humhelix.bench.stats.SameErrors;
import io.humhelix.bench.stats.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors of two run configs over the same clips, in the unit that decides. */
final class ErrorComparison {

  private final ErrorUnit unit;
  private final ClipErrors baseline;
  private final ClipErrors candidate;
  private final Map<String, String> blocks;

  ErrorComparison(RunConfigResult baseline, RunConfigResult candidate) {
    boolean characters =
        Stream.of(baseline, candidate)
            .anyMatch(side -> ClipErrors.decidingUnit(side) == ErrorUnit.CHARACTER);
    unit = characters ? ErrorUnit.CHARACTER : ErrorUnit.WORD;
    this.baseline = ClipErrors.of(baseline, unit);
    this.candidate = ClipErrors.of(candidate, unit);
    blocks = ClipErrors.blocks(candidate.runConfig().workload());
  }

  /** The rate that decides. */
  Metric metric() {
    return unit.rate();
  }

  /** Whether there is anything to compare: a rate, or texts where nothing is said. */
  boolean hasTexts() {
    return baseline.hasRate() || candidate.hasRate() || bothWithoutRate();
  }

  private boolean bothWithoutRate() {
    return !baseline.hasRate()
        && !candidate.hasRate()
        && !baseline.ids().isEmpty()
        && !candidate.ids().isEmpty();
  }

  private Optional<MadeUpText> madeUp() {
    return sameClips()
        ? Optional.of(new MadeUpText(baseline.madeUp(), candidate.madeUp(), word()))
        : Optional.empty();
  }

  /** What to know of clips in which nothing is said; in a rate over many clips it hardly shows. */
  Optional<String> note() {
    return bothWithoutRate() ? Optional.empty() : madeUp().flatMap(MadeUpText::note);
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

  /** Clips of which the sides wrote something else. */
  List<ChangedClip> changed() {
    return ClipChanges.scored(baseline, candidate);
  }

  MetricComparison compare(Tolerance tolerance) {
    Decision decision;
    if (bothWithoutRate() && madeUp().isPresent()) {
      decision = madeUp().get().decide(tolerance, sameTexts());
    } else if (!baseline.hasRate() || !candidate.hasRate()) {
      decision =
          Decision.without(
              Verdict.INVALID,
              Reason.NO_VALID_TRIALS,
              "one side has no valid trials with a " + word() + " error rate",
              tolerance);
    } else if (!sameClips()) {
      decision =
          Decision.without(
              Verdict.NOT_COMPARABLE,
              Reason.DIFFERENT_CONDITIONS,
              "the sides did not score the same clips with the same number of reference "
                  + word()
                  + "s",
              tolerance);
    } else {
      decision = decide(tolerance);
    }
    return new MetricComparison(
        unit.rate(),
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
        && baseline.ids().stream().allMatch(id -> baseline.units(id) == candidate.units(id));
  }

  private Decision decide(Tolerance tolerance) {
    List<ErrorBlock> before = baseline.blocks(blocks);
    // Calls that failed have no text, but errors.
    boolean identical = sameTexts() && before.equals(candidate.blocks(blocks));
    // Both sides by the candidate's speakers and recordings, in the order of their names.
    Estimate change =
        identical
            ? SameErrors.change(before, Estimate.LEVEL)
            : BlockJackknife.difference(before, candidate.blocks(blocks), Estimate.LEVEL);
    Decision decision = VerdictRule.decide(change, Direction.LOWER_IS_BETTER, tolerance);
    boolean shown =
        decision.verdict() == Verdict.EQUIVALENT
            && change.size().replicates() >= BlockJackknife.MINIMUM_BLOCKS;
    if (identical && !shown) {
      return decision.become(
          Verdict.SAME_TEXTS,
          Reason.SAME_TEXTS_OF_TOO_FEW_WORDS,
          "the same texts on these clips; " + missed(change, tolerance));
    }
    return change.method() == Method.SAME_ERRORS && !shown
        ? decision.become(
            decision.verdict(),
            decision.reason(),
            "other texts with as many errors of each speaker; " + missed(change, tolerance))
        : decision;
  }

  /** One text from every decode of a clip, and the same on both sides. */
  private boolean sameTexts() {
    return baseline.ids().stream()
        .allMatch(
            id ->
                baseline.texts(id).size() == 1
                    && hashes(baseline, id).equals(hashes(candidate, id)));
  }

  /** A baseline may have hashes in place of texts. */
  private static Set<String> hashes(ClipErrors side, String id) {
    return side.texts(id).stream().map(TextHash::of).collect(Collectors.toSet());
  }

  /** What a change might be that did not show, and on how many clips it would. */
  private String missed(Estimate change, Tolerance tolerance) {
    double points = 100 * change.interval().orElseThrow().high();
    return String.format(
        Locale.ROOT,
        "a change of up to %.2g points would be missed. %s",
        points,
        tolerance.amount() == 0
            ? "No number of clips shows a change of 0: allow one with --wer-tolerance."
            : String.format(
                Locale.ROOT,
                "Compare on at least %d %ss of at least %d speakers or recordings (has %d, %d).",
                SameErrors.units(tolerance.amount(), Estimate.LEVEL),
                word(),
                BlockJackknife.MINIMUM_BLOCKS,
                change.size().observations(),
                change.size().replicates()));
  }

  private String word() {
    return unit.noun();
  }
}
