package io.humhelix.bench.backend.onnx.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits tokens into words as OpenAI's {@code Tokenizer.split_to_word_tokens} does: at blanks and
 * punctuation, and in languages that are written without blanks at every whole character. Immutable
 * and thread-safe.
 */
public final class WordSplitter {

  private static final Set<String> WITHOUT_BLANKS = Set.of("zh", "ja", "th", "lo", "my", "yue");

  /** Python's {@code string.punctuation}, in its order: a run of it is punctuation too. */
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private static final char REPLACEMENT = '\uFFFD';

  private final Tokenizer tokenizer;
  private final int firstSpecial;

  /**
   * A splitter.
   *
   * @param tokenizer gives the text of tokens
   * @param firstSpecial the first token that is no text: end of text
   */
  public WordSplitter(Tokenizer tokenizer, int firstSpecial) {
    this.tokenizer = tokenizer;
    this.firstSpecial = firstSpecial;
  }

  /**
   * Splits tokens.
   *
   * @param tokens ids of text, and special ones, each of which is a word of its own
   * @param language code of the language, such as {@code en}
   * @return the words in order
   */
  public List<WordTokens> split(List<Integer> tokens, String language) {
    List<WordTokens> characters = wholeCharacters(tokens);
    return WITHOUT_BLANKS.contains(language) ? characters : joined(characters);
  }

  private List<WordTokens> wholeCharacters(List<Integer> tokens) {
    String full = tokenizer.decode(tokens);
    List<WordTokens> parts = new ArrayList<>();
    List<Integer> current = new ArrayList<>();
    int offset = 0;
    for (int token : tokens) {
      current.add(token);
      String text = tokenizer.decode(current);
      int broken = text.indexOf(REPLACEMENT);
      // A replacement character that the whole text has in this place too is no cut.
      boolean whole =
          broken < 0
              || offset + broken < full.length() && full.charAt(offset + broken) == REPLACEMENT;
      if (whole) {
        parts.add(new WordTokens(text, current));
        current = new ArrayList<>();
        offset += text.length();
      }
    }
    return parts;
  }

  private List<WordTokens> joined(List<WordTokens> parts) {
    List<WordTokens> words = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    List<Integer> tokens = new ArrayList<>();
    for (WordTokens part : parts) {
      boolean special = part.tokens().get(0) >= firstSpecial;
      boolean punctuation = PUNCTUATION.contains(Blanks.strip(part.text()));
      if ((special || punctuation || part.text().startsWith(" ")) && !tokens.isEmpty()) {
        words.add(new WordTokens(text.toString(), tokens));
        text.setLength(0);
        tokens.clear();
      }
      text.append(part.text());
      tokens.addAll(part.tokens());
    }
    if (!tokens.isEmpty()) {
      words.add(new WordTokens(text.toString(), tokens));
    }
    return words;
  }
}
