package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.store.GoldenRuns;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every format was when it was sealed: other programs read these texts. */
class GoldenExportTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "options.csv,csv,options,",
    "options-clips.csv,csv,options,--clips",
    "made-up.csv,csv,made-up,",
    "made-up-invalid.csv,csv,made-up,--invalid-numbers",
    "server-clips.csv,csv,server,--clips",
    "several.csv,csv,options resumed offline,",
    "options.jsonl,jsonl,options,",
    "options-clips.jsonl,jsonl,options,--clips",
    "made-up.jsonl,jsonl,made-up,",
    "made-up-invalid.jsonl,jsonl,made-up,--invalid-numbers",
    "options.sql,sql,options,--clips",
    "made-up.sql,sql,made-up,",
    "several.openmetrics,openmetrics,options pair-new many-clips made-up,",
    "several.bench.json,github-action-benchmark,pair-new many-clips failed,",
    "offline.bench.json,github-action-benchmark,offline,--tool customBiggerIsBetter",
    "slower.xml,junit,pair-new,--baseline pair-old --factor delays_ms",
    "not-comparable.xml,junit,pair-new,--baseline pair-old",
    "within.xml,junit,failed,--against prints",
    "missing.xml,junit,pair-old,--baseline resumed",
    "many-clips.md,markdown,many-clips,",
    "failed.md,markdown,failed options,",
    "slower.md,markdown,pair-new,--baseline pair-old --factor delays_ms",
    "options.manifest.jsonl,open-asr,options,",
  })
  void isSealed(String golden, String format, String cases, String options) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("export", format));
    for (String name : cases.split(" ")) {
      arguments.add(copy(name));
    }
    if (options != null) {
      for (String option : options.split(" ")) {
        arguments.add(Files.isDirectory(folder(option)) ? copy(option) : option);
      }
    }
    assertSealed(golden, arguments);
  }

  @Test
  void humHelixOwnFiles() throws Exception {
    Path legacy = folder.resolve("benchmark-20250101-120000.db.yaml");
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, legacy);
    }
    assertSealed("legacy.csv", List.of("export", "csv", legacy));
    assertSealed("legacy.jsonl", List.of("export", "jsonl", legacy));
    assertSealed("legacy.sql", List.of("export", "sql", legacy));
  }

  @Test
  void hostsStayApart() throws Exception {
    Path one = new MadeUpRun(1).host("name", "h1").system("a", 1).store(folder.resolve("1"));
    Path two = new MadeUpRun(2).host("name", "h2").system("a", 1).store(folder.resolve("2"));
    assertSealed("hosts.bench.json", List.of("export", "github-action-benchmark", one, two));
    assertSealed("hosts.openmetrics", List.of("export", "openmetrics", one, two));
  }

  private Path folder(String name) {
    return Path.of("src/test/resources/io/humhelix/bench/store/golden").resolve(name);
  }

  private Path copy(String name) throws Exception {
    return GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
  }

  private void assertSealed(String golden, List<?> arguments) throws Exception {
    Program program = new Program();
    assertEquals(0, program.run(arguments.toArray()), program.err());
    // The folded reports are sealed elsewhere.
    String text = program.out().replaceAll("(?s)<details>.*</details>\n", "<details>\n");
    try (InputStream in = getClass().getResourceAsStream("golden/export/" + golden)) {
      if (in == null && Boolean.getBoolean("humhelix.golden.write")) {
        Path file = Path.of("src/test/resources/io/humhelix/bench/cli/golden/export", golden);
        Files.writeString(Files.createDirectories(file.getParent()).resolve(golden), text);
        return;
      }
      assertNotNull(in, () -> "there is no " + golden + "; it would be:\n" + text);
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), text, golden);
    }
  }
}
