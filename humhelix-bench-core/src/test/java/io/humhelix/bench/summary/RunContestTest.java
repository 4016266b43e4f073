package io.humhelix.bench.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in memory has the contests that its results file gives. */
class RunContestTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"single-stream", "matrix", "pair-old", "pair-new", "failed", "resumed", "options"})
  void areThoseOfItsFile(String name) throws Exception {
    Path file = GoldenRuns.copy(name, folder);
    List<Contest> stored =
        TrialSummary.read(
                new TrialSummary.Request(List.of(file), Factor.DEFAULT, List.of(), List.of(), 0))
            .contests();
    List<Contest> inMemory = Contest.of(RunReader.read(file));
    assertEquals(stored, inMemory);
    assertFalse(inMemory.isEmpty());
  }
}
