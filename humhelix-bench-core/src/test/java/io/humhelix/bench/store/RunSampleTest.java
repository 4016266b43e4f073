package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a long run in part. */
class RunSampleTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"matrix", "many-clips", "failed", "precision", "server"})
  void ofAllTrialsDiffersFromTheWholeInTextsAlone(String name) throws Exception {
    Path file = GoldenRuns.copy(name, folder);
    RunResult whole = RunReader.read(file);
    RunResult sample = RunReader.readSample(file, 1);
    assertEquals(RunWithoutTextsTest.withoutTexts(whole), RunWithoutTextsTest.withoutTexts(sample));
    for (int i = 0; i < whole.runConfigs().size(); i++) {
      List<TrialResult> valid = sample.runConfigs().get(i).validTrials();
      if (!valid.isEmpty()) {
        assertEquals(
            whole.runConfigs().get(i).validTrials().get(0), valid.get(0), "the first with texts");
      }
      for (int trial = 1; trial < valid.size(); trial++) {
        assertEquals("", valid.get(trial).clips().get(0).transcript().text());
      }
    }
  }

  @Test
  void ofSomeTrialsLosesNothingElse() throws Exception {
    Path file = GoldenRuns.copy("precision", folder);
    RunResult whole = RunReader.read(file);
    RunResult sample = RunReader.readSample(file, 3);
    assertEquals(whole.issues(), sample.issues(), "no record is missing");
    assertTrue(trials(sample) < trials(whole), trials(sample) + " of " + trials(whole));
    for (int i = 0; i < whole.runConfigs().size(); i++) {
      RunConfigResult all = whole.runConfigs().get(i);
      RunConfigResult some = sample.runConfigs().get(i);
      assertEquals(all.issues(), some.issues(), "no valid trial is missing");
      assertEquals(all.status(), some.status());
      assertEquals(all.forks(), some.forks());
      assertFalse(some.validTrials().isEmpty());
    }
    assertEquals(sample, RunReader.readSample(file, 3), "the same ones each time");
  }

  @Test
  void takesOneOfOneOrMore() throws Exception {
    Path file = GoldenRuns.copy("precision", folder);
    assertThrows(IllegalArgumentException.class, () -> RunReader.readSample(file, 0));
  }

  private static int trials(RunResult run) {
    return run.runConfigs().stream().mapToInt(config -> config.trials().size()).sum();
  }
}
