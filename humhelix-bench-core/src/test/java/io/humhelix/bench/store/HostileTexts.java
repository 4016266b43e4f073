package io.humhelix.bench.store;

import java.util.ArrayList;
import java.util.List;

/** Texts that one format or another takes for something else. */
public final class HostileTexts {

  private HostileTexts() {}

  /** Returns all of them, well-formed Unicode. */
  public static List<String> all() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "\"",
                "'",
                "\\",
                "/",
                "</script>",
                "# no comment",
                "a: b",
                "- a",
                "{",
                "]",
                "*alias",
                "&anchor",
                "!tag",
                "%TAG",
                "@",
                "`",
                "? key",
                "| literal",
                "> folded",
                "null",
                "~",
                "no",
                "true",
                "1e5",
                "1:30",
                "010",
                "0x1f",
                ".inf",
                "2026-01-01",
                "<<",
                "=",
                "  # crc32c=00000000",
                "}  # crc32c=00000000\n- {\"record\": \"run\"}",
                "line\nline",
                "line\r\nline",
                "\ttab",
                "trailing ",
                "a\u00a0b",
                "\ud83d\ude00",
                "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\u202eoverride",
                "مرحبا",
                "שלום",
                "e\u0301",
                "日本語",
                "\ufffd",
                "\ufeffbom",
                "\u2028\u2029\u0085",
                "${jndi:x}",
                "%s%n"));
    StringBuilder controls = new StringBuilder();
    for (char c = 0; c < 0xa1; c++) {
      controls.append('x').append(c);
    }
    texts.add(controls.toString());
    for (char c : new char[] {0xd7ff, 0xe000, 0xfdd0, 0xfffc, 0xfffd, 0xfffe, 0xffff}) {
      texts.add("x" + c + "y");
    }
    texts.add(new String(Character.toChars(0x1fffe)) + new String(Character.toChars(0x10ffff)));
    return texts;
  }
}
