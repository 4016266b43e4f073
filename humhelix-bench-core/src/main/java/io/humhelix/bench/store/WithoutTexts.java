package io.humhelix.bench.store;

import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trials without what no comparison of numbers needs: texts, segments, words, phases and issues of
 * clips, and alignments. The language and the counted errors stay, and so do the normalised texts,
 * which show whether two texts are the same; a long one of the engine becomes its hash, and equal
 * ones are one in memory. Not thread-safe.
 */
final class WithoutTexts {

  /** Longer texts take less room as hashes. */
  static final int LONGEST_HYPOTHESIS = 128;

  /** What is remembered to be used again is forgotten beyond so many: texts may all differ. */
  private static final int MOST = 10_000;

  private static final Alignment NOT_READ = new Alignment(List.of());

  private final Map<String, String> texts = new HashMap<>();
  private final Map<Optional<String>, Transcript> transcripts = new HashMap<>();

  TrialResult of(TrialResult trial) {
    return trial.withClips(trial.clips().stream().map(this::of).toList());
  }

  private ClipResult of(ClipResult clip) {
    return new ClipResult(
        clip.call(), transcript(clip.transcript().language()), clip.score().map(this::of));
  }

  /** A transcript of which only the language is known. */
  Transcript transcript(Optional<String> language) {
    return transcripts.computeIfAbsent(
        language, code -> new Transcript("", List.of(), List.of(), code, List.of()));
  }

  ClipScore of(ClipScore score) {
    String hypothesis = score.hypothesis();
    return new ClipScore(
        one(score.normalizer()),
        one(score.reference()),
        hypothesis.length() > LONGEST_HYPOTHESIS ? TextHash.of(hypothesis) : one(hypothesis),
        NOT_READ,
        score.words(),
        score.characters());
  }

  /** The same text, the same object. */
  private String one(String text) {
    if (texts.size() >= MOST) {
      texts.clear();
    }
    return texts.computeIfAbsent(text, any -> any);
  }
}
