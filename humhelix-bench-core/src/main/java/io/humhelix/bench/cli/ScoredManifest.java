package io.humhelix.bench.cli;

import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a manifest. Errors and reference lengths are summed over all clips. A clip whose
 * reference is empty after normalisation adds nothing to the length, and what was written for it
 * counts as insertions; a clip without a text of the engine counts as all deletions.
 *
 * @param lines one per clip
 * @param unit which error rate decides: characters as soon as one line needs them
 */
record ScoredManifest(List<Line> lines, ErrorUnit unit) {

  /**
   * One clip.
   *
   * @param source as read
   * @param score its score
   */
  record Line(ManifestLine source, ClipScore score) {}

  /** How many lines each normaliser scored, by its id and version, as in {@code english-1}. */
  Map<String, Long> normalizers() {
    Map<String, Long> counts = new LinkedHashMap<>();
    lines.forEach(line -> counts.merge(line.score().normalizer(), 1L, Long::sum));
    return counts;
  }

  ErrorCounts words() {
    return lines.stream().map(l -> l.score().words()).reduce(ErrorCounts.NONE, ErrorCounts::plus);
  }

  ErrorCounts characters() {
    return lines.stream()
        .map(l -> l.score().characters())
        .reduce(ErrorCounts.NONE, ErrorCounts::plus);
  }

  /** Errors in the unit that decides. */
  ErrorCounts deciding() {
    return unit == ErrorUnit.WORD ? words() : characters();
  }

  long emptyReferences() {
    return lines.stream().filter(l -> !l.score().words().hasRate()).count();
  }

  long missingHypotheses() {
    return lines.stream().filter(l -> l.source().hypothesis().isEmpty()).count();
  }
}
