package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.accuracy.TextAlignment;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page gets to show of texts. */
class TextsPartTest {

  @TempDir Path folder;

  private Optional<JsonNode> data(WrittenRun run) throws Exception {
    ReportRequest request = ReportRequest.of(List.of(run.store(folder)));
    return new TextsPart().data(ReportSources.read(request));
  }

  private static AudioClip clip(String name, String reference) {
    return AudioClip.of(Path.of("speech", name), reference);
  }

  private static String text(JsonNode data, JsonNode number) {
    return number.isMissingNode() ? "none" : data.path("pool").path(number.intValue()).asText();
  }

  @Test
  void countsEachTextOfAClipTheMostFrequentFirst() throws Exception {
    JsonNode data =
        data(new WrittenRun("en", clip("a.wav", "Hello, big world!"))
                .system("one", (clip, trial) -> trial == 2 ? "hello world" : "Hello big word."))
            .orElseThrow();
    JsonNode clip = data.path("clips").path(0);
    assertEquals("Hello, big world!", text(data, clip.path("reference")));
    JsonNode said = clip.path("said").path(0);
    assertEquals("hello big world", text(data, said.path("reference")));
    assertEquals(1, said.path("errors").doubleValue());
    assertEquals(3, said.path("length").intValue());
    JsonNode first = said.path("texts").path(0);
    assertEquals(2, first.path("calls").intValue());
    assertEquals("Hello big word.", text(data, first.path("w")));
    assertEquals("hello big word", text(data, first.path("n")));
    assertEquals("2=1s", first.path("steps").asText());
    JsonNode second = said.path("texts").path(1);
    assertEquals(1, second.path("calls").intValue());
    assertEquals("1=1d1=", second.path("steps").asText());
    assertFalse(first.has("segments"), "times are of no use without audio");
  }

  @Test
  void hasEachTextOnce() throws Exception {
    JsonNode data =
        data(new WrittenRun("en", clip("a.wav", "the same"), clip("b.wav", "the same"))
                .system("one", (clip, trial) -> "the same")
                .system("two", (clip, trial) -> "the same"))
            .orElseThrow();
    assertEquals(1, data.path("pool").size());
    assertEquals(2, data.path("clips").size());
    assertEquals(2, data.path("clips").path(0).path("said").size());
    assertFalse(data.path("clips").path(0).path("said").path(0).path("texts").path(0).has("steps"));
  }

  @Test
  void showsTheTextsThatMadeASystemInvalidAndNamesWhatHasNone() throws Exception {
    JsonNode data =
        data(new WrittenRun("en", clip("a.wav", "here we go"))
                .system("bad", TrialStatus.INVALID, (clip, trial) -> Transcript.ofText("nonsense"))
                .system("none", TrialStatus.REFUSED, (clip, trial) -> Transcript.ofText("")))
            .orElseThrow();
    JsonNode said = data.path("clips").path(0).path("said");
    assertEquals(1, said.size());
    assertEquals(3, said.path(0).path("errors").doubleValue());
    assertEquals("[1]", data.path("without").toString());
  }

  @Test
  void isNoPartWithoutTexts() throws Exception {
    assertTrue(
        data(new WrittenRun("en", clip("a.wav", "one"))
                .system("none", TrialStatus.REFUSED, (clip, trial) -> Transcript.ofText("")))
            .isEmpty());
  }

  @Test
  void alignsCharactersWhereTheyDecide() throws Exception {
    JsonNode data =
        data(new WrittenRun("zh", clip("a.wav", "今天天气很好")).system("one", (clip, trial) -> "今天天汽好"))
            .orElseThrow();
    JsonNode said = data.path("clips").path(0).path("said").path(0);
    assertEquals(2, said.path("errors").doubleValue());
    assertEquals(6, said.path("length").intValue());
    assertEquals("3=1s1d1=", said.path("texts").path(0).path("steps").asText());
    assertEquals("zh", data.path("clips").path(0).path("language").asText());
  }

  @Test
  void codesAnAlignmentWithoutLoss() {
    for (String[] pair :
        new String[][] {
          {"a b c d", "a x c d e"}, {"", "made up"}, {"gone", ""}, {"same", "same"}
        }) {
      Alignment alignment = TextAlignment.of(pair[0], pair[1], ErrorUnit.WORD);
      List<String> letters = new ArrayList<>();
      alignment
          .steps()
          .forEach(step -> letters.add("=sdi".substring(0, 4).charAt(place(step)) + ""));
      StringBuilder spelt = new StringBuilder();
      var runs = java.util.regex.Pattern.compile("(\\d+)(.)").matcher(AlignmentCode.of(alignment));
      while (runs.find()) {
        spelt.append(runs.group(2).repeat(Integer.parseInt(runs.group(1))));
      }
      assertEquals(String.join("", letters), spelt.toString());
    }
  }

  private static int place(Alignment.Step step) {
    return switch (step.operation()) {
      case EQUAL -> 0;
      case SUBSTITUTION -> 1;
      case DELETION -> 2;
      case INSERTION -> 3;
    };
  }
}
