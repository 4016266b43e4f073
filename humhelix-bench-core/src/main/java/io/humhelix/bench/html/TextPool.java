package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.humhelix.bench.json.JsonText;
import java.util.HashMap;
import java.util.Map;

/** Texts by number, each once: of many calls most are alike. Not thread-safe. */
final class TextPool {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final ArrayNode texts = JsonText.array();

  int of(String text) {
    Integer number = numbers.get(text);
    if (number == null) {
      number = numbers.size();
      numbers.put(text, number);
      texts.add(text);
    }
    return number;
  }

  ArrayNode json() {
    return texts;
  }
}
