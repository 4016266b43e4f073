package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report compares with what. */
class ComparisonPartTest {

  @TempDir Path folder;

  private static Optional<JsonNode> data(ReportRequest request) throws Exception {
    return new ComparisonPart().data(ReportSources.read(request));
  }

  private RunResult run(MadeUpRun run, String name) throws Exception {
    return RunReader.read(run.store(folder.resolve(name)));
  }

  @Test
  void isNoPartWithoutABaseline() throws Exception {
    new MadeUpRun(1).forks(3).trials(2).system("a", 1).store(folder);
    assertTrue(data(ReportRequest.of(List.of(folder))).isEmpty());
  }

  @Test
  void comparesTheNewestRunByTheTolerancesOfTheRequest() throws Exception {
    RunResult old = run(new MadeUpRun(1).system("a", 1), "old");
    new MadeUpRun(2).system("a", 1.2).store(folder.resolve("new"));
    ReportRequest request =
        ReportRequest.of(List.of(folder.resolve("new"))).withBaseline(Optional.of(old));
    JsonNode one = data(request).orElseThrow().path(0);
    assertEquals("REGRESSION", one.path("outcome").asText());
    assertEquals(old.runId(), one.path("baseline_run").path("run_id").asText());
    JsonNode metric = one.path("run_configs").path(0).path("metrics").path(0);
    assertEquals("lower", metric.path("better").asText());
    JsonNode tolerated =
        data(request.withPolicy(any -> ComparisonPolicy.DEFAULT.withSpeed(0.3))).orElseThrow();
    assertEquals("NO_REGRESSION", tolerated.path(0).path("outcome").asText());
  }

  @Test
  void comparesSystemsOfTheNewestRun() throws Exception {
    new MadeUpRun(1).forks(3).trials(2).system("a", 1).system("b", 2).store(folder);
    ReportRequest request = ReportRequest.of(List.of(folder));
    JsonNode one = data(request.withAgainst(Optional.of("a"))).orElseThrow().path(0);
    assertEquals(1, one.path("run_configs").size());
    assertEquals(
        "b / speech against a", one.path("run_configs").path(0).path("run_config").asText());
    String message =
        assertThrows(
                RefusedReportException.class,
                () -> data(request.withAgainst(Optional.of("c"))).isEmpty())
            .getMessage();
    assertEquals(
        "against: no system is named 'c'; the baseline has 'a', 'b'; name one of them", message);
  }

  @Test
  void refusesARunAsItsOwnBaseline() throws Exception {
    RunResult only = run(new MadeUpRun(1).forks(3).trials(2).system("a", 1), "only");
    ReportRequest request =
        ReportRequest.of(List.of(folder.resolve("only"))).withBaseline(Optional.of(only));
    String message = assertThrows(RefusedReportException.class, () -> data(request)).getMessage();
    assertTrue(message.startsWith("baseline: the newest run of the results, "), message);
    assertTrue(message.contains("(--against SYSTEM)"), message);
  }

  @Test
  void saysWhichConditionsDifferAndWhichAreMeantTo() throws Exception {
    RunResult old = run(new MadeUpRun(1).engine("1.7.1").system("a", 1), "old");
    new MadeUpRun(2).engine("1.7.2").system("a", 1).store(folder.resolve("new"));
    ReportRequest request =
        ReportRequest.of(List.of(folder.resolve("new"))).withBaseline(Optional.of(old));
    String expected =
        "{\"condition\":\"effective.engine_version\",\"group\":\"effective\",\"baseline\":\"1.7.1\","
            + "\"candidate\":\"1.7.2\",\"declared\":%s}";
    assertEquals(
        "[" + String.format(expected, "false") + "]",
        differences(data(request).orElseThrow()).toString());
    ComparisonPolicy declared = ComparisonPolicy.DEFAULT.withFactors(Set.of("engine_version"));
    assertEquals(
        "[" + String.format(expected, "true") + "]",
        differences(data(request.withPolicy(any -> declared)).orElseThrow()).toString());
  }

  private static JsonNode differences(JsonNode data) {
    return data.path(0).path("run_configs").path(0).path("differences");
  }
}
