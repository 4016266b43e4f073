package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that reads results says what they lack, with the file and what to do. */
class DamagedFilesTest {

  @TempDir Path folder;
  private Path file;
  private Path other;

  @BeforeEach
  void results() throws Exception {
    file = file(new MadeUpRun(1).language("en").system("a", 1).store(folder.resolve("run")));
    other = file(new MadeUpRun(2).language("en").system("a", 1).store(folder.resolve("other")));
  }

  private static Path file(Path stored) throws Exception {
    if (!Files.isDirectory(stored)) {
      return stored;
    }
    try (var files = Files.newDirectoryStream(stored, "benchmark-*.db.yaml")) {
      return files.iterator().next();
    }
  }

  /** One line, as the output is wrapped. */
  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return (program.out() + "\n" + program.err()).replaceAll("\\s+", " ");
  }

  private String option() {
    return "--baselines=" + folder.resolve("baselines");
  }

  /** Commands, with the exit codes of a whole file and of one that lacks records. */
  private List<List<Object>> commands() {
    return List.of(
        List.of(1, "show", file),
        List.of(1, "show", file, "--json"),
        List.of(1, "show", file, "--by", "system"),
        List.of(1, "show", file, "--clips"),
        List.of(0, "compare", file, other),
        List.of(0, "compare", other, file),
        List.of(0, "compare", other, file, "--json"),
        List.of(0, "baseline", "set", "main", file, option()),
        List.of(0, "export", "csv", file),
        List.of(0, "export", "csv", file, "--clips"),
        List.of(0, "export", "jsonl", file),
        List.of(0, "export", "sql", file),
        List.of(0, "export", "markdown", file),
        List.of(0, "export", "markdown", other, "--baseline", file),
        List.of(0, "export", "junit", file),
        List.of(0, "export", "junit", other, "--baseline", file),
        List.of(0, "export", "openmetrics", file),
        List.of(0, "export", "github-action-benchmark", file),
        List.of(0, "export", "open-asr", file));
  }

  private static String run(List<Object> command, boolean whole) {
    int code = whole ? 0 : (Integer) command.get(0);
    return says(code, command.subList(1, command.size()).toArray());
  }

  @Test
  void aWholeFileIsReadWithoutAWord() {
    for (List<Object> command : commands()) {
      String text = run(command, true);
      assertFalse(text.contains("missing (record"), command + ": " + text);
      assertFalse(text.contains("records-lost"), command + ": " + text);
    }
  }

  @Test
  void missingRecordsAreToldByEveryCommand() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.subList(5, 8).clear();
    Files.write(file, lines);
    Pattern told =
        Pattern.compile(
            "benchmark-.*3 records are missing \\(records 5 to 7\\).*humhelix-bench verify");
    for (List<Object> command : commands()) {
      String text = run(command, false);
      assertTrue(told.matcher(text).find(), command + ": " + text);
    }
  }

  /** A verdict stands on the trials that are left, and says how many those are. */
  @Test
  void aVerdictSaysWhichRunConfigLostTrials() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int trial = 0;
    while (!lines.get(trial).contains("\"record\": \"trial\"")
        && !lines.get(trial).contains("\"record\":\"trial\"")) {
      trial++;
    }
    lines.remove(trial);
    Files.write(file, lines);
    String text = says(0, "compare", file, other, "--details");
    assertTrue(text.matches(".*1 of its \\d+ valid trials are not in the results file.*"), text);
  }

  @Test
  void aTornEndIsTold() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    assertTrue(says(1, "show", file).contains("the file ends within a record"));
    assertTrue(
        says(0, "export", "markdown", file).contains("ends within a record, which was never"));
  }

  @Test
  void aCutHeaderIsToldByTablesAndRefusedByRuns() throws Exception {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(1, lines.size()));
    assertTrue(says(1, "show", file).contains("1 record is missing (record 0)"));
    assertTrue(says(0, "export", "csv", file).contains("1 record is missing (record 0)"));
    for (Object[] command :
        List.of(
            new Object[] {"compare", file, other},
            new Object[] {"baseline", "set", "x", file, option()},
            new Object[] {"export", "openmetrics", file})) {
      String text = says(2, command);
      assertTrue(text.contains("does not begin with the record of a run"), text);
    }
  }

  @Test
  void aChangedRecordIsToldByTablesAndRefusedByRunsWithWhatToDo() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertTrue(says(1, "show", file).contains("checksum does not fit"));
    for (Object[] command :
        List.of(
            new Object[] {"compare", file, other},
            new Object[] {"baseline", "set", "x", file, option()},
            new Object[] {"export", "junit", file})) {
      String text = says(2, command);
      assertTrue(text.contains("run 'humhelix-bench repair " + file + "'"), text);
      assertTrue(text.contains("cannot be read as a run"), text);
    }
  }
}
