package io.humhelix.bench.backend.onnx.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model's byte-level BPE vocabulary: text of tokens, tokens of text. Thread-safe.
 *
 * <p>Time tokens that {@code tokenizer.json} does not list have no text.
 */
public final class Tokenizer {

  private static final byte[] NONE = {};

  private final byte[][] bytes;
  private final BytePairEncoder encoder;

  private Tokenizer(byte[][] bytes, BytePairEncoder encoder) {
    this.bytes = bytes;
    this.encoder = encoder;
  }

  /**
   * Reads a tokenizer.
   *
   * @param file {@code tokenizer.json}
   * @return the tokenizer
   * @throws SutException of kind {@link FailureKind#MODEL} if the file is missing, is no JSON or
   *     holds no byte-level BPE
   */
  public static Tokenizer read(Path file) throws SutException {
    TokenizerFile content;
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      content = TokenizerFile.read(stream);
    } catch (JsonProcessingException e) {
      throw bad(file, "it is not complete JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw bad(file, "it cannot be read: " + e, e);
    }
    if (!content.type().equals("BPE")) {
      throw bad(file, "its model is of type '" + content.type() + "'; Whisper's is BPE", null);
    }
    if (content.vocabulary().isEmpty() || content.merges().isEmpty()) {
      throw bad(
          file,
          "it has "
              + content.vocabulary().size()
              + " vocabulary entries and "
              + content.merges().size()
              + " merges; both are needed",
          null);
    }
    byte[][] bytes = bytes(file, content);
    return new Tokenizer(bytes, new BytePairEncoder(content.vocabulary(), content.merges()));
  }

  private static byte[][] bytes(Path file, TokenizerFile content) throws SutException {
    int highest = -1;
    for (int id : content.vocabulary().values()) {
      highest = Math.max(highest, id);
    }
    for (int id : content.added().keySet()) {
      highest = Math.max(highest, id);
    }
    // Ids are places in an array: a wild one in a damaged file must not take the memory.
    if (highest > 1 << 20) {
      throw bad(file, "it has the token id " + highest + ", more than any Whisper model", null);
    }
    byte[][] bytes = new byte[highest + 1][];
    for (Map.Entry<String, Integer> entry : content.vocabulary().entrySet()) {
      if (entry.getValue() < 0) {
        throw bad(file, "the vocabulary entry '" + entry.getKey() + "' has no id", null);
      }
      byte[] letters = ByteAlphabet.bytes(entry.getKey());
      bytes[entry.getValue()] =
          letters == null ? entry.getKey().getBytes(StandardCharsets.UTF_8) : letters;
    }
    for (Map.Entry<Integer, String> token : content.added().entrySet()) {
      if (token.getKey() < 0) {
        throw bad(file, "the added token '" + token.getValue() + "' has no id", null);
      }
      bytes[token.getKey()] = token.getValue().getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  /**
   * Returns the text of tokens. Bytes that are no UTF-8, as at a cut within a letter, become U+FFFD
   * as Python's {@code decode(errors="replace")} has it. Tokens without text add nothing.
   *
   * @param tokens ids; special ones have the text that the file gives them, such as {@code
   *     <|endoftext|>}
   * @return the text, with the leading blank that most words have
   */
  public String decode(List<Integer> tokens) {
    int size = 0;
    for (int token : tokens) {
      size += bytes(token).length;
    }
    byte[] all = new byte[size];
    int place = 0;
    for (int token : tokens) {
      byte[] part = bytes(token);
      System.arraycopy(part, 0, all, place, part.length);
      place += part.length;
    }
    return Utf8.decode(all);
  }

  /**
   * Returns the tokens of text. Special tokens in it are taken as ordinary text.
   *
   * @param text any text
   * @return ids
   */
  public List<Integer> encode(String text) {
    return encoder.encode(text);
  }

  private byte[] bytes(int token) {
    byte[] part = token >= 0 && token < bytes.length ? bytes[token] : null;
    return part == null ? NONE : part;
  }

  private static SutException bad(Path file, String found, Exception cause) {
    return new SutException(
        FailureKind.MODEL,
        file + ": " + found + ".",
        "Take tokenizer.json from the model's own repository again.",
        cause);
  }
}
