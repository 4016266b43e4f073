package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the clips of which two run configs wrote something else. */
final class ClipChanges {

  private ClipChanges() {}

  /** Clips with a reference that both scored, by their errors and normalised texts. */
  static List<ChangedClip> scored(ClipErrors baseline, ClipErrors candidate) {
    List<ChangedClip> changed = new ArrayList<>();
    for (String id : candidate.ids()) {
      if (!baseline.ids().contains(id) || baseline.units(id) != candidate.units(id)) {
        continue;
      }
      ChangedClip clip =
          new ChangedClip(
              id,
              candidate.unit(),
              candidate.units(id),
              Optional.of(known(candidate.reference(id), baseline.reference(id))),
              text(baseline, id),
              text(candidate, id));
      boolean same =
          clip.change() == ChangedClip.Change.OTHER_TEXT
              && hashes(baseline.texts(id)).equals(hashes(candidate.texts(id)));
      if (!same) {
        changed.add(clip);
      }
    }
    return changed;
  }

  private static String known(String reference, String other) {
    return TextHash.isHash(reference) ? other : reference;
  }

  private static ClipText text(ClipErrors side, String id) {
    return ClipText.of(OptionalDouble.of(side.errors(id)), side.counts(id), side.failed(id));
  }

  private static Set<String> hashes(SortedSet<String> texts) {
    return texts.stream().map(TextHash::of).collect(Collectors.toSet());
  }

  /** Ids of clips of valid trials that have no score. */
  static SortedSet<String> unscored(RunConfigResult config) {
    SortedSet<String> ids = new TreeSet<>();
    for (TrialResult trial : config.validTrials()) {
      for (ClipResult clip : trial.clips()) {
        if (clip.score().isEmpty()) {
          ids.add(clip.clipId());
        }
      }
    }
    return ids;
  }

  /** Texts of clips of valid trials that have no score, as they are in the result. */
  static SortedMap<String, SortedMap<String, Integer>> written(RunConfigResult config) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    for (TrialResult trial : config.validTrials()) {
      for (ClipResult clip : trial.clips()) {
        if (clip.score().isEmpty()) {
          counts
              .computeIfAbsent(clip.clipId(), id -> new TreeMap<>())
              .merge(clip.transcript().text(), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** Clips without a reference, by the texts that the engine wrote. */
  static List<ChangedClip> unscored(
      ErrorUnit unit,
      Map<String, SortedMap<String, Integer>> baseline,
      Map<String, SortedMap<String, Integer>> candidate) {
    List<ChangedClip> changed = new ArrayList<>();
    for (String id : new TreeSet<>(candidate.keySet())) {
      SortedMap<String, Integer> before = baseline.get(id);
      if (before != null && !before.keySet().equals(candidate.get(id).keySet())) {
        changed.add(
            new ChangedClip(
                id,
                unit,
                0,
                Optional.empty(),
                ClipText.of(OptionalDouble.empty(), before, 0),
                ClipText.of(OptionalDouble.empty(), candidate.get(id), 0)));
      }
    }
    return changed;
  }
}
