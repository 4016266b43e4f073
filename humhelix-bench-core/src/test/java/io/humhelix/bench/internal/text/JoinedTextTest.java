package io.humhelix.bench.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts that lost the blanks at their ends. */
class JoinedTextTest {

  private static String join(String... parts) {
    JoinedText text = new JoinedText();
    Arrays.stream(parts).forEach(text::addPart);
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // Words, with and without a blank of their own.
        "prudently in|his power|prudently in his power",
        "prudently in|` his power`|prudently in his power",
        "`prudently in `|his power|prudently in his power",
        "да|нет|да нет",
        "안녕|하세요|안녕 하세요",
        "नमस्ते|दुनिया|नमस्ते दुनिया",
        "مرحبا|بالعالم|مرحبا بالعالم",
        "20|24|20 24",
        // Punctuation that attaches, and that does not.
        "in|, his|in, his",
        "in|. His|in. His",
        "in|) his|in) his",
        "in|… his|in… his",
        "one.|Two|one. Two",
        "he said|`\"No\"`|he said \"No\"",
        "he said (|no)|he said (no)",
        "dijo|¿qué?|dijo ¿qué?",
        "ill-|disposed|ill-disposed",
        "ill|-disposed|ill-disposed",
        "so -|then|so - then",
        // Scripts without blanks.
        "今天天气|很好|今天天气很好",
        "今日は|いい天気|今日はいい天気",
        "カタ|カナー|カタカナー",
        "สวัสดี|ชาวโลก|สวัสดีชาวโลก",
        "ສະບາຍ|ດີ|ສະບາຍດີ",
        "សួស្តី|ពិភពលោក|សួស្តីពិភពលោក",
        "မင်္ဂလာ|ပါ|မင်္ဂလာပါ",
        "今天|、很好|今天、很好",
        "今天。|很好|今天。很好",
        "今天.|很好|今天.很好",
        "在2024|年|在2024年",
        "2024|年|2024年",
        // Mixed: a word of the other side is not glued.
        "我用|Python|我用 Python",
        "Python|很好|Python 很好",
        "Hello.|你好|Hello. 你好",
        "你好。|Hello|你好。Hello",
      })
  void aBlankComesWhereOneIsMissing(String left, String right, String joined) {
    assertEquals(joined, join(left, right));
  }

  @Test
  void emptyPartsAndPiecesAddNothing() {
    assertEquals("one two", join("", "one", "", "two", ""));
    JoinedText text = new JoinedText();
    text.addPart("He");
    text.addPiece("llo");
    text.addPart("you");
    assertEquals("Hello you", text.toString());
  }

  @Test
  void aFarLetterAndACharacterOfTwoUnitsAreRead() {
    assertEquals("𠀀𠀁", join("𠀀", "𠀁"));
    assertEquals("x " + "1".repeat(50) + " 2", join("x " + "1".repeat(50), "2"));
  }
}
