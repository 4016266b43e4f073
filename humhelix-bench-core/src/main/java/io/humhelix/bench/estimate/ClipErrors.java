package io.humhelix.bench.estimate;

import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.accuracy.WordSeparation;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.stats.BlockBootstrap;
import io.humhelix.bench.stats.ErrorBlock;
import io.humhelix.bench.stats.ErrorRate;
import io.humhelix.bench.stats.Estimate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
 * Errors of a run config by clip, averaged over all valid decodes: decoding a clip again tells
 * nothing about other clips. Calls that failed count as {@link CallErrors} says. They are counted
 * in words or in characters. Characters decide for the whole run config as soon as one clip needs
 * them ({@link WordSeparation}): they can be counted in every language, words cannot.
 */
public final class ClipErrors {

  /** A clip over its decodes. */
  private static final class Clip {
    private double errors;
    private double decodes;
    private double failed;
    private long units;
    private String reference = "";
    private final Map<String, Integer> texts = new HashMap<>();
  }

  private final SortedMap<String, Clip> clips = new TreeMap<>();

  private final ErrorUnit unit;

  private ClipErrors(ErrorUnit unit) {
    this.unit = unit;
  }

  /**
   * Collects errors.
   *
   * @param result a run config; only valid measured trials count
   * @param unit what to count
   * @return the errors of the clips that have a score
   */
  public static ClipErrors of(RunConfigResult result, ErrorUnit unit) {
    ClipErrors errors = new ClipErrors(unit);
    for (TrialResult trial : result.validTrials()) {
      for (CallErrors.Weighted one : CallErrors.of(trial).scores()) {
        errors.add(one);
      }
    }
    return errors;
  }

  /** A reference, and the language that it is read in. */
  private record Written(Optional<String> language, String reference) {}

  /**
   * Returns the unit that decides.
   *
   * @param result a run config
   * @return characters if any of its scored clips needs them; words too where no clip has a score
   */
  public static ErrorUnit decidingUnit(RunConfigResult result) {
    Workload workload = result.runConfig().workload();
    Map<String, TranscriptionTask> tasks =
        workload.clips().stream().collect(Collectors.toMap(AudioClip::id, workload.task()::of));
    Set<Written> written = new HashSet<>();
    Map<String, ClipResult> last = new HashMap<>();
    for (TrialResult trial : result.validTrials()) {
      for (ClipResult clip : trial.clips()) {
        ClipResult before = clip.score().isEmpty() ? clip : last.put(clip.clipId(), clip);
        // Trials that are read share their texts, and a run may have a million of these.
        boolean same =
            before != null
                && before.score() == clip.score()
                && before.transcript() == clip.transcript();
        if (!same) {
          written.add(
              new Written(
                  TextLanguage.of(
                      tasks.getOrDefault(clip.clipId(), workload.task()),
                      clip.transcript().language()),
                  clip.score().get().reference()));
        }
      }
      for (FailedClip clip : trial.failedCalls().clips()) {
        written.add(
            new Written(
                TextLanguage.of(
                    tasks.getOrDefault(clip.clipId(), workload.task()), Optional.empty()),
                clip.score().reference()));
      }
    }
    return written.stream().anyMatch(text -> unit(text) == ErrorUnit.CHARACTER)
        ? ErrorUnit.CHARACTER
        : ErrorUnit.WORD;
  }

  /** A baseline without texts says what their unit was. */
  private static ErrorUnit unit(Written text) {
    return TextHash.word(text.reference())
        .map(word -> word.equals(ErrorUnit.CHARACTER.noun()) ? ErrorUnit.CHARACTER : ErrorUnit.WORD)
        .orElseGet(() -> WordSeparation.unit(text.language(), text.reference()));
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

  private void add(CallErrors.Weighted one) {
    ErrorCounts counts = unit.counts(one.score());
    Clip clip = clips.computeIfAbsent(one.clipId(), id -> new Clip());
    clip.errors += one.weight() * counts.errors();
    clip.units = counts.referenceLength();
    clip.reference = one.score().reference();
    clip.decodes += one.weight();
    if (one.failed()) {
      clip.failed += one.weight();
    } else {
      clip.texts.merge(one.score().hypothesis(), 1, Integer::sum);
    }
  }

  /**
   * Returns what is counted.
   *
   * @return words or characters
   */
  public ErrorUnit unit() {
    return unit;
  }

  /**
   * Tells whether there is a rate.
   *
   * @return whether any reference has a word, or a character
   */
  public boolean hasRate() {
    return clips.values().stream().anyMatch(clip -> clip.units > 0);
  }

  /**
   * Returns what was written for clips in which nothing is said: all of it is made up.
   *
   * @return words or characters of the clips whose reference is empty, the mean over the decodes of
   *     each
   */
  public double madeUp() {
    return clips.values().stream()
        .filter(clip -> clip.units == 0)
        .mapToDouble(clip -> clip.errors / clip.decodes)
        .sum();
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
   * Returns the number of words or characters in a clip's reference.
   *
   * @param id one of {@link #ids()}
   * @return 0 or more
   */
  public long units(String id) {
    return clips.get(id).units;
  }

  /**
   * Returns the engine's texts of a clip.
   *
   * @param id one of {@link #ids()}
   * @return the different normalised texts; one if decoding is deterministic, none if every call
   *     failed
   */
  public SortedSet<String> texts(String id) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(clips.get(id).texts.keySet()));
  }

  /**
   * Returns how often the engine gave each of its texts of a clip.
   *
   * @param id one of {@link #ids()}
   * @return by normalised text, 1 or more; empty if every call failed
   */
  public SortedMap<String, Integer> counts(String id) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(clips.get(id).texts));
  }

  /**
   * Returns the errors of a clip.
   *
   * @param id one of {@link #ids()}
   * @return the mean over its decodes, 0 or more
   */
  public double errors(String id) {
    return clips.get(id).errors / clips.get(id).decodes;
  }

  /**
   * Returns how often a clip has no text since its call failed.
   *
   * @param id one of {@link #ids()}
   * @return a share, 0 to 1
   */
  public double failed(String id) {
    return clips.get(id).failed / clips.get(id).decodes;
  }

  /**
   * Returns the reference of a clip.
   *
   * @param id one of {@link #ids()}
   * @return normalised; a hash where it was left out
   */
  public String reference(String id) {
    return clips.get(id).reference;
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
                new ErrorBlock(clip.errors / clip.decodes, clip.units, 1),
                ErrorBlock::plus));
    return List.copyOf(sums.values());
  }

  /**
   * Estimates the error rate.
   *
   * @param blocks speaker or recording by clip
   * @return a fraction; empty without a rate
   */
  public Optional<Estimate> rate(Map<String, String> blocks) {
    return hasRate() ? Optional.of(ErrorRate.of(blocks(blocks), Estimate.LEVEL)) : Optional.empty();
  }

  /**
   * Bootstraps the error rate.
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
