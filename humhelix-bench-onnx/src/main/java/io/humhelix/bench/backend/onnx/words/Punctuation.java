package io.humhelix.bench.backend.onnx.words;

import io.humhelix.bench.backend.onnx.tokens.Blanks;
import java.util.List;

/** Makes punctuation part of the adjacent words, as OpenAI's {@code merge_punctuations}. */
final class Punctuation {

  private static final String SENTENCE_ENDS = ".。!！?？";
  private static final String BEFORE_WORDS = "\"'“¿([{-";
  private static final String AFTER_WORDS = "\"'.。,，!！?？:：”)]}、";

  private Punctuation() {}

  static boolean endsSentence(String text) {
    return SENTENCE_ENDS.contains(text);
  }

  /** Merges in place; a word that is merged away stays, with neither text nor tokens. */
  static void merge(List<TimedWord> words) {
    int following = words.size() - 1;
    for (int i = words.size() - 2; i >= 0; i--) {
      TimedWord word = words.get(i);
      if (word.text().startsWith(" ") && BEFORE_WORDS.contains(Blanks.strip(word.text()))) {
        join(words, i, following, following);
      } else {
        following = i;
      }
    }
    int previous = 0;
    for (int i = 1; i < words.size(); i++) {
      if (!words.get(previous).text().endsWith(" ") && AFTER_WORDS.contains(words.get(i).text())) {
        join(words, previous, i, previous);
      } else {
        previous = i;
      }
    }
  }

  private static void join(List<TimedWord> words, int first, int second, int into) {
    TimedWord a = words.get(first);
    TimedWord b = words.get(second);
    int from = into == first ? second : first;
    TimedWord kept = words.get(into);
    words.set(into, kept.written(a.text() + b.text(), a.tokens() + b.tokens()));
    words.set(from, words.get(from).written("", 0));
  }
}
