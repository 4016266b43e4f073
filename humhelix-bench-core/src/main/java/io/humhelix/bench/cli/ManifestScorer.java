package io.humhelix.bench.cli;

import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.accuracy.Scorer;
import java.util.List;

/** Scores manifests with one normaliser. */
final class ManifestScorer {

  private final Scorer scorer;

  private ManifestScorer(Scorer scorer) {
    this.scorer = scorer;
  }

  /**
   * Makes a scorer.
   *
   * @throws BadInputException if there is no such normaliser
   */
  static ManifestScorer of(String normalizer) throws BadInputException {
    try {
      return new ManifestScorer(new Scorer(Normalizers.byId(normalizer)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(List.of("--normalizer: " + e.getMessage()));
    }
  }

  ScoredManifest score(List<ManifestLine> lines) {
    return ScoredManifest.of(lines, scorer.normalizerId(), scorer::score);
  }
}
