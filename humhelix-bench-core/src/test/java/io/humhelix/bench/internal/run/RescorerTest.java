package io.humhelix.bench.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a trial that missed a gate holds it now says nothing of what was never looked at. */
class RescorerTest {

  @TempDir Path folder;
  private final AtomicInteger scored = new AtomicInteger();

  private TrialResult again(String golden, TrialStatus status, List<Issue> issues)
      throws Exception {
    RunResult run =
        RunReader.read(GoldenRuns.copy(golden, Files.createDirectory(folder.resolve(golden))));
    RunConfigResult config = run.runConfigs().get(0);
    TrialResult trial =
        config.trials().stream()
            .filter(one -> one.kind() == TrialKind.MEASURED && !one.clips().isEmpty())
            .findFirst()
            .orElseThrow()
            .withStatus(status)
            .withIssues(issues);
    Rescorer rescorer = new Rescorer(Optional.empty(), Map.of(), scored::incrementAndGet);
    // Its gate, if it has one, is wide.
    rescorer.definition(run.definition().toBuilder().accuracy(AccuracyPolicy.DEFAULT).build());
    return rescorer.trial(config, trial);
  }

  private static boolean isNotJudged(TrialResult trial) {
    return trial.issues().stream().anyMatch(issue -> issue.code().equals(Rescorer.NOT_JUDGED));
  }

  private static List<Issue> gateMissed() {
    return List.of(Issue.error("wer-gate-missed", "the word error rate is 90 %.", ""));
  }

  @Test
  void underLoadATrialWhoseTextsAreFineNowWasNeverJudged() throws Exception {
    TrialResult trial = again("server", TrialStatus.INVALID, gateMissed());
    assertTrue(isNotJudged(trial), trial.issues().toString());
    assertEquals(TrialStatus.INVALID, trial.status());
    assertEquals(1, scored.get());
  }

  @Test
  void withoutLoadItIsValidNow() throws Exception {
    TrialResult trial = again("single-stream", TrialStatus.INVALID, gateMissed());
    assertFalse(isNotJudged(trial), trial.issues().toString());
    assertEquals(TrialStatus.OK, trial.status());
  }

  @Test
  void whatWasValidUnderLoadWasJudged() throws Exception {
    TrialResult trial = again("server", TrialStatus.OK, List.of());
    assertFalse(isNotJudged(trial), trial.issues().toString());
    assertEquals(TrialStatus.OK, trial.status());
  }
}
