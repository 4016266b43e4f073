package io.humhelix.bench.estimate;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.Estimate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Word errors of a run config by clip, averaged over all valid decodes: decoding a clip again tells
 * nothing about other clips.
 */
public final class ClipErrors {

  /** A clip over its decodes. */
  private static final class Clip {
    private double errors;
    private int decodes;
    private long words;
    private final SortedSet<String> texts = new TreeSet<>();
  }

  private final SortedMap<String, Clip> clips = new TreeMap<>();

  private ClipErrors() {}

  /**
   * Collects errors.
   *
   * @param trials of one run config; only valid measured trials count
   * @return the errors of the clips that have a score
   */
  public static ClipErrors of(List<TrialResult> trials) {
    ClipErrors errors = new ClipErrors();
    trials.stream()
        .filter(TrialResult::counts)
        .flatMap(trial -> trial.clips().stream())
        .forEach(errors::add);
    return errors;
  }

  /**
   * Returns the speaker or recording of each clip: clips of one are not independent.
   *
   * @param workload the clips
   * @return speaker by clip; the clip itself where no speaker is named
   */
  public static Map<String, String> blocks(Workload workload) {
    return workload.clips().stream()
        .collect(Collectors.toMap(AudioClip::id, clip -> clip.speaker().orElse(clip.id())));
  }

  private void add(ClipResult one) {
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

  /**
   * Tells whether there is a rate.
   *
   * @return whether any reference has words
   */
  public boolean hasRate() {
    return clips.values().stream().anyMatch(clip -> clip.words > 0);
  }

  /**
   * Returns the ids of the clips.
   *
   * @return in their own order
   */
  public Set<String> ids() {
    return Collections.unmodifiableSet(clips.keySet());
  }

  /**
   * Returns the number of words in a clip's reference.
   *
   * @param id one of {@link #ids()}
   * @return 0 or more
   */
  public long words(String id) {
    return clips.get(id).words;
  }

  /**
   * Returns the engine's texts of a clip.
   *
   * @param id one of {@link #ids()}
   * @return the different normalised texts; one if decoding is deterministic
   */
  public SortedSet<String> texts(String id) {
    return Collections.unmodifiableSortedSet(clips.get(id).texts);
  }

  /**
   * Returns the errors by speaker or recording, the mean over the decodes of a clip.
   *
   * @param blocks speaker or recording by clip; a clip that is missing forms a block of its own
   * @return in the order of the blocks' names
   */
  public List<ErrorBlock> blocks(Map<String, String> blocks) {
    SortedMap<String, ErrorBlock> sums = new TreeMap<>();
    clips.forEach(
        (id, clip) ->
            sums.merge(
                blocks.getOrDefault(id, id),
                new ErrorBlock(clip.errors / clip.decodes, clip.words, 1),
                (a, b) ->
                    new ErrorBlock(
                        a.errors() + b.errors(), a.units() + b.units(), a.clips() + b.clips())));
    return List.copyOf(sums.values());
  }

  /**
   * Estimates the word error rate.
   *
   * @param blocks speaker or recording by clip
   * @return a fraction; empty without a rate
   */
  public Optional<Estimate> rate(Map<String, String> blocks) {
    return hasRate()
        ? Optional.of(BlockJackknife.rate(blocks(blocks), Estimate.LEVEL))
        : Optional.empty();
  }

  /**
   * Bootstraps the word error rate.
   *
   * @param blocks speaker or recording by clip
   * @return a fraction; empty without a rate, and below {@link BlockBootstrap#MINIMUM_BLOCKS}
   *     blocks
   */
  public Optional<BlockBootstrap> bootstrap(Map<String, String> blocks) {
    List<ErrorBlock> all = blocks(blocks);
    return hasRate() && all.size() >= BlockBootstrap.MINIMUM_BLOCKS
        ? Optional.of(
            BlockBootstrap.rate(
                all, Estimate.LEVEL, BlockBootstrap.REPLICATIONS, BlockBootstrap.SEED))
        : Optional.empty();
  }
}
