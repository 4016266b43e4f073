package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What terminals of several widths show of golden runs. */
class GoldenConsoleTest {

  /** All but one whose counts are made up, too large to be added. */
  private static final List<String> RUNS =
      List.of(
          "cancelled",
          "cancelled-early",
          "failed",
          "many-clips",
          "matrix",
          "multi-stream",
          "offline",
          "options",
          "overload",
          "pair-new",
          "pair-old",
          "phases",
          "precision",
          "resume",
          "resumed",
          "search",
          "server",
          "single-stream",
          "streams-chunks");

  @TempDir Path folder;

  private static String show(int width, List<?> arguments) {
    Program program = new Program().environment("COLUMNS", "" + width);
    List<Object> all = new ArrayList<>(List.of("show"));
    all.addAll(arguments);
    int code = program.run(all.toArray());
    assertTrue(code <= 1, program.err());
    return program.out();
  }

  @ParameterizedTest
  @CsvSource({
    "single-stream, 80", "single-stream, 120", "single-stream, 200",
    "search, 80", "search, 120", "search, 200",
    "server, 80", "server, 120", "server, 200",
    "matrix, 80", "matrix, 120", "matrix, 200",
    "failed, 80", "failed, 120", "failed, 200"
  })
  void aRunIsShownAsBefore(String name, int width) throws Exception {
    String text = show(width, List.of(GoldenRuns.copy(name, folder)));
    ExpectedText.assertSame("console/" + name + "-" + width, folder, text);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120, 200})
  void manyRunsAreShownAsBefore(int width) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("single-stream", "matrix", "pair-old", "pair-new", "options")) {
      files.add(GoldenRuns.copy(name, folder));
    }
    ExpectedText.assertSame("console/many-" + width, folder, show(width, files));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 97})
  void nothingIsWiderThanTheTerminal(int width) throws Exception {
    for (String name : RUNS) {
      Path file = GoldenRuns.copy(name, folder.resolve(name));
      for (List<?> arguments :
          List.of(List.of(file), List.of(file, "--by", "system,options,run"))) {
        // A path stays whole, for those who copy it.
        List<String> wider =
            show(width, arguments)
                .lines()
                .filter(line -> DisplayText.width(line) > width)
                .filter(line -> !line.contains(folder.toString()) && !line.contains("/"))
                .toList();
        assertEquals(List.of(), wider, name);
      }
    }
  }

  @Test
  void wideAndNamedColumnsAreWhatWasAskedFor() throws Exception {
    Path file = GoldenRuns.copy("matrix", folder);
    String whole = show(80, List.of(file, "--wide"));
    assertTrue(whole.lines().anyMatch(line -> line.length() > 80), whole);
    assertFalse(whole.contains("more column"), whole);
    String named = show(80, List.of(file, "--columns", "valid_trials,rtf"));
    assertTrue(named.lines().anyMatch(line -> line.matches("run config +trials +RTF")), named);
    String many = show(80, List.of(file, "--by", "system", "--columns", "rtf,system"));
    assertTrue(many.lines().anyMatch(line -> line.matches(" *RTF +system")), many);
  }

  @Test
  void badColumnsAreToldWithTheAllowedOnes() throws Exception {
    Path file = GoldenRuns.copy("matrix", folder);
    assertTrue(refused(file, "--columns", "rtf,peak").contains("found 'peak', which this table"));
    assertTrue(refused(file, "--columns", "peak").contains("allowed: run_config, status, rtfx"));
    assertTrue(
        refused(file, "--by", "system", "--columns", "rtfx").contains("allowed: system, total_"));
    assertTrue(refused(file, "--wide", "--columns", "rtf").contains("found both"));
    assertTrue(refused(file, "--clips", "--columns", "rtf").contains("found with --clips"));
  }

  private static String refused(Object... arguments) {
    Program program = new Program();
    List<Object> all = new ArrayList<>(List.of("show"));
    all.addAll(List.of(arguments));
    assertEquals(ExitCode.BAD_INPUT, program.run(all.toArray()), program.out());
    assertEquals("", program.out());
    return program.err();
  }

  @Test
  void helpExplainsMetricsAndCommands() {
    for (int width : List.of(40, 80)) {
      Program metrics = new Program().environment("COLUMNS", "" + width);
      assertEquals(ExitCode.OK, metrics.run("help", "metrics"));
      assertTrue(metrics.out().contains("rtfx_interval (RTFx 95 % interval)"), metrics.out());
      assertTrue(metrics.out().lines().allMatch(line -> line.length() <= width), metrics.out());
    }
    Program command = new Program();
    assertEquals(ExitCode.OK, command.run("help", "baseline", "set"));
    assertTrue(command.out().startsWith("Usage: humhelix-bench baseline set"), command.out());
    Program list = new Program();
    assertEquals(ExitCode.OK, list.run("help"));
    assertTrue(list.out().contains("  doctor "), list.out());
    Program unknown = new Program();
    assertEquals(ExitCode.BAD_INPUT, unknown.run("help", "metric"));
    assertTrue(unknown.err().contains("did you mean metrics?"), unknown.err());
  }
}
