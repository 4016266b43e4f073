package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a log line or a failed assertion says of results. */
class ResultTextTest {

  private final RunResult run = new MadeUpRun(1).forks(3).system("a", 1).system("b", 2).result();

  @Test
  void aRunIsALineForEachRunConfig() {
    List<String> lines = run.toString().lines().toList();
    assertEquals(3, lines.size(), run.toString());
    assertTrue(lines.get(0).startsWith("run " + run.runId() + " of "), lines.get(0));
    assertTrue(lines.get(1).contains(run.runConfigs().get(0).label() + " OK ("), lines.get(1));
    assertTrue(run.toString().length() < 400, run.toString());
    assertEquals(Optional.empty(), run.runConfigs().get(0).firstProblem());
  }

  @Test
  void whatWasNotMeasuredSaysWhy() {
    RunConfigResult refused =
        new RunConfigResult(
            run.runConfigs().get(0).runConfig(),
            TrialStatus.REFUSED,
            Optional.empty(),
            "english-1",
            List.of(),
            List.of(Issue.error("model-missing", "there is no model 'x'.", "Add it.")),
            Optional.empty());
    assertTrue(
        refused
            .toString()
            .endsWith(
                " REFUSED (0 of 0 measured trials valid): [model-missing] there is no model"
                    + " 'x'."),
        refused.toString());
  }
}
