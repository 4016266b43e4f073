package io.humhelix.bench.backend.ggml;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a prompt into tokens as whisper.cpp does ({@code tokenize} in {@code src/whisper.cpp}, 1.7.1
 * to 1.9.3): not by byte pairs as OpenAI's, but the longest token of the vocabulary that a word
 * begins with, and so on. whisper-jni does not offer it.
 */
public final class PromptTokenizer {

  /** whisper.cpp's own expression, over bytes: letters and digits are those of ASCII. */
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{Alpha}+| ?\\p{Digit}+| ?[^\\s\\p{Alpha}\\p{Digit}]+"
              + "|\\s+(?!\\S)|\\s+");

  private final Set<String> vocabulary;

  private PromptTokenizer(Set<String> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads the vocabulary of a model.
   *
   * @param file a model file that was checked
   * @return a tokenizer
   * @throws IOException if the file cannot be read
   * @throws ModelFormatException if it changed since it was checked
   */
  public static PromptTokenizer read(Path file) throws IOException, ModelFormatException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new PromptTokenizer(ModelFile.vocabulary(new GgmlInput(channel)));
    }
  }

  /**
   * Cuts.
   *
   * @param prompt a text
   * @return the bytes of each token, as ISO 8859-1; bytes without a token are left out
   */
  public List<String> tokens(String prompt) {
    String bytes = inLatin1(prompt.getBytes(StandardCharsets.UTF_8));
    List<String> tokens = new ArrayList<>();
    for (Matcher words = WORD.matcher(bytes); words.find(); ) {
      String word = words.group();
      int from = 0;
      while (from < word.length()) {
        int to = word.length();
        while (to > from && !vocabulary.contains(word.substring(from, to))) {
          to--;
        }
        if (to > from) {
          tokens.add(word.substring(from, to));
        }
        from = Math.max(to, from + 1);
      }
    }
    return tokens;
  }

  /**
   * Puts tokens together.
   *
   * @param tokens their bytes, as ISO 8859-1
   * @return their text
   */
  public static String text(List<String> tokens) {
    return new String(
        String.join("", tokens).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String inLatin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
