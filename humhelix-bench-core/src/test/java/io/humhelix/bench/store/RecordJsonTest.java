package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {

  @ParameterizedTest
  @CsvSource({
    "1e-9, 0.000000001",
    "1.0E7, 10000000.0",
    "30, 30.0",
    "0.1, 0.1",
    "-0.0, 0.0",
    "1e22, 10000000000000000000000.0"
  })
  void writesFloatsAsPlainDecimals(double value, String expected) {
    ObjectNode node = Json.object();
    node.put("x", value);

    String json = RecordJson.write(node);

    assertEquals("{\"x\": " + expected + "}", json);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 0.1, 1 / 3.0, 1e300, 5e-324, Double.MAX_VALUE, 12345.678})
  void everyDoubleReadsBackTheSame(double value) throws Exception {
    ObjectNode node = Json.object();
    node.put("x", value);

    assertEquals(value, Json.MAPPER.readTree(RecordJson.write(node)).get("x").doubleValue());
  }

  @Test
  void integersStayIntegers() {
    ObjectNode node = Json.object();
    node.put("a", Long.MIN_VALUE).put("b", 0);

    assertEquals("{\"a\": -9223372036854775808, \"b\": 0}", RecordJson.write(node));
  }

  @Test
  void escapesExactlyWhatYamlLoadersNeed() {
    ObjectNode node = Json.object();
    node.put("x", "\"\\/\b\f\n\r\t\0\u007f\u0085\u009f\u00a0\u2028\u2029\ufeff\uffff\ud83d\ude00é");

    assertEquals(
        "{\"x\": \"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\\u007f\\u0085\\u009f\u00a0\\u2028"
            + "\\u2029\\ufeff\\uffff\ud83d\ude00é\"}",
        RecordJson.write(node));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00b", "\ude00\ud83d"})
  void replacesLoneSurrogates(String text) {
    ObjectNode node = Json.object();
    node.put("x", text);

    String json = RecordJson.write(node);

    assertTrue(json.contains("\ufffd"), json);
    assertFalse(json.chars().anyMatch(c -> Character.isSurrogate((char) c)), json);
    assertFalse(RecordJson.wellFormed(text).chars().anyMatch(c -> c >= 0xd800 && c < 0xe000));
  }

  @Test
  void shortensKeysThatLoadersRefuseAndKeepsThemApart() {
    String first = RecordJson.key("k".repeat(300) + "a");
    String second = RecordJson.key("k".repeat(300) + "b");

    assertTrue(first.length() <= RecordJson.MAX_KEY);
    assertNotEquals(first, second);
    assertEquals("k".repeat(200), RecordJson.key("k".repeat(200)));
  }

  @Test
  void refusesNestingThatReadersWouldRefuse() {
    Object deep = List.of();
    for (int i = 0; i < RecordJson.MAX_DEPTH + 1; i++) {
      deep = List.of(deep);
    }
    Object value = deep;

    assertThrows(IllegalArgumentException.class, () -> RecordJson.write(Json.of(value)));
  }
}
