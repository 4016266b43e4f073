package io.humhelix.bench.cli;

import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The scores of a manifest. Errors and reference lengths are summed over all clips. A clip whose
 * reference is empty after normalisation adds nothing to the length, and what was written for it
 * counts as insertions; a clip without a text of the engine counts as all deletions.
 *
 * @param normalizer id and version, as in {@code english-1}
 * @param lines one per clip
 */
record ScoredManifest(String normalizer, List<Line> lines) {

  /**
   * One clip.
   *
   * @param source as read
   * @param score its score
   */
  record Line(ManifestLine source, ClipScore score) {}

  static ScoredManifest of(
      List<ManifestLine> lines, String normalizer, BiFunction<String, String, ClipScore> scorer) {
    List<Line> scored = new ArrayList<>(lines.size());
    for (ManifestLine line : lines) {
      scored.add(new Line(line, scorer.apply(line.reference(), line.hypothesis().orElse(""))));
    }
    return new ScoredManifest(normalizer, List.copyOf(scored));
  }

  ErrorCounts words() {
    return lines.stream().map(l -> l.score().words()).reduce(ErrorCounts.NONE, ErrorCounts::plus);
  }

  ErrorCounts characters() {
    return lines.stream()
        .map(l -> l.score().characters())
        .reduce(ErrorCounts.NONE, ErrorCounts::plus);
  }

  long emptyReferences() {
    return lines.stream().filter(l -> !l.score().words().hasRate()).count();
  }

  long missingHypotheses() {
    return lines.stream().filter(l -> l.source().hypothesis().isEmpty()).count();
  }
}
