package io.humhelix.bench.backend.whispercpp.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whispercpp.Headers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts are those of a C compiler. */
class LayoutsTest {

  @TempDir Path folder;

  private void same(StructLayout layout, String struct, boolean without) throws Exception {
    Map<String, Integer> offsets =
        Headers.offsets(folder, struct, layout.fieldNames(), without ? "carry_initial_prompt" : "");
    for (String field : layout.fieldNames()) {
      assertEquals(offsets.get(field), layout.field(field).offset(), struct + "." + field);
    }
    assertEquals(offsets.get("sizeof"), layout.bytes(), struct);
  }

  @Test
  void everyFieldLiesWhereTheCompilerPutsIt() throws Exception {
    same(Layouts.FULL_PARAMS_1_8_1, "whisper_full_params", false);
    same(Layouts.FULL_PARAMS_1_7_6, "whisper_full_params", true);
    same(Layouts.CONTEXT_PARAMS, "whisper_context_params", false);
    same(Layouts.TOKEN_DATA, "whisper_token_data", false);
    assertEquals(304, Layouts.FULL_PARAMS_1_8_1.bytes());
    assertEquals(296, Layouts.FULL_PARAMS_1_7_6.bytes());
  }

  @Test
  void aFieldThatIsNotThereIsAMistake() {
    StructLayout layout = StructLayout.of("s", "bool a, int b, size c");
    assertEquals(List.of("a", "b", "c"), List.copyOf(layout.fieldNames()));
    assertEquals(4, layout.field("b").offset());
    assertEquals(16, layout.bytes());
    assertThrows(IllegalArgumentException.class, () -> layout.field("d"));
    assertThrows(IllegalArgumentException.class, () -> StructLayout.of("s", "int a, int a"));
    assertThrows(IllegalArgumentException.class, () -> StructLayout.of("s", "char a"));
    assertTrue(layout.has("a"));
  }
}
