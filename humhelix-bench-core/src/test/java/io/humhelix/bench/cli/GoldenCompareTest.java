package io.humhelix.bench.cli;

import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden runs compared, as text and exit code. */
class GoldenCompareTest {

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withTheSameNumbersOfAnotherRun(String name) throws Exception {
    RunResult run = RunReader.read(copy(name));
    Comparison comparison =
        RunComparison.between(MadeUpRun.asAnotherRun(run), run, ComparisonPolicy.DEFAULT);
    ExpectedText.assertSame(
        "compare/itself-" + name,
        folder,
        comparison.outcome()
            + "\n\n"
            + new ComparisonReport(comparison, Symbols.ASCII).withDetails());
  }

  @ParameterizedTest
  @CsvSource({
    "slower,pair-old,pair-new,--factor=delays_ms",
    "faster,pair-new,pair-old,--factor=delays_ms",
    "tolerance,pair-old,pair-new,--factor=delays_ms --tolerance=100 --wer-tolerance=0",
    "other-options,pair-old,pair-new,",
    "other-machine,pair-old,made-up,",
    "cancelled,single-stream,cancelled,",
    "other-load,server,overload,--factor=scenario --factor=delays_ms",
    "missing,resumed,pair-old,--partial",
  })
  void withAnother(String what, String old, String now, String options) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of(copy(old), copy(now)));
    if (options != null) {
      arguments.addAll(List.of(options.split(" ")));
    }
    compared("pair-" + what, arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "resumed,slow",
    "matrix,'m cpu delays_ms=[1]'",
    "failed,prints",
    "resume,a",
    "resume,no such system"
  })
  void systemsOfOneRun(String name, String baseline) throws Exception {
    String file = baseline.replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    compared("within-" + name + "-" + file, List.of(copy(name), "--against", baseline));
  }

  @Test
  void aTornEndIsLeftOut() throws Exception {
    Path file = copy("pair-new");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 3 / 4));
    compared("torn", List.of(copy("pair-old"), file, "--factor=delays_ms"));
  }

  @Test
  void aChangedArtifactIsRefused() throws Exception {
    Path file = copy(GoldenRuns.LONG);
    Path clips =
        file.resolveSibling("benchmark-20260301-235958-00112233.artifacts/000001-clips.jsonl");
    byte[] bytes = Files.readAllBytes(clips);
    bytes[bytes.length / 2] ^= 1;
    Files.write(clips, bytes);
    compared("changed-artifact", List.of(file, file));
  }

  @Test
  void humHelixOwnFormIsRefused() throws Exception {
    Path file = folder.resolve("benchmark-20250101-120000.db.yaml");
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, file);
    }
    compared("legacy", List.of(file, file));
  }

  private Path copy(String name) throws IOException {
    return GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
  }

  private void compared(String name, List<?> arguments) throws IOException {
    List<Object> all = new ArrayList<>(List.of("compare"));
    all.addAll(arguments);
    Program program = new Program();
    int code = program.run(all.toArray());
    ExpectedText.assertSame(
        "compare/" + name, folder, "exit code " + code + "\n\n" + program.out() + program.err());
  }
}
