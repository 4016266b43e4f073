package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {

  /** 10 words; 1 substituted, 1 deleted, 1 inserted, then 2 deleted, then 1 inserted. */
  private static final String MANIFEST =
      """
      {"text": "The cat sat on mats.", "pred_text": "the dog sat on the mats"}
      {"text": "Good morning, sir", "pred_text": "good morning"}
      {"text": "Thank you"}
      {"text": "", "pred_text": "noise"}
      """;

  @TempDir private Path folder;
  private final Program program = new Program();

  private Path manifest(String text) throws IOException {
    return Files.writeString(folder.resolve("m.jsonl"), text);
  }

  @Test
  void poolsErrorsOverAllClips() throws IOException {
    assertEquals(0, program.run("score", "--language", "en", manifest(MANIFEST)), program.err());
    assertEquals(
        """
        WER        60.00 %
        """,
        program.out().lines().findFirst().orElse("") + "\n");
    assertTrue(program.out().contains("S/D/I      1/3/2 "), program.out());
    assertTrue(program.out().contains("words      10 in the references"), program.out());
    assertTrue(
        program
            .out()
            .contains(
                "clips      4\n"
                    + "           1 with an empty reference\n"
                    + "           1 without pred_text (all words count as deleted)\n"),
        program.out());
    assertTrue(program.out().contains("normalizer english"), program.out());
  }

  @Test
  void readsStandardInput() {
    assertEquals(0, program.in(MANIFEST).run("score", "--language=en", "-"), program.err());
    assertTrue(program.out().startsWith("WER        60.00 %"), program.out());
  }

  @Test
  void showsEveryLine() throws IOException {
    assertEquals(0, program.run("score", "--language", "en", "--lines", manifest(MANIFEST)));
    assertTrue(
        program
            .out()
            .startsWith(
                """
                line 1: S/D/I 1/0/1, WER 40.00 %, CER \
                """),
        program.out());
    assertTrue(program.out().contains("  text:      good morning sir\n"), program.out());
    assertTrue(program.out().contains("  pred_text: (missing"), program.out());
    assertTrue(program.out().contains("line 4: S/D/I 0/0/1, WER -, CER -\n"), program.out());
  }

  @Test
  void writesOneJsonObject() throws Exception {
    assertEquals(0, program.run("score", "--language", "en", "--json", manifest(MANIFEST)));
    JsonNode node = JsonText.read(program.out());
    assertEquals(60.0, node.get("wer_percent").doubleValue(), 1e-9);
    assertEquals(10, node.get("words").get("reference").intValue());
    assertEquals(3, node.get("words").get("deletions").intValue());
    assertEquals(1, node.get("clips_with_empty_reference").intValue());
    assertEquals(1, node.get("clips_without_pred_text").intValue());
    assertEquals(4, node.get("lines").size());
    JsonNode second = node.get("lines").get(1);
    assertEquals("good morning sir", second.get("text").textValue());
    assertEquals(1, second.get("words").get("deletions").intValue());
    assertTrue(node.get("lines").get(3).get("wer_percent").isNull());
  }

  @Test
  void anotherNormalizerGivesAnotherRate() throws IOException {
    Path manifest = manifest("{\"text\": \"colour\", \"pred_text\": \"color\"}\n");
    assertEquals(0, program.run("score", "--language", "en", manifest));
    assertTrue(program.out().startsWith("WER        0.00 %"), program.out());
    Program basic = new Program();
    assertEquals(0, basic.run("score", manifest, "--normalizer", "basic"));
    assertTrue(basic.out().startsWith("WER        100.00 %"), basic.out());
  }

  @Test
  void withoutReferenceWordsThereIsNoRate() throws Exception {
    Path manifest = manifest("{\"text\": \"\", \"pred_text\": \"noise\"}\n");
    assertEquals(0, program.run("score", "--language", "en", manifest));
    assertTrue(program.out().contains("No error rate"), program.out());
    Program json = new Program();
    assertEquals(0, json.run("score", manifest, "--json", "--normalizer", "english"));
    assertTrue(JsonText.read(json.out()).get("wer_percent").isNull(), json.out());
  }

  @Test
  void namesFileAndLineOfABadLine() throws IOException {
    Path manifest = manifest("{\"text\": \"fine\"}\n{\"pred_text\": \"x\"}\nnonsense\n");
    assertEquals(2, program.run("score", "--language", "en", manifest));
    assertEquals(2, program.err().lines().count(), program.err());
    assertTrue(program.err().startsWith(manifest + ":2: \"text\" is missing"), program.err());
    assertEquals("", program.out());
  }

  @Test
  void suggestsANormalizer() throws IOException {
    assertEquals(2, program.run("score", manifest(MANIFEST), "--normalizer", "englisch"));
    assertTrue(program.err().startsWith("--normalizer: "), program.err());
    assertTrue(program.err().contains("english"), program.err());
  }

  @Test
  void namesAManifestThatIsNotThere() {
    assertEquals(2, program.run("score", folder.resolve("none.jsonl")));
    assertTrue(program.err().contains("none.jsonl: no such file"), program.err());
    assertEquals(2, new Program().run("score", folder));
  }

  @Test
  void asksForTheLanguage() throws IOException {
    Path manifest = manifest(MANIFEST + "{\"text\": \"a\", \"lang\": \"en\"}\n");
    assertEquals(2, program.run("score", manifest));
    assertEquals(
        manifest
            + ": no language in 4 of 5 lines, first in line 1; allowed: \"lang\" or \"language\" in"
            + " every line, a language for all, or a normalizer; add --language en (or what it is),"
            + " or --normalizer ID: basic, basic_no_diacritics, english, multilingual,"
            + " multilingual_turkic, none\n",
        program.err());
    assertEquals("", program.out());
    assertEquals(2, new Program().in(MANIFEST).run("score", "--json", "-"));
    assertEquals(0, new Program().run("score", "--normalizer", "basic", manifest));
  }

  @Test
  void eachLineIsScoredInItsOwnLanguage() throws Exception {
    Path manifest =
        manifest(
            """
            {"text": "colour", "pred_text": "color", "lang": "en-US"}
            {"text": "colour", "pred_text": "color", "language": "fr"}
            {"text": "वह गया", "pred_text": "वह गयी", "lang": "hi"}
            {"text": "colour", "pred_text": "color"}
            """);
    assertEquals(0, program.run("score", "--language", "en", manifest), program.err());
    assertTrue(program.out().contains("S/D/I      2/0/0 "), program.out());
    assertTrue(
        program
            .out()
            .contains("normalizer english-1 (2 lines), basic-1 (1 line), multilingual-1 (1 line)"),
        program.out());
    Program json = new Program();
    assertEquals(0, json.run("score", "--json", "--language", "en", manifest));
    JsonNode node = JsonText.read(json.out());
    assertEquals("english-1, basic-1, multilingual-1", node.get("normalizer").textValue());
    assertEquals(2, node.get("normalizers").get("english-1").intValue());
    assertEquals("multilingual-1", node.get("lines").get(2).get("normalizer").textValue());
    assertEquals("word", node.get("error_unit").textValue());
  }

  @Test
  void aNormalizerOverridesTheLanguages() throws IOException {
    Path manifest = manifest("{\"text\": \"A\", \"pred_text\": \"a\", \"lang\": \"en\"}\n");
    assertEquals(0, program.run("score", "--normalizer", "none", manifest));
    assertTrue(program.out().startsWith("WER        100.00 %"), program.out());
    assertTrue(program.out().contains("normalizer none-1\n"), program.out());
  }

  /** Fault 01: one wrong character, and a wholly wrong sentence. */
  @Test
  void charactersDecideWhereWordsAreNotSeparated() throws Exception {
    Path manifest = manifest("{\"text\": \"今天天气很好\", \"pred_text\": \"今天天气很坏\"}\n");
    assertEquals(0, program.run("score", "--language", "zh", manifest));
    assertTrue(
        program
            .out()
            .startsWith(
                """
                CER        16.67 %
                WER        - (the writing does not separate words)
                S/D/I      1/0/0 (substituted, deleted, inserted characters)
                characters 6 in the references
                """),
        program.out());
    Program json = new Program();
    assertEquals(0, json.run("score", "--json", "--language", "zh", manifest));
    assertEquals("character", JsonText.read(json.out()).get("error_unit").textValue());
  }

  /** Fault 03. */
  @Test
  void aWrongVowelSignIsAnError() throws IOException {
    Path manifest =
        manifest("{\"text\": \"वह घर गया\", \"pred_text\": \"वह घर गयी\", \"lang\": \"hi\"}\n");
    assertEquals(0, program.run("score", manifest), program.err());
    assertTrue(program.out().startsWith("WER        33.33 %"), program.out());
    assertTrue(program.out().contains("words      3 in the references"), program.out());
  }

  @Test
  void namesALanguageThatIsNone() throws IOException {
    assertEquals(2, program.run("score", manifest(MANIFEST), "--language", "english"));
    assertTrue(
        program
            .err()
            .startsWith("--language: found \"english\"; allowed: a language code of two or three"),
        program.err());
    for (String code : new String[] {"eng", "ger", "xx"}) {
      Program other = new Program();
      assertEquals(2, other.run("score", manifest(MANIFEST), "--language", code));
      assertTrue(
          other
              .err()
              .startsWith(
                  "--language: found \""
                      + code
                      + "\"; allowed: the ISO 639-1 code where there is one; "),
          other.err());
    }
    Program three = new Program();
    Path codes =
        manifest(
            "{\"text\": \"a\", \"lang\": \"eng\"}\n{\"text\": \"a\", \"language\": \"xx\"}\n"
                + "{\"text\": \"a\", \"lang\": \"yue\"}\n");
    assertEquals(2, three.run("score", codes));
    assertEquals(
        List.of(
            codes
                + ":1: \"lang\" is \"eng\"; allowed: the ISO 639-1 code where there is one; write en",
            codes
                + ":2: \"language\" is \"xx\"; allowed: the ISO 639-1 code where there is one; there"
                + " is no such language; write its ISO 639-1 code"),
        three.err().lines().toList());
    Program line = new Program();
    Path manifest =
        manifest(
            "{\"text\": \"a\", \"lang\": 7}\n{\"text\": \"a\", \"lang\": \"en\", \"language\":"
                + " \"de\"}\n{\"text\": \"a\", \"lang\": null, \"language\": \" \"}\n");
    assertEquals(2, line.run("score", manifest));
    assertEquals(
        List.of(
            manifest
                + ":1: \"lang\" is 7; allowed: a language code of two or three letters, such as en or"
                + " en-US; write the ISO 639-1 code",
            manifest
                + ":2: found the languages en and de; allowed: one for both texts; remove one of the"
                + " keys"),
        line.err().lines().toList());
  }

  @Test
  void madeUpWordsWithoutAReferenceAreSaid() throws IOException {
    Path manifest = manifest("{\"text\": \"\", \"pred_text\": \"thank you\", \"lang\": \"en\"}\n");
    assertEquals(0, program.run("score", manifest));
    assertTrue(program.out().contains("S/D/I      0/0/2 "), program.out());
    assertTrue(
        program
            .out()
            .contains("No error rate: the references have no words; the transcripts have 2"),
        program.out());
  }
}
