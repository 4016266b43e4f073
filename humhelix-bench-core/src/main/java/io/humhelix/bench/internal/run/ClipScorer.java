package io.humhelix.bench.internal.run;

import io.humhelix.bench.result.ClipScore;

/** Scores texts with one normaliser. */
public interface ClipScorer {

  /** Returns id and version of the normaliser, as in {@code english-1}. */
  String normalizer();

  /** Scores a text against its reference. */
  ClipScore score(String reference, String text);
}
