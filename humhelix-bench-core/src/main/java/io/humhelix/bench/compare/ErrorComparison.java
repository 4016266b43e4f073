package io.humhelix.bench.compare;

import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.Verdict;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import io.humhelix.bench.stats.ExactChange;
import io.humhelix.bench.stats.Replicate;
import io.humhelix.bench.stats.SampleSize;
import io.humhelix.bench.store.RecordedRunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Word errors of two run configs over the same clips. */
final class ErrorComparison {

  /** A clip over all its valid decodes. */
  private static final class Clip {
    private double errors;
    private int decodes;
    private long words;
    private final Set<String> texts = new TreeSet<>();
  }

  private final SortedMap<String, Clip> reference;
  private final SortedMap<String, Clip> candidate;
  private final RecordedRunConfig config;

  ErrorComparison(RecordedRunConfig reference, RecordedRunConfig candidate) {
    this.reference = clips(reference);
    this.candidate = clips(candidate);
    this.config = candidate;
  }

  private static SortedMap<String, Clip> clips(RecordedRunConfig config) {
    SortedMap<String, Clip> clips = new TreeMap<>();
    for (TrialResult trial : config.trials()) {
      if (trial.counts()) {
        for (ClipResult one : trial.clips()) {
          one.score()
              .ifPresent(
                  score -> {
                    Clip clip = clips.computeIfAbsent(one.clipId(), id -> new Clip());
                    clip.errors += score.words().errors();
                    clip.words = score.words().referenceLength();
                    clip.decodes++;
                    clip.texts.add(score.hypothesis());
                  });
        }
      }
    }
    return clips;
  }

  /** Whether either side has a rate at all. */
  boolean hasRate() {
    return hasWords(reference) || hasWords(candidate);
  }

  private static boolean hasWords(SortedMap<String, Clip> clips) {
    return clips.values().stream().anyMatch(clip -> clip.words > 0);
  }

  /** Names of sides on which a clip got different texts. */
  List<String> undetermined() {
    List<String> sides = new ArrayList<>();
    if (reference.values().stream().anyMatch(clip -> clip.texts.size() > 1)) {
      sides.add("reference");
    }
    if (candidate.values().stream().anyMatch(clip -> clip.texts.size() > 1)) {
      sides.add("candidate");
    }
    return sides;
  }

  MetricComparison compare(Tolerance tolerance) {
    Decision decision;
    if (!hasWords(reference) || !hasWords(candidate)) {
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
        Metrics.WER_PERCENT, true, rate(reference), rate(candidate), decision, 0);
  }

  private boolean sameClips() {
    return reference.keySet().equals(candidate.keySet())
        && reference.keySet().stream()
            .allMatch(id -> reference.get(id).words == candidate.get(id).words);
  }

  /** The same text from every decode on both sides is no estimate: nothing changed. */
  private Estimate change() {
    boolean identical =
        reference.keySet().stream()
            .allMatch(
                id ->
                    reference.get(id).texts.size() == 1
                        && reference.get(id).texts.equals(candidate.get(id).texts));
    if (identical) {
      long words = reference.values().stream().mapToLong(clip -> clip.words).sum();
      int blocks = blocks(reference).size();
      return ExactChange.none(new SampleSize(Replicate.CLIP_BLOCK, blocks, blocks, words));
    }
    return BlockJackknife.difference(blocks(reference), blocks(candidate), Estimate.LEVEL);
  }

  private Optional<Estimate> rate(SortedMap<String, Clip> clips) {
    return hasWords(clips)
        ? Optional.of(BlockJackknife.rate(blocks(clips), Estimate.LEVEL))
        : Optional.empty();
  }

  /** Both sides by the candidate's speakers and recordings, in the order of their names. */
  private List<ErrorBlock> blocks(SortedMap<String, Clip> clips) {
    SortedMap<String, ErrorBlock> blocks = new TreeMap<>();
    clips.forEach(
        (id, clip) ->
            blocks.merge(
                config.blocks().getOrDefault(id, id),
                new ErrorBlock(clip.errors / clip.decodes, clip.words, 1),
                (a, b) ->
                    new ErrorBlock(
                        a.errors() + b.errors(), a.units() + b.units(), a.clips() + b.clips())));
    return List.copyOf(blocks.values());
  }
}
