package io.humhelix.bench.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What a name turns around ends with the name. */
class BidiTextTest {

  @Test
  void whatIsOpenIsClosedInItsOrder() {
    assertEquals("a\u202eb\u202c", BidiText.closed("a\u202eb"));
    assertEquals("\u2067a\u202eb\u202c\u2069", BidiText.closed("\u2067a\u202eb"));
    assertEquals("\u202a\u2066\u2069\u202c", BidiText.closed("\u202a\u2066"));
  }

  @Test
  void whatIsWholeStays() {
    for (String text :
        new String[] {
          "",
          "tiny.en",
          "\u05e9\u05dc\u05d5\u05dd",
          "\u202ea\u202c",
          "\u2067a\u202eb\u2069",
          "\u202c\u2069"
        }) {
      assertEquals(text, BidiText.closed(text));
    }
  }
}
