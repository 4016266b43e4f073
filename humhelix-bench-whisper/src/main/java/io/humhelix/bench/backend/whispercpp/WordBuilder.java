package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.whispercpp.library.TimedToken;
import io.humhelix.bench.result.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts a segment's tokens together to words: a word begins with a blank, or in languages without
 * blanks with each whole character, as in openai-whisper ({@code tokenizer.py}, {@code
 * split_to_word_tokens}).
 */
final class WordBuilder {

  private static final Set<String> WITHOUT_BLANKS = Set.of("zh", "ja", "th", "lo", "my", "yue");

  private static final double TIME_UNITS_PER_SECOND = 100;

  private final boolean everyCharacter;
  private final boolean aligned;
  private final double clipSeconds;
  private final Utf8Pieces characters = new Utf8Pieces();
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private double start;
  private double end;

  private WordBuilder(String language, boolean aligned, double clipSeconds) {
    this.everyCharacter = WITHOUT_BLANKS.contains(language);
    this.aligned = aligned;
    this.clipSeconds = clipSeconds;
  }

  /**
   * Builds words.
   *
   * @param tokens of one segment
   * @param language code of the language
   * @param aligned whether times are those of dynamic time warping, which tells begins alone: a
   *     word ends where the next one begins
   * @param segmentEnd seconds
   * @param clipSeconds no word ends later
   * @return words in order
   */
  static List<Word> of(
      List<TimedToken> tokens,
      String language,
      boolean aligned,
      double segmentEnd,
      double clipSeconds) {
    WordBuilder builder = new WordBuilder(language, aligned, clipSeconds);
    tokens.forEach(builder::add);
    builder.endWord(aligned ? segmentEnd : builder.end);
    return builder.words;
  }

  private void add(TimedToken token) {
    boolean between = characters.complete();
    String piece = characters.next(token.bytes());
    double begin = (aligned ? token.aligned() : token.begin()) / TIME_UNITS_PER_SECOND;
    boolean newWord = between && (everyCharacter || begins(token.bytes()));
    if (newWord && !text.isEmpty()) {
      endWord(aligned ? begin : end);
    }
    if (text.isEmpty() && between) {
      start = begin;
    }
    text.append(piece);
    end = token.end() / TIME_UNITS_PER_SECOND;
  }

  private static boolean begins(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == ' ';
  }

  private void endWord(double at) {
    if (!text.isEmpty()) {
      double from = Math.min(Math.max(start, 0), clipSeconds);
      words.add(new Word(from, Math.max(from, Math.min(at, clipSeconds)), text.toString()));
      text.setLength(0);
    }
  }
}
