package io.humhelix.bench.html;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run config wrote for each clip: every text with the number of calls that had it, the most
 * frequent first. Texts are of valid trials; where there is none, of the measured ones that are
 * not, since bad texts are what made them so.
 */
final class ClipWritings {

  /**
   * A text of a clip.
   *
   * @param sample the first call that had it
   * @param calls how many had it
   */
  record Writing(ClipResult sample, int calls) {

    Optional<ClipScore> score() {
      return sample.score();
    }

    /** As the engine wrote it; empty if that is not stored. */
    Optional<String> written() {
      String text = sample.text();
      boolean left = text.isEmpty() && normalized().filter(one -> !one.isEmpty()).isPresent();
      return left || TextHash.isHash(text) || isHidden() ? Optional.empty() : Optional.of(text);
    }

    /** Without what does not count as an error; empty without a reference. */
    Optional<String> normalized() {
      return score().map(ClipScore::hypothesis);
    }

    /** Whether there is but a hash of it. */
    boolean isHidden() {
      return TextHash.isHash(normalized().orElse(sample.text()))
          || score().filter(one -> TextHash.isHash(one.reference())).isPresent();
    }
  }

  /**
   * All texts of a clip.
   *
   * @param writings the most frequent first
   * @param errors the mean over its decodes; empty without a reference
   * @param failed share of its calls that failed, 0 to 1
   */
  record OfClip(List<Writing> writings, OptionalDouble errors, double failed) {}

  private record Text(String written, String normalized) {}

  private static final class Tally {
    private final ClipResult sample;
    private int calls;

    private Tally(ClipResult sample) {
      this.sample = sample;
    }
  }

  private ClipWritings() {}

  /** Returns the clips that have a text, or whose calls failed, by their ids. */
  static Map<String, OfClip> of(RunConfigResult config, ErrorUnit unit) {
    List<TrialResult> valid = config.validTrials();
    List<TrialResult> trials =
        valid.isEmpty()
            ? config.trials().stream().filter(one -> one.kind() == TrialKind.MEASURED).toList()
            : valid;
    Map<String, Map<Text, Tally>> tallies = new HashMap<>();
    for (TrialResult trial : trials) {
      for (ClipResult clip : trial.clips()) {
        Text text = new Text(clip.text(), clip.score().map(ClipScore::hypothesis).orElse(""));
        tallies
            .computeIfAbsent(clip.clipId(), any -> new HashMap<>())
            .computeIfAbsent(text, any -> new Tally(clip))
            .calls++;
      }
    }
    ClipErrors errors = ClipErrors.of(config, unit);
    Map<String, OfClip> clips = new HashMap<>();
    tallies.forEach((id, of) -> clips.put(id, clip(id, sorted(of), errors, unit)));
    errors.ids().forEach(id -> clips.computeIfAbsent(id, any -> clip(id, List.of(), errors, unit)));
    return clips;
  }

  private static List<Writing> sorted(Map<Text, Tally> tallies) {
    List<Writing> all = new ArrayList<>();
    tallies.values().forEach(one -> all.add(new Writing(one.sample, one.calls)));
    all.sort(
        Comparator.comparingInt((Writing one) -> -one.calls())
            .thenComparing(one -> one.sample().text()));
    return List.copyOf(all);
  }

  private static OfClip clip(String id, List<Writing> all, ClipErrors errors, ErrorUnit unit) {
    if (errors.ids().contains(id)) {
      return new OfClip(all, OptionalDouble.of(errors.errors(id)), errors.failed(id));
    }
    // Of trials that do not count.
    long scored =
        all.stream().filter(one -> one.score().isPresent()).mapToLong(Writing::calls).sum();
    long sum =
        all.stream()
            .filter(one -> one.score().isPresent())
            .mapToLong(one -> one.calls() * unit.counts(one.score().orElseThrow()).errors())
            .sum();
    return new OfClip(
        all, scored == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / scored), 0);
  }
}
