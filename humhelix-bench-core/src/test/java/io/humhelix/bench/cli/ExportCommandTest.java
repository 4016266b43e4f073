package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.GoldenRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  @TempDir Path folder;

  private static Program says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program;
  }

  private static String refuses(Object... args) {
    Program program = says(2, args);
    assertEquals("", program.out());
    return program.err();
  }

  private Path golden(String name) throws Exception {
    return GoldenRuns.copy(name, Files.createTempDirectory(folder, name));
  }

  @Test
  void anUnknownFormatIsRefusedWithTheAllowedOnes() throws Exception {
    assertEquals(
        "FORMAT: found 'json'; allowed: csv, jsonl, sql, markdown, junit, openmetrics,"
            + " github-action-benchmark, open-asr; did you mean jsonl?\n",
        refuses("export", "json", golden("pair-old")));
  }

  @Test
  void everyOptionThatDoesNotFitIsNamedAtOnce() throws Exception {
    String problems =
        refuses(
            "export",
            "openmetrics",
            golden("pair-old"),
            "--clips",
            "--exact",
            "--invalid-numbers",
            "--tool=x",
            "--baseline=b",
            "--against=s");
    for (String option :
        List.of("--clips", "--exact", "--invalid-numbers", "--tool", "--baseline", "--against")) {
      assertTrue(problems.contains(option + ": found with another format"), problems);
    }
    assertTrue(problems.contains("--tool: found 'x'; allowed: customSmallerIsBetter"), problems);
  }

  @Test
  void whatIsComparedNeedsASecondSideAndOneFirst() throws Exception {
    Path run = golden("pair-old");
    assertTrue(
        refuses("export", "junit", run, run).contains("RESULTS: found 2; allowed for junit: one"));
    assertTrue(
        refuses("export", "junit", run, run, "--against=a").contains("RESULTS: found 2; allowed"));
    assertTrue(
        refuses("export", "csv", run, "--tolerance=3")
            .contains("--tolerance: found without --baseline or --against"));
    assertTrue(
        refuses("export", "junit", run, "--baseline", run).contains("--baseline: baseline and"));
    assertTrue(
        refuses("export", "markdown", run, "--against=z")
            .contains("--against: no system is named 'z'"));
    says(0, "export", "markdown", run, "--baseline", golden("pair-new"), "--tolerance=3");
  }

  @Test
  void nothingToExportIsNoEmptyFile() throws Exception {
    Path file = folder.resolve("out.csv");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertTrue(refuses("export", "csv", empty, "-o", file).contains("has no benchmark-*.db"));
    assertTrue(refuses("export", "junit", empty, "--against=a").contains("has no benchmark-*.db"));
    assertTrue(refuses("export", "csv", folder.resolve("none.db.yaml")).contains("does not exist"));
    assertFalse(Files.exists(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(empty), files.toList());
    }
  }

  @Test
  void aRunWithoutTrialsIsRefused() throws Exception {
    Path run = golden("pair-old");
    Files.writeString(run, Files.readString(run).lines().findFirst().orElseThrow() + "\n");
    Path file = folder.resolve("out");
    for (String format : List.of("csv", "jsonl", "sql")) {
      assertTrue(
          refuses("export", format, run, "-o", file)
              .contains("found no measured trial in 1 results file"));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void aFileIsReplacedOnceTheNewOneIsComplete() throws Exception {
    Path file = folder.resolve("sub/out.csv");
    Path run = golden("options");
    assertEquals("", says(0, "export", "csv", run, "-o", file).out());
    String text = Files.readString(file);
    assertTrue(text.contains("odd texts: ä😀"), text);
    assertEquals(text, says(0, "export", "csv", run).out());
    refuses("export", "csv", folder.resolve("none"), "-o", file);
    assertEquals(text, Files.readString(file));
    assertEquals("", says(0, "export", "jsonl", run, "-o", file).out());
    assertTrue(Files.readString(file).startsWith("{\"schema\":1,"));
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAsThat() throws Exception {
    Path run = golden("pair-old");
    String text = says(3, "export", "csv", run, "-o", folder).err();
    assertEquals(folder + " cannot be written: it is a folder; name a file in it\n", text);
    Path file = Files.writeString(folder.resolve("file"), "");
    text = says(3, "export", "csv", run, "-o", file.resolve("out.csv")).err();
    assertTrue(text.contains(" cannot be written: "), text);
  }

  @Test
  void aReaderThatHasGoneIsNoSuccess() throws Exception {
    StringWriter err = new StringWriter();
    Writer gone =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    CommandContext context =
        new CommandContext(
            new PrintWriter(new StringWriter()),
            new PrintWriter(gone),
            new PrintWriter(err, true),
            null,
            null,
            Map.of(),
            false,
            System::nanoTime,
            null);
    assertEquals(3, Main.run(context, "export", "csv", golden("pair-old").toString()));
    assertTrue(err.toString().startsWith("standard output cannot be written: "), err.toString());
  }

  @Test
  void invalidTrialsAreRowsWithoutNumbersUnlessAskedFor() throws Exception {
    Path run = golden("made-up");
    String safe = says(0, "export", "csv", run).out();
    assertEquals(5, safe.lines().skip(1).count());
    assertTrue(safe.lines().anyMatch(l -> l.matches(".*,INVALID,false,true,[^,]*,,,+")), safe);
    String all = says(0, "export", "csv", run, "--invalid-numbers").out();
    assertTrue(all.lines().noneMatch(l -> l.matches(".*,INVALID,false,true,[^,]*,,,+")), all);
    assertTrue(all.lines().anyMatch(l -> l.contains(",INVALID,false,true,")), all);
  }

  @Test
  void damageIsToldAndCostsNoOtherRow() throws Exception {
    Path run = golden("pair-old");
    String text = Files.readString(run);
    int trial = text.indexOf("\n- {\"model\": ");
    Files.writeString(run, text.substring(0, trial + 99) + "!" + text.substring(trial + 100));
    Program program = says(0, "export", "csv", run);
    assertEquals(4, program.out().lines().skip(1).count());
    assertTrue(program.err().replaceAll("\\s+", " ").startsWith("note: " + run), program.err());
    assertEquals("", says(0, "export", "csv", golden("pair-old")).err());
  }

  @Test
  void twoRunsOfOneHostHaveNoOneLevel() throws Exception {
    Path one = new MadeUpRun(1).system("a", 1).store(folder.resolve("1"));
    Path two = new MadeUpRun(2).system("a", 1).store(folder.resolve("2"));
    for (String format : List.of("openmetrics", "github-action-benchmark")) {
      String text = refuses("export", format, one, two);
      assertTrue(
          text.contains("found 'a / speech' on host 'h1' twice, in the runs 00000000"), text);
    }
    assertEquals(101, says(0, "export", "csv", one, two).out().lines().count());
  }

  @Test
  void levelsThatDoNotCountAreLeftOutAloud() throws Exception {
    Program program = says(0, "export", "github-action-benchmark", golden("failed"));
    assertFalse(program.out().contains("hangs"), program.out());
    assertTrue(program.err().contains("'hangs / short' is TIMEOUT, so its values"), program.err());
    assertTrue(
        refuses("export", "github-action-benchmark", golden("made-up"))
            .contains("found no valid run config with a metric for customSmallerIsBetter"));
    assertTrue(
        refuses(
                "export",
                "github-action-benchmark",
                golden("pair-old"),
                "--tool=customBiggerIsBetter")
            .contains("export customSmallerIsBetter"));
  }

  @Test
  void namesThatTheActionCannotTellApartAreRefused() throws Exception {
    Path run = new MadeUpRun(1).system("a|b", 1).system("a/b", 1).store(folder.resolve("1"));
    assertTrue(
        refuses("export", "github-action-benchmark", run)
            .contains("found two values named 'a/b / speech: rtf'"));
  }

  @Test
  void aManifestHoldsOneRunConfig() throws Exception {
    Path run = new MadeUpRun(1).system("a", 1).system("b?", 1).store(folder.resolve("1"));
    assertTrue(refuses("export", "open-asr", run).contains("Give --output DIR."));
    Path out = folder.resolve("manifests");
    Program program = says(0, "export", "open-asr", run, "-o", out);
    Path one = out.resolve("MODEL_fake-a_DATASET_speech.jsonl");
    assertTrue(program.out().startsWith("a / speech: " + one + "\n"), program.out());
    assertTrue(program.err().contains("300 of 300 lines name no language"), program.err());
    assertEquals(300, Files.readAllLines(one).size());
    assertTrue(Files.exists(out.resolve("MODEL_fake-b__DATASET_speech.jsonl")));
  }

  @Test
  void manifestsOfOneNameGetTheIdOfTheirRun() throws Exception {
    Path one = new MadeUpRun(1).language("en").system("a", 1).store(folder.resolve("1"));
    Path two = new MadeUpRun(2).language("en").system("a", 1).store(folder.resolve("2"));
    Path out = folder.resolve("manifests");
    Program program = says(0, "export", "open-asr", one, two, "-o", out);
    assertEquals("", program.err());
    try (var files = Files.list(out)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertEquals(2, names.size());
      assertTrue(
          names.get(0).startsWith("MODEL_fake-a_DATASET_speech_0000000000000001012"),
          names.toString());
    }
  }

  /** A baseline has hashes in place of texts, which no format may take for texts. */
  @Test
  void aBaselineWithoutTextsHasNone() throws Exception {
    Path baselines = folder.resolve("baselines");
    says(0, "baseline", "set", "main", golden("pair-old"), "--baselines", baselines);
    assertTrue(
        refuses("export", "open-asr", baselines.resolve("main"))
            .contains("found no valid trial of a clip with a reference"));
    String clips = says(0, "export", "jsonl", baselines.resolve("main"), "--clips").out();
    assertEquals(5, clips.lines().count());
    assertFalse(clips.contains("sha256:"), clips);
    says(
        0,
        "export",
        "junit",
        golden("pair-new"),
        "--baseline=main",
        "--factor=delays_ms",
        "--baselines",
        baselines);
  }

  @Test
  void formulasAreToldOf() throws Exception {
    Path run = new MadeUpRun(1).system("=1+1", 1).store(folder.resolve("1"));
    Program guarded = says(0, "export", "csv", run);
    assertTrue(guarded.out().contains(",\"'=1+1 / speech\",\"'=1+1\",fake,"), guarded.out());
    assertTrue(guarded.err().contains("take for formulas have an apostrophe"), guarded.err());
    Program exact = says(0, "export", "csv", run, "--exact");
    assertTrue(exact.out().contains(",=1+1 / speech,=1+1,fake,"), exact.out());
    assertEquals("", exact.err());
  }

  @Test
  void whatAFormatCannotCarryIsToldOf() throws Exception {
    Path run = golden("options");
    for (String format : List.of("csv", "sql")) {
      String notes = says(0, "export", format, run, "--clips").err().replaceAll("\\s+", " ");
      assertTrue(notes.contains("such as U+0000, are written as U+FFFD."), notes);
      assertEquals("", says(0, "export", format, run).err());
    }
    assertEquals("", says(0, "export", "jsonl", run, "--clips").err());
  }

  @Test
  void secretsStayRedacted() throws Exception {
    Path run = golden("options");
    for (ExportFormat format : ExportFormat.values()) {
      if (format != ExportFormat.JUNIT) {
        String text = says(0, "export", format.word(), run).out();
        assertFalse(text.contains("hunter2") || text.contains("sk-"), text);
      }
    }
    assertTrue(says(0, "export", "jsonl", run).out().contains("<redacted:aa849542>"));
  }
}
