package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a results file tells of the time that forks took; trials take 0.5 s and a load 1.5 s. */
class SpentTimeTest {

  private static final String ID = Samples.context().runConfig().id();

  @TempDir Path folder;

  private static ForkResult fork(TrialStatus status) {
    return new ForkResult(
        ID, 1, status, true, Instant.EPOCH, 1, 2, 3, List.of(), Optional.empty(), List.of());
  }

  private Map<Integer, Duration> spent() throws StoreException {
    return RunReader.stored(folder).spentOn(ID);
  }

  @Test
  void ofAnInterruptedForkItsTrialsTellAndElseItsRecord() throws Exception {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      assertEquals(Map.of(), spent());
      writer.append(Samples.context(), Samples.valid(1, "a text"));
      writer.append(Samples.context(), Samples.trial(TrialKind.MEASURED, 2, TrialStatus.CANCELLED));
      assertEquals(Map.of(1, Duration.ofMillis(2500)), spent(), "one load, and two trials");
      writer.appendFork(Samples.context(), fork(TrialStatus.OK), Duration.ofNanos(3_141_592_653L));
      assertEquals(Map.of(1, Duration.ofNanos(3_141_592_653L)), spent());
      writer.append(Samples.context(), Samples.valid(2, "a text"));
      assertEquals(Map.of(1, Duration.ofNanos(3_641_592_653L)), spent(), "went on, was killed");
    }
  }

  @Test
  void theLastRecordOfAForkCounts() throws Exception {
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      writer.appendFork(Samples.context(), fork(TrialStatus.OK), Duration.ofMillis(3));
      writer.appendFork(Samples.context(), fork(TrialStatus.FAILED), Duration.ofMillis(9));
      writer.appendRunConfig(Samples.finished(List.of()), List.of());
    }
    assertEquals(Map.of(1, Duration.ofMillis(9)), spent());
    assertEquals(
        List.of(fork(TrialStatus.FAILED)), RunReader.read(folder).runConfigs().get(0).forks());
  }
}
