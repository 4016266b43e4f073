package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command {@code rescore}, and the file of references that it reads. */
class RescoreCommandTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void run() throws Exception {
    file = GoldenRuns.copy("pair-old", Files.createDirectory(folder.resolve("run")));
  }

  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program.out() + program.err();
  }

  private Path references(String text) throws Exception {
    return Files.writeString(folder.resolve("references.jsonl"), text);
  }

  private String clip() throws Exception {
    return RunReader.read(file).definition().workloads().get(0).clips().get(0).id();
  }

  @Test
  void errorsAndStatusAreShownBeforeAndNow() throws Exception {
    String text = says(0, "rescore", file);
    assertTrue(text.contains(" scored again:"), text);
    assertTrue(text.contains("before") && text.contains("now"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 80 || line.startsWith("/")), text);
    assertTrue(Files.isDirectory(folder.resolve("run/rescored")));
  }

  @Test
  void jsonHasBothSidesAndNothingElse() throws Exception {
    Path references =
        references("{\"clip\": \"" + clip() + "\", \"text\": \"other words than those\"}\n\n");
    Program program = new Program();
    assertEquals(0, program.run("rescore", file, "--references", references, "--json"));
    assertEquals("", program.err());
    JsonNode json = JsonText.read(program.out());
    assertEquals(1, json.path("schema").intValue());
    assertTrue(Files.exists(Path.of(json.path("file").textValue())));
    assertFalse(json.path("run_id").equals(json.path("rescored_run_id")));
    JsonNode config = json.path("run_configs").get(0);
    assertEquals(0, config.at("/before/errors_percent").doubleValue());
    assertTrue(config.at("/now/errors_percent").doubleValue() > 0, json.toString());
    assertEquals("OK", config.at("/before/status").textValue());
    assertTrue(config.at("/now/valid_trials").isInt());
    assertEquals("word", config.path("error_unit").textValue());
  }

  @Test
  void clipsThatTheRunLacksAndOtherFoldersAreRefused() throws Exception {
    Path references = references("{\"clip\": \"nobody.wav\", \"text\": \"x\"}\n");
    assertTrue(
        says(2, "rescore", file, "--references", references)
            .contains("references: found the clips nobody.wav; allowed are those of the run: "));
    assertTrue(
        says(2, "rescore", file, "-o", file.getParent()).contains("has the original, and each of"));
    assertTrue(says(2, "rescore", file, "--normalizer", "x").contains("x"));
    assertTrue(says(2, "rescore", folder.resolve("no.db.yaml")).contains("does not exist"));
  }

  @Test
  void everyBadLineOfReferencesIsNamedAtOnce() throws Exception {
    Path bad =
        references(
            "{\"clip\": \"a\", \"text\": \"one\"}\n"
                + "not json\n"
                + "{\"clip\": 5, \"text\": \"x\"}\n"
                + "{\"clip\": \"a\", \"text\": \"two\"}\n"
                + "{\"clip\": \"a\", \"text\": \"one\"}\n");
    BadInputException e = assertThrows(BadInputException.class, () -> ReferencesReader.read(bad));
    String text = e.getMessage();
    assertEquals(3, text.lines().count(), text);
    assertTrue(text.contains(bad + ":2: not JSON; allowed: one JSON object a line"), text);
    assertTrue(text.contains(bad + ":3: found {\"clip\":5,"), text);
    assertTrue(text.contains(bad + ":4: clip 'a' has another text before; allowed: one"), text);
    assertEquals(
        Map.of("a", "one"),
        ReferencesReader.read(
            references(
                "{\"clip\": \"a\", \"text\": \"one\"}\n\n{\"clip\": \"a\", \"text\": \"one\"}\n")));
  }

  @Test
  void filesWithoutReferencesAreRefused() throws Exception {
    assertTrue(problem(folder.resolve("none.jsonl")).contains("no such file; give a file of"));
    assertTrue(problem(references("\n\n")).contains(": no lines; allowed: "));
    Path latin = Files.write(folder.resolve("latin.jsonl"), new byte[] {(byte) 0xE4, '\n'});
    assertTrue(problem(latin).contains(": not UTF-8; allowed: "));
    assertTrue(problem(folder).contains(": cannot be read: "));
  }

  private static String problem(Path references) {
    return assertThrows(BadInputException.class, () -> ReferencesReader.read(references))
        .getMessage();
  }

  @Test
  void progressIsShownOnATerminalAlone() {
    for (boolean terminal : new boolean[] {true, false}) {
      StringWriter err = new StringWriter();
      StringWriter out = new StringWriter();
      CommandContext context =
          new CommandContext(
              new PrintWriter(out, true),
              new PrintWriter(out, true),
              new PrintWriter(err, true),
              InputStream.nullInputStream(),
              Symbols.ASCII,
              Map.of(),
              terminal,
              System::nanoTime,
              Harness::builder);
      try (TrialProgress progress = new TrialProgress(context, "scored", 25)) {
        for (int i = 0; i < 25; i++) {
          progress.run();
        }
      }
      String clear = "\r\u001b[K";
      assertEquals(
          terminal
              ? clear
                  + "scored 1 of 25 trials"
                  + clear
                  + "scored 10 of 25 trials"
                  + clear
                  + "scored 20 of 25 trials"
                  + clear
              : "",
          err.toString());
    }
  }
}
