package io.humhelix.bench.backend.onnx.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What {@code tokenizer.json} says of its tokens: how many there are and the ids of the special
 * ones. Its vocabulary is passed over, not kept.
 *
 * @param special ids by text, such as {@code <|en|>}
 * @param textTokens entries of the vocabulary itself
 * @param largestId the largest id in the file
 */
record TokenizerIds(Map<String, Integer> special, int textTokens, int largestId) {

  private static final String REMEDY = "Take the tokenizer.json that was published with the model.";

  /** The vocabulary and merges of Whisper take 2 MB. */
  private static final long LARGEST = 64 << 20;

  private static final int LARGEST_ID = 1 << 24;

  /** Reads a file. */
  static TokenizerIds read(Path path) throws IOException, ModelFormatException {
    try {
      if (Files.size(path) > LARGEST) {
        throw new ModelFormatException(
            "has " + Files.size(path) + " bytes; a tokenizer has at most " + LARGEST, REMEDY);
      }
      try (JsonParser parser = new JsonFactory().createParser(path.toFile())) {
        return new Reading(parser).run();
      }
    } catch (NoSuchFileException e) {
      throw missing(path);
    } catch (JsonProcessingException e) {
      throw JsonFile.notJson(e);
    }
  }

  private static ModelFormatException missing(Path path) {
    boolean parts =
        Files.exists(path.resolveSibling("vocab.json"))
            && Files.exists(path.resolveSibling("merges.txt"));
    return new ModelFormatException(
        parts ? "is missing; vocab.json and merges.txt alone are not enough" : "is missing",
        parts
            ? "Build it from them with transformers: AutoTokenizer.from_pretrained(folder)"
                + ".save_pretrained(folder)."
            : REMEDY);
  }

  OptionalInt id(String token) {
    Integer id = special.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private static final class Reading {

    private final JsonParser parser;
    private final Map<String, Integer> special = new HashMap<>();
    private int textTokens;
    private int largestId = -1;
    private String type = "none";

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    TokenizerIds run() throws IOException, ModelFormatException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ModelFormatException("is not a JSON object", REMEDY);
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (key.equals("added_tokens") && value == JsonToken.START_ARRAY) {
          addedTokens();
        } else if (key.equals("model") && value == JsonToken.START_OBJECT) {
          model();
        } else {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new ModelFormatException("goes on after its JSON object", REMEDY);
      }
      if (!type.equals("BPE") || textTokens == 0) {
        throw new ModelFormatException(
            "has a model of type '" + type + "' with " + textTokens + " tokens; Whisper's is 'BPE'",
            REMEDY);
      }
      return new TokenizerIds(Map.copyOf(special), textTokens, largestId);
    }

    private void addedTokens() throws IOException, ModelFormatException {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        String content = null;
        int id = -1;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
          parser.nextToken();
          if (key.equals("content")) {
            content = parser.getValueAsString();
          } else if (key.equals("id")) {
            id = id();
          } else {
            parser.skipChildren();
          }
        }
        if (content == null || id < 0) {
          throw new ModelFormatException("has an added token without content or id", REMEDY);
        }
        special.put(content, id);
      }
    }

    private void model() throws IOException, ModelFormatException {
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (key.equals("type")) {
          type = parser.getValueAsString("none");
        } else if (key.equals("vocab") && value == JsonToken.START_OBJECT) {
          for (String token = parser.nextFieldName();
              token != null;
              token = parser.nextFieldName()) {
            parser.nextToken();
            int id = id();
            textTokens++;
            if (token.startsWith("<|") && token.endsWith("|>")) {
              special.putIfAbsent(token, id);
            }
          }
        } else {
          parser.skipChildren();
        }
      }
    }

    private int id() throws IOException, ModelFormatException {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getLongValue() < 0
          || parser.getLongValue() > LARGEST_ID) {
        throw new ModelFormatException(
            "has the id " + parser.getText() + "; allowed: 0 to " + LARGEST_ID, REMEDY);
      }
      int id = parser.getIntValue();
      largestId = Math.max(largestId, id);
      return id;
    }
  }
}
