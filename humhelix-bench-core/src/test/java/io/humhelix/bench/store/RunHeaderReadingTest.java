package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.result.RunResult;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHeaderReadingTest {

  @TempDir Path folder;

  @Test
  void theFirstRecordSaysWhatTheWholeRunSays() throws Exception {
    Path file = new MadeUpRun(1).system("a", 1).store(folder);
    RunResult run = RunReader.read(file);

    RunHeader header = RunReader.header(file).orElseThrow();

    assertEquals(run.runId(), header.runId());
    assertEquals(run.startedAt(), header.startedAt());
    assertEquals(run.definition(), header.definition());
    assertEquals(run.provenance(), header.provenance());
    assertEquals(Optional.empty(), RunReader.copyOf(file));
  }

  @Test
  void aFileThatDoesNotBeginWithARunHasNone() throws Exception {
    Path theirs = folder.resolve("benchmark-20250101-120000.db.yaml");
    try (InputStream in = TrialRows.class.getResourceAsStream("legacy.db.yaml")) {
      Files.write(theirs, in.readAllBytes());
    }
    assertEquals(Optional.empty(), RunReader.header(theirs));
    Path file = new MadeUpRun(1).system("a", 1).store(folder.resolve("ours"));
    byte[] bytes = Files.readAllBytes(file);
    Path torn = folder.resolve("torn");
    Files.write(torn, Arrays.copyOf(bytes, 500));
    assertEquals(Optional.empty(), RunReader.header(torn));
    bytes[200] ^= 1;
    Files.write(torn, bytes);
    assertEquals(Optional.empty(), RunReader.header(torn));
    Files.write(torn, new byte[0]);
    assertEquals(Optional.empty(), RunReader.header(torn));
    assertThrows(StoreException.class, () -> RunReader.header(folder.resolve("none")));
  }
}
