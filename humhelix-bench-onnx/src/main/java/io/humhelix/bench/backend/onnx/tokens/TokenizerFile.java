package io.humhelix.bench.backend.onnx.tokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code tokenizer.json} holds of a byte-level BPE: vocabulary, merges in the order of their
 * rank, and added tokens. Read as a stream: the file has a hundred thousand lines.
 */
final class TokenizerFile {

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Integer> vocabulary = new HashMap<>(1 << 17);
  private final List<String> merges = new ArrayList<>(1 << 16);
  private final Map<Integer, String> added = new HashMap<>();
  private String type = "";

  private TokenizerFile() {}

  static TokenizerFile read(InputStream stream) throws IOException {
    TokenizerFile file = new TokenizerFile();
    try (JsonParser json = JSON.createParser(stream)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(json, "not a JSON object");
      }
      for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
        json.nextToken();
        switch (key) {
          case "model" -> file.readModel(json);
          case "added_tokens" -> file.readAdded(json);
          default -> json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw new JsonParseException(json, "the file ends too early");
      }
    }
    return file;
  }

  /** Returns the kind of model, {@code BPE} for Whisper. */
  String type() {
    return type;
  }

  /** Returns ids by entry. */
  Map<String, Integer> vocabulary() {
    return vocabulary;
  }

  /** Returns what merges give, best first: the two parts with a blank between them. */
  List<String> merges() {
    return merges;
  }

  /** Returns the contents of added tokens by id. */
  Map<Integer, String> added() {
    return added;
  }

  private void readModel(JsonParser json) throws IOException {
    while (nextField(json)) {
      switch (json.currentName()) {
        case "type" -> type = json.nextTextValue();
        case "vocab" -> {
          json.nextToken();
          while (nextField(json)) {
            vocabulary.put(json.currentName(), json.nextIntValue(-1));
          }
        }
        case "merges" -> {
          json.nextToken();
          readMerges(json);
        }
        default -> {
          json.nextToken();
          json.skipChildren();
        }
      }
    }
  }

  /** Reads merges of both forms: {@code "a b"} and, since tokenizers 0.20, {@code ["a", "b"]}. */
  private void readMerges(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        merges.add(json.nextTextValue() + " " + json.nextTextValue());
        json.nextToken();
      } else if (json.currentToken() == JsonToken.VALUE_STRING) {
        merges.add(json.getText());
      } else {
        throw new JsonParseException(json, "a merge is neither a string nor a pair of strings");
      }
    }
  }

  private void readAdded(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      int id = -1;
      String content = "";
      while (nextField(json)) {
        switch (json.currentName()) {
          case "id" -> id = json.nextIntValue(-1);
          case "content" -> content = json.nextTextValue();
          default -> {
            json.nextToken();
            json.skipChildren();
          }
        }
      }
      added.put(id, content);
    }
  }

  private static boolean nextField(JsonParser json) throws IOException {
    return json.nextToken() == JsonToken.FIELD_NAME;
  }
}
