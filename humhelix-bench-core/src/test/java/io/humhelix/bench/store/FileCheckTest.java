package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileCheckTest {

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filesOfAnyVersionAreIntact(String name) throws Exception {
    Path file = GoldenRuns.copy(name, folder);
    FileCheck.Outcome outcome = FileCheck.of(file);
    assertTrue(outcome.isIntact(), outcome.toString());
    assertEquals(RecordReader.read(file).records().size(), outcome.records());
    assertEquals(outcome.records(), outcome.verified());
    assertEquals(1, outcome.runs().size());
    assertEquals(Set.of(), outcome.unfinished());
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertEquals(outcome.runs(), FileCheck.of(file).unfinished());
  }

  @Test
  void aFileOfHumHelixIsReadableAndCannotBeVerified() throws Exception {
    Path file = GatheredFolderTest.legacy(folder, "benchmark-20250101-120000");
    FileCheck.Outcome outcome = FileCheck.of(file);
    assertTrue(outcome.isIntact());
    assertEquals(3, outcome.records());
    assertEquals(0, outcome.verified());
    assertEquals(FileFormat.LEGACY_BLOCK, outcome.format());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));
    assertEquals(Kind.TORN_TAIL, FileCheck.of(file).damages().get(0).kind());
  }

  /** A line that was taken out leaves no damage behind, but a gap. */
  @Test
  void recordsThatWereTakenOutAreMissing() throws Exception {
    Path file = Samples.writeAll(folder);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(9);
    lines.remove(4);
    lines.remove(3);
    Files.write(file, lines);
    FileCheck.Outcome outcome = FileCheck.of(file);
    assertEquals(List.of(), outcome.damages());
    assertEquals(
        List.of("records 3 to 4 of run " + Samples.RUN_ID, "record 9 of run " + Samples.RUN_ID),
        outcome.missing());
    assertFalse(outcome.isIntact());
  }

  @Test
  void theFirstRecordMayBeMissingAndTheOrderDoesNotMatter() throws Exception {
    Path file = Samples.writeAll(folder);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.reverse(lines);
    Files.write(file, lines);
    assertEquals(List.of(), FileCheck.of(file).missing());
    Files.write(file, lines.subList(0, 11));
    assertEquals(List.of("record 0 of run " + Samples.RUN_ID), FileCheck.of(file).missing());
    Files.write(file, Files.readAllLines(file).subList(3, 4));
    assertEquals(List.of("records 0 to 7 of run " + Samples.RUN_ID), FileCheck.of(file).missing());
  }

  @Test
  void artifactsThatAreMissingOrChangedAreNamed() throws Exception {
    Path file = GoldenRuns.copy("failed", folder);
    assertEquals(1, FileCheck.of(file).artifacts());
    Path log;
    try (var files = Files.list(Artifacts.folderFor(file))) {
      log = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[3] ^= 1;
    Files.write(log, bytes);
    assertEquals(NamedArtifact.State.CHANGED, bad(file));
    Files.delete(log);
    assertEquals(NamedArtifact.State.MISSING, bad(file));
    // A link may lead anywhere.
    Files.createSymbolicLink(log, file);
    assertEquals(NamedArtifact.State.MISSING, bad(file));
  }

  private static NamedArtifact.State bad(Path file) throws StoreException {
    FileCheck.Outcome outcome = FileCheck.of(file);
    assertFalse(outcome.isIntact());
    return outcome.badArtifacts().get(0).state();
  }

  @Test
  void whatIsNotThereCannotBeChecked() {
    assertThrows(StoreException.class, () -> FileCheck.of(folder.resolve("nowhere")));
  }
}
