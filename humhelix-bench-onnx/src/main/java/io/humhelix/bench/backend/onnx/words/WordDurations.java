package io.humhelix.bench.backend.onnx.words;

import java.util.List;

/**
 * How long words may be, from the other words of their window.
 *
 * @param median of the words that have a length, at most 0.7 s; 0 if none has
 * @param longest twice that
 */
record WordDurations(double median, double longest) {

  static WordDurations of(List<TimedWord> words) {
    double[] sorted =
        words.stream().mapToDouble(TimedWord::duration).filter(d -> d != 0).sorted().toArray();
    int half = sorted.length / 2;
    double median =
        sorted.length == 0
            ? 0
            : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    double limited = Math.min(0.7, median);
    return new WordDurations(limited, 2 * limited);
  }

  /** Shortens words next to the end of a sentence, where a pause is counted as part of them. */
  void shortenAtSentences(List<TimedWord> words) {
    for (int i = 1; i < words.size(); i++) {
      TimedWord word = words.get(i);
      if (word.duration() > longest) {
        if (Punctuation.endsSentence(word.text())) {
          words.set(i, word.between(word.start(), word.start() + longest));
        } else if (Punctuation.endsSentence(words.get(i - 1).text())) {
          words.set(i, word.between(word.end() - longest, word.end()));
        }
      }
    }
  }
}
