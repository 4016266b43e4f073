package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertEquals(0, program.run("score", manifest(MANIFEST)), program.err());
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
    assertEquals(0, program.in(MANIFEST).run("score", "-"), program.err());
    assertTrue(program.out().startsWith("WER        60.00 %"), program.out());
  }

  @Test
  void showsEveryLine() throws IOException {
    assertEquals(0, program.run("score", "--lines", manifest(MANIFEST)));
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
    assertEquals(0, program.run("score", "--json", manifest(MANIFEST)));
    JsonNode node = CliJson.read(program.out());
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
    assertEquals(0, program.run("score", manifest));
    assertTrue(program.out().startsWith("WER        0.00 %"), program.out());
    Program basic = new Program();
    assertEquals(0, basic.run("score", manifest, "--normalizer", "basic"));
    assertTrue(basic.out().startsWith("WER        100.00 %"), basic.out());
  }

  @Test
  void withoutReferenceWordsThereIsNoRate() throws Exception {
    Path manifest = manifest("{\"text\": \"\", \"pred_text\": \"noise\"}\n");
    assertEquals(0, program.run("score", manifest));
    assertTrue(program.out().contains("No error rate"), program.out());
    Program json = new Program();
    assertEquals(0, json.run("score", manifest, "--json"));
    assertTrue(CliJson.read(json.out()).get("wer_percent").isNull(), json.out());
  }

  @Test
  void namesFileAndLineOfABadLine() throws IOException {
    Path manifest = manifest("{\"text\": \"fine\"}\n{\"pred_text\": \"x\"}\nnonsense\n");
    assertEquals(2, program.run("score", manifest));
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
}
