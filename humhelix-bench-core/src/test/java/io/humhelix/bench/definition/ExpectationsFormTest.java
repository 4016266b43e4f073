package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.telemetry.SamplerNames;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsFormTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void audio() {
    written = new Written(folder, "a.wav");
  }

  private Expectations read(String more) throws Exception {
    return written.read(Written.GOOD + more).expectations();
  }

  private List<String> problems(String more) {
    return written.problems(Written.GOOD + more);
  }

  @Test
  void readsBaselineTolerancesAndLimits() throws Exception {
    assertEquals(Expectations.NONE, read(""));
    Expectations all =
        read(
            """
            baseline: main
            tolerances: {rtf: 3, wer_percent: 0.25}
            limits:
              rtf: "<= 0.1"
              rtfx_wall: ">=20"
              cer_percent: <= 8
              process_rss_peak_bytes: "<= 4000000000"
            """);
    assertEquals(
        new Expectations(
            Optional.of("main"),
            Map.of("rtf", 3.0, "wer_percent", 0.25),
            Map.of(
                "rtf", new Limit(Limit.Bound.AT_MOST, 0.1),
                "rtfx_wall", new Limit(Limit.Bound.AT_LEAST, 20),
                "cer_percent", new Limit(Limit.Bound.AT_MOST, 8),
                "process_rss_peak_bytes", new Limit(Limit.Bound.AT_MOST, 4e9))),
        all);
    assertEquals("<= 4000000000", all.limits().get("process_rss_peak_bytes").toString());
    assertEquals(
        Optional.of(folder.resolve("old/x").toString()), read("baseline: old/x\n").baseline());
    assertEquals(
        Optional.of(folder.resolve("x.db.yaml").toString()),
        read("baseline: x.db.yaml\n").baseline());
  }

  @Test
  void refusesOtherNamesWithTheListOfThoseKnown() {
    List<String> problems = problems("limits: {latency_p59_s: \"<= 1\"}\ntolerances: {wer: 1}\n");
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(
        problems
            .get(0)
            .startsWith(
                "bench.yaml:9:10: limits.latency_p59_s: no such metric; allowed: load_s,"
                    + " first_call_s, latency_p50_s, latency_p90_s, latency_p95_s,"),
        problems.get(0));
    assertTrue(problems.get(0).contains("process_rss_peak_bytes"), problems.get(0));
    assertTrue(problems.get(0).endsWith("; did you mean latency_p50_s?"), problems.get(0));
    assertTrue(
        problems.get(1).contains("tolerances.wer: no such metric; allowed: rtf, rtfx_wall,"),
        problems.get(1));
    assertTrue(
        problems("limits: {error_percent: \"<= 1\"}\n")
            .get(0)
            .endsWith("; failed calls have a gate: accuracy.max_error_percent"));
  }

  @Test
  void refusesOtherValues() {
    assertEquals(
        List.of(
            "bench.yaml:9:11: baseline: found a blank text; allowed: the name of a baseline, a"
                + " results file or a folder",
            "bench.yaml:10:19: tolerances.rtf: found '3 %'; allowed: a number from 0 to 1000; write"
                + " percent without a unit",
            "bench.yaml:10:37: tolerances.wer_percent: found '-1'; allowed: a number from 0 to 1000;"
                + " write percentage points without a unit",
            "bench.yaml:11:15: limits.rtf: found '0.1'; allowed: a text such as \"<= 0.1\" or \">="
                + " 20\"",
            "bench.yaml:11:28: limits.load_s: found the quoted text '>= 2'; allowed: <= and a"
                + " number; less is better: turn the sign round",
            "bench.yaml:11:47: limits.peak_load: found the quoted text '<= 2'; allowed: >= and a"
                + " number; more is better: turn the sign round"),
        problems(
            """
            baseline: ""
            tolerances: {rtf: 3 %, wer_percent: -1}
            limits: {rtf: 0.1, load_s: ">= 2", peak_load: "<= 2"}
            """));
    assertEquals(
        List.of(
            "bench.yaml:9:13: tolerances: found '3'; allowed: a map with names of metrics as keys",
            "bench.yaml:10:9: limits: found a list; allowed: a map with names of metrics as keys"),
        problems("tolerances: 3\nlimits: [1]\n"));
  }

  @Test
  void everyNameOfTheSamplersIsOneOfTheirMetrics() {
    assertEquals(
        new HashSet<>(KnownMetrics.SAMPLED),
        SamplerNames.ofTheSystem(),
        "what is sampled of the system under test");
  }
}
