package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.json.ComparisonJson;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.RunResult;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which outcome of a run with a baseline has which exit code. */
class RunVerdictsTest {

  private static final RunResult OLD = new MadeUpRun(1).system("a", 1).system("b", 1).result();

  private static RunVerdicts judge(RunResult run) {
    return new RunGate(Optional.of(OLD), ComparisonPolicy.DEFAULT, true).judge(run);
  }

  private static MadeUpRun limited(String limit) {
    return new MadeUpRun(2).expectations(Expectations.NONE.withLimit("rtf", Limit.parse(limit)));
  }

  private static RunResult run(MadeUpRun made, double seconds) {
    return made.system("a", seconds).system("b", 1).result();
  }

  @Test
  void eachOutcomeHasItsExitCode() {
    assertEquals(0, judge(run(new MadeUpRun(2), 1)).exitCode());
    assertEquals(0, judge(run(limited("<= 0.2"), 1)).exitCode());
    assertEquals(1, judge(run(limited("<= 0.01").refused(true), 1.5)).exitCode());
    assertEquals(4, judge(run(new MadeUpRun(2), 1.5)).exitCode());
    assertEquals(4, judge(run(limited("<= 0.01"), 1.5)).exitCode(), "a regression goes first");
    assertEquals(5, judge(run(new MadeUpRun(2).forks(2), 1)).exitCode());
    assertEquals(6, judge(run(limited("<= 0.01"), 1)).exitCode());
    assertEquals(5, judge(run(limited("<= 0.2").forks(2), 1)).exitCode());
    assertEquals(5, judge(new MadeUpRun(2).system("a", 1).result()).exitCode(), "b is missing");
    assertEquals(5, judge(OLD).exitCode(), "the baseline itself");
  }

  @Test
  void theLastLineIsTheOutcome() {
    assertEquals("Gate: passed", last(run(new MadeUpRun(2), 1)));
    assertEquals(
        "Gate: not passed (exit code 4): rtf of a / speech got worse",
        last(run(new MadeUpRun(2), 1.5)));
    assertEquals(
        "Gate: not passed (exit code 6): limit missed: rtf <= 0.01 of a / speech and rtf <="
            + " 0.01 of b / speech",
        last(run(limited("<= 0.01"), 1)));
    assertEquals(
        "Gate: not passed (exit code 5): missing in the run: b / speech",
        last(new MadeUpRun(2).system("a", 1).result()));
    assertEquals(
        "Gate: not passed (exit code 5): nothing was compared with the baseline", last(OLD));
    assertEquals(
        "Gate: not passed (exit code 1): not OK: a / speech and b / speech",
        last(run(new MadeUpRun(2).refused(true), 1)));
    RunVerdicts alone =
        new RunGate(Optional.empty(), ComparisonPolicy.DEFAULT, true)
            .judge(run(new MadeUpRun(2), 1));
    assertEquals("", alone.text(Symbols.ASCII), "without baseline and limits there is no gate");
  }

  private static String last(RunResult run) {
    String text = judge(run).text(Symbols.ASCII);
    return text.substring(text.lastIndexOf("\nGate: ") + 1).replaceAll("\\s+", " ").strip();
  }

  @Test
  void saysWithWhatItWasComparedAndThatTheRunsAreTwo() {
    String text = judge(run(limited("<= 0.01"), 1)).text(Symbols.ASCII);
    assertTrue(text.startsWith("\nLimits ("), text);
    assertTrue(
        text.contains(
            "\nCompared with run 00000000 of 2026-01-02 03:04 UTC.\nIts systems were not measured"
                + " again, so this compares two runs.\n\nNo regression in 2 run configs.\n"),
        text);
    assertTrue(
        judge(OLD)
            .text(Symbols.ASCII)
            .contains("Not compared with the baseline: the run is the baseline itself."));
  }

  @Test
  void theJsonIsThatOfItsSchema() throws Exception {
    for (RunResult run :
        new RunResult[] {
          run(limited("<= 0.01"), 1.5),
          run(limited("<= 0.01").forks(2), 1),
          run(new MadeUpRun(2).refused(true), 1),
          run(new MadeUpRun(2).failing(3), 1)
        }) {
      RunVerdicts verdicts = judge(run);
      JsonNode node = JsonText.read(JsonText.text(RunJson.of(run, verdicts, verdicts.exitCode())));
      assertEquals(Set.of(), schema("run").validate(node));
      assertEquals(Set.of(), schema("comparison").validate(node.get("comparison")));
      assertEquals(verdicts.exitCode(), node.get("exit_code").asInt());
    }
    JsonNode slower = ComparisonJson.of(judge(run(new MadeUpRun(2), 1.5)).comparison().get());
    JsonNode rtf = slower.at("/run_configs/0/metrics/0");
    assertEquals("rtf", rtf.get("metric").asText());
    assertEquals(50, rtf.get("change").asDouble(), 5);
    assertEquals("percent", rtf.get("change_unit").asText());
    assertEquals(5, rtf.get("tolerance").asDouble(), 1e-9);
    JsonNode wer = slower.at("/run_configs/0/metrics/1");
    assertEquals("points", wer.get("change_unit").asText());
    assertEquals(4, wer.get("candidate").asDouble(), 1e-9);
    assertEquals("NO_REGRESSION", slower.at("/run_configs/1/outcome").asText());
  }

  private static JsonSchema schema(String name) throws Exception {
    try (InputStream in = RunJson.class.getResourceAsStream(name + ".schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
