package io.humhelix.bench.export;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.report.MarkdownReport;
import io.humhelix.bench.result.RunResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results files have no secrets; results that were never in one may. */
class ExportSecretsTest {

  private static final String SECRET = "hf_abcdefghijklmnopqrstuvwxyz";

  private static void assertRedacted(Object text) {
    assertFalse(text.toString().contains(SECRET), text.toString());
    assertTrue(text.toString().contains("redacted"), text.toString());
  }

  @Test
  void noFormatTellsThem() throws Exception {
    RunResult run =
        new MadeUpRun(1)
            .language("en")
            .host("name", SECRET)
            .system(SECRET, 1)
            .system(SECRET + " b", 1)
            .result();
    StringBuilder text = new StringBuilder();
    OpenMetricsExport.write(List.of(run), text);
    assertRedacted(text);
    text.setLength(0);
    ActionBenchmarkExport.write(List.of(run), ActionBenchmarkExport.Tool.SMALLER, text);
    assertRedacted(text);
    var comparison = RunComparison.within(run, SECRET, run, ComparisonPolicy.DEFAULT);
    text.setLength(0);
    JunitExport.write(SECRET, Map.of("host", SECRET), comparison, run, text);
    assertRedacted(text);
    assertRedacted(MarkdownReport.of(List.of(run)));
    assertRedacted(MarkdownReport.of(comparison, SECRET, SECRET));
    ManifestExport.of(List.of(run)).forEach(one -> assertRedacted(one.fileName() + one.label()));
  }
}
