package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier versions had one normaliser for a run config, and no language of a text. */
class OlderNormalizerTest {

  @TempDir Path folder;

  @Test
  void everyScoreHasTheNormaliserOfItsRecord() throws Exception {
    int scores = 0;
    for (String name : GoldenRuns.cases()) {
      Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
      if (Files.readString(file).contains("\"score\":{\"normalizer\"")) {
        continue;
      }
      RunResult run = RunReader.read(file);
      for (RunConfigResult result : run.runConfigs()) {
        for (TrialResult trial : result.trials()) {
          for (ClipResult clip : trial.clips()) {
            assertEquals(Optional.empty(), clip.transcript().language());
            for (ClipScore score : clip.score().stream().toList()) {
              assertEquals(result.normalizer(), score.normalizer(), name);
              assertFalse(score.normalizer().isEmpty(), name);
              scores++;
            }
          }
        }
      }
    }
    assertTrue(scores > 20, scores + " scores");
  }
}
