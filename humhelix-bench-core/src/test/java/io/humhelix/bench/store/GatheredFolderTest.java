package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatheredFolderTest {

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  private static GatheredFolder.Outcome gather(Path into, Path... results) throws StoreException {
    return GatheredFolder.gather(into, List.of(results), file -> {});
  }

  /** A file of any version, with its artifacts, is the same file afterwards. */
  @ParameterizedTest
  @MethodSource("cases")
  void aFileOfAnyVersionIsGatheredWithoutLoss(String name) throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path file = GoldenRuns.copy(name, from);
    Path into = folder.resolve("into");

    GatheredFolder.Outcome first = gather(into, from);

    assertEquals(RecordReader.read(file).records().size(), first.added());
    assertEquals(List.of(), first.missing());
    assertEquals(FolderBytes.of(from), FolderBytes.of(into));
    assertEquals(0, gather(into, file, from, into).added());
    assertEquals(FolderBytes.of(from), FolderBytes.of(into));
  }

  @Test
  void aFileOfHumHelixKeepsItsBytes() throws Exception {
    Path file = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    Path into = folder.resolve("into");

    GatheredFolder.Outcome outcome = gather(into, file, file.getParent());

    assertEquals(3, outcome.added());
    assertArrayEquals(
        Files.readAllBytes(file), Files.readAllBytes(into.resolve(file.getFileName())));
    assertEquals(0, gather(into, file).added());
  }

  @Test
  void aTornFileOfHumHelixIsReplacedByTheWholeOneInAnyOrder() throws Exception {
    Path whole = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    byte[] bytes = Files.readAllBytes(whole);
    Path torn = Files.createDirectory(folder.resolve("b")).resolve(whole.getFileName());
    Files.write(torn, Arrays.copyOf(bytes, bytes.length - 40));

    Path one = folder.resolve("one");
    assertEquals(2, gather(one, torn).added());
    assertEquals(1, gather(one, whole).added());
    Path other = folder.resolve("other");
    gather(other, whole, torn);

    assertEquals(FolderBytes.of(other), FolderBytes.of(one));
    assertArrayEquals(bytes, Files.readAllBytes(one.resolve(whole.getFileName())));
  }

  @Test
  void twoHostsMayHaveOneFileNameInHumHelixFiles() throws Exception {
    Path one = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    Path other = Files.createDirectory(folder.resolve("b")).resolve(one.getFileName());
    Files.writeString(other, Files.readString(one).replace("model: base.en", "model: other.en"));
    List<TrialValues> values = RecordReader.read(other).validTrials();
    assertFalse(values.equals(RecordReader.read(one).validTrials()));

    Path first = folder.resolve("first");
    gather(first, one);
    gather(first, other);
    Path second = folder.resolve("second");
    gather(second, other, one);

    assertEquals(FolderBytes.of(first), FolderBytes.of(second));
    List<TrialValues> all = RecordReader.read(first).validTrials();
    assertTrue(all.containsAll(values));
    assertTrue(all.containsAll(RecordReader.read(one).validTrials()));
    assertEquals(all.size(), all.stream().distinct().count());
  }

  /** hum-helix's files name no host; the folders that sync made do. */
  @Test
  void theHostOfHumHelixFilesStaysSaid() throws Exception {
    Path one = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    Path other = Files.createDirectory(folder.resolve("b")).resolve(one.getFileName());
    Files.writeString(other, Files.readString(one).replace("rtf: ", "rtf: 1"));
    Path nobodys = Files.createDirectory(folder.resolve("c")).resolve(one.getFileName());
    Files.writeString(nobodys, Files.readString(one).replace("rtf: ", "rtf: 2"));
    new HostMark("gpu1", "gpu1:/x").write(one.getParent());
    new HostMark("../gpu2", "gpu2:/x").write(other.getParent());
    Path into = folder.resolve("into");
    Path turned = folder.resolve("turned");

    assertEquals(9, gather(into, one, other, nobodys).added());
    gather(turned, nobodys);
    gather(turned, other);
    gather(turned, one);

    assertEquals(FolderBytes.of(into), FolderBytes.of(turned));
    assertEquals(0, gather(into, one, other, nobodys, into).added());
    assertEquals(FolderBytes.of(into), FolderBytes.of(turned));
    List<String> hosts = new ArrayList<>();
    TrialRows.of(List.of(into)).forEach(row -> hosts.add(row.run().host()));
    hosts.sort(null);
    assertEquals(
        List.of("", "", "", "../gpu2", "../gpu2", "../gpu2", "gpu1", "gpu1", "gpu1"), hosts);
    assertArrayEquals(
        Files.readAllBytes(one),
        Files.readAllBytes(into.resolve("gpu1").resolve("benchmark-20250101-120000.db.yaml")));
    try (var below = Files.list(into)) {
      assertEquals(3, below.count(), "a mark leads nowhere else");
    }
  }

  /** What was gathered before anybody knew whose it is goes to its host. */
  @Test
  void aHostThatBecomesKnownTakesItsRecords() throws Exception {
    Path one = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    Path into = folder.resolve("into");
    gather(into, one);
    new HostMark("gpu1", "gpu1:/x").write(one.getParent());

    GatheredFolder.Outcome outcome = gather(into, one);

    assertEquals(0, outcome.added());
    assertEquals(List.of(into.resolve(one.getFileName())), outcome.removed());
    assertTrue(Files.exists(into.resolve("gpu1").resolve(one.getFileName())));
  }

  @Test
  void aFolderOfAHostIsNotGatheredInto() throws Exception {
    Path one = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    Path into = Files.createDirectory(folder.resolve("into"));
    new HostMark("gpu1", "gpu1:/x").write(into);

    StoreException refused = assertThrows(StoreException.class, () -> gather(into, one));
    assertTrue(refused.getMessage().contains("gather into another one"), refused.getMessage());
  }

  @Test
  void aConflictNamesItsPlaces() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path other = Files.createDirectory(folder.resolve("b")).resolve(one.getFileName());
    List<String> lines = new ArrayList<>(Files.readAllLines(one));
    String json = lines.get(3).replaceFirst("^- ", "").replaceFirst("  # crc32c=.*$", "");
    byte[] changed =
        RecordLine.frame(
            json.replace("\"at\": \"2", "\"at\": \"3").getBytes(StandardCharsets.UTF_8));
    lines.set(3, new String(changed, StandardCharsets.UTF_8).strip());
    Files.writeString(other, String.join("\n", lines) + "\n");

    GatheredFolder.Outcome outcome = gather(folder.resolve("into"), one, other);
    List<Damage> rows = TrialRows.of(List.of(one, other)).forEach(row -> {}).damages();

    Damage conflict = outcome.damages().get(0);
    assertEquals(Kind.CONFLICT, conflict.kind());
    assertEquals(4, conflict.line());
    assertEquals(lines.get(3).length(), conflict.length());
    assertEquals(
        lines.subList(0, 3).stream()
            .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
            .sum(),
        conflict.offset());
    assertTrue(conflict.text().contains(".db.yaml:4: at "), conflict.text());
    assertTrue(conflict.message().contains(".db.yaml:4; two writers"), conflict.message());
    rows.forEach(damage -> assertEquals(4, damage.line()));
  }

  @Test
  void aCopyUnderAnotherNameIsThereOnce() throws Exception {
    Path one = legacy(Files.createDirectory(folder.resolve("a")), "benchmark-20250101-120000");
    Path copy = folder.resolve("a").resolve("benchmark-20250102-000000.db.yaml");
    Files.copy(one, copy);
    Path run = Samples.writeAll(Files.createDirectory(folder.resolve("r")));
    Files.copy(run, folder.resolve("a").resolve("benchmark-renamed.db.yaml"));

    Path into = folder.resolve("into");
    GatheredFolder.Outcome late = gather(into, copy);
    assertEquals(3, late.added());
    GatheredFolder.Outcome outcome = gather(into, folder.resolve("a"));

    assertEquals(12, outcome.added());
    assertEquals(List.of(into.resolve("benchmark-20250102-000000.db.yaml")), outcome.removed());
    assertEquals(
        List.of(one.getFileName().toString(), run.getFileName().toString()),
        List.copyOf(FolderBytes.of(into).keySet()));
    assertEquals(FileBytes.sha256(run), FolderBytes.of(into).get(run.getFileName().toString()));
  }

  @Test
  void aDamagedFileIsHealedByAnIntactOneAndKept() throws Exception {
    Path whole = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path into = Files.createDirectory(folder.resolve("into"));
    byte[] bytes = Files.readAllBytes(whole);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(into.resolve(whole.getFileName()), bytes);

    GatheredFolder.Outcome outcome = gather(into, whole);

    assertEquals(1, outcome.added());
    assertEquals(List.of(Kind.BAD_CHECKSUM), kinds(outcome));
    assertEquals(FileBytes.sha256(whole), FileBytes.sha256(damaged));
    Path kept = into.resolve(whole.getFileName() + ".damaged");
    assertEquals(List.of(kept), outcome.kept());
    assertArrayEquals(bytes, Files.readAllBytes(kept));
    assertEquals(List.of(), gather(into, whole).kept());
  }

  @Test
  void aTornEndIsNotKeptAndARunWithoutItsFirstRecordHasANameOfItsOwn() throws Exception {
    Path whole = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    List<String> lines = Files.readAllLines(whole);
    Path headless = folder.resolve("benchmark-headless.db.yaml");
    Files.write(headless, lines.subList(1, 6));
    Files.writeString(headless, Files.readString(headless) + "- {\"torn\": ");
    Path into = folder.resolve("into");

    GatheredFolder.Outcome outcome = gather(into, headless);

    assertEquals(List.of(Kind.TORN_TAIL), kinds(outcome));
    Path alone = into.resolve("benchmark-" + Samples.RUN_ID + ".db.yaml");
    assertEquals(List.of(alone), outcome.files().stream().map(f -> f.file()).toList());
    assertEquals(5, RecordReader.read(alone).records().size());

    assertEquals(List.of(alone), gather(into, whole).removed());
    assertEquals(FolderBytes.of(whole.getParent()), FolderBytes.of(into));
  }

  @Test
  void recordsThatDifferAreReportedAndTheSameIsTaken() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path edited = Files.createDirectory(folder.resolve("b")).resolve(one.getFileName());
    Files.writeString(
        edited,
        Files.readString(one).replaceAll("\"rtf\": [0-9.]+, (.*)  # crc.*", "\"rtf\": 9.0, $1"));

    GatheredFolder.Outcome first = gather(folder.resolve("g1"), one, edited);
    gather(folder.resolve("g2"), edited, one);

    assertTrue(kinds(first).contains(Kind.CONFLICT));
    assertTrue(kinds(first).contains(Kind.NO_CHECKSUM));
    assertEquals(FolderBytes.of(folder.resolve("a")), FolderBytes.of(folder.resolve("g1")));
    assertEquals(FolderBytes.of(folder.resolve("g1")), FolderBytes.of(folder.resolve("g2")));
  }

  @Test
  void whatLostItsChecksumIsGatheredAsItIs() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Files.writeString(one, Files.readString(one).replaceFirst("  # crc32c=[0-9a-f]{8}", ""));

    GatheredFolder.Outcome outcome = gather(folder.resolve("into"), one);

    assertEquals(List.of(Kind.NO_CHECKSUM), kinds(outcome));
    assertEquals(FolderBytes.of(folder.resolve("a")), FolderBytes.of(folder.resolve("into")));
  }

  @Test
  void filesThatItWouldNotWriteAreRefusedInTheFolder() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path into = Files.createDirectory(folder.resolve("into"));
    Files.copy(one, into.resolve("benchmark-mine.db.yaml"));
    Map<String, String> before = FolderBytes.of(into);

    StoreException e = assertThrows(StoreException.class, () -> gather(into, one));

    assertTrue(e.getMessage().contains("benchmark-mine.db.yaml"), e.getMessage());
    assertTrue(e.getMessage().contains("move them to another folder"), e.getMessage());
    assertEquals(before, FolderBytes.of(into));
  }

  @Test
  void aRunThatIsStillWrittenIsGatheredFromAndNeverReplaced() throws Exception {
    Path a = folder.resolve("a");
    try (RunWriter writer = RunWriter.create(a, Samples.header())) {
      writer.append(Samples.context(), Samples.valid(1, "one"));
      assertEquals(2, gather(folder.resolve("into"), a).added());
      writer.append(Samples.context(), Samples.valid(2, "two"));
      assertEquals(1, gather(folder.resolve("into"), a).added());

      // Into the very folder: nothing to add, nothing to do, even in the middle of a record.
      Path live = writer.file();
      byte[] bytes = Files.readAllBytes(live);
      Files.write(live, "- {\"half".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
      assertEquals(0, gather(a, folder.resolve("into")).added());
      assertEquals(bytes.length + 8, Files.size(live));

      // What another copy has more would need a writer of its own.
      Path more = Files.createDirectory(folder.resolve("more")).resolve(live.getFileName());
      String line = new String(bytes, StandardCharsets.UTF_8).lines().toList().get(2);
      String json = line.substring(2, line.indexOf("  # crc")).replace("-2\"", "-3\"");
      Files.write(
          more,
          RecordLine.frame(
              json.replace("\"seq\": 2", "\"seq\": 3").getBytes(StandardCharsets.UTF_8)));
      StoreException e = assertThrows(StoreException.class, () -> gather(a, more));
      assertTrue(e.getMessage().contains("still being written"), e.getMessage());
    }
  }

  @Test
  void aFileThatGrewSinceItWasReadIsNotReplaced() throws Exception {
    Path whole = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path into = Files.createDirectory(folder.resolve("into"));
    List<String> lines = Files.readAllLines(whole);
    Path short3 = Files.write(into.resolve(whole.getFileName()), lines.subList(0, 3));

    StoreException e =
        assertThrows(
            StoreException.class,
            () ->
                GatheredFolder.gather(
                    into,
                    List.of(whole),
                    file -> {
                      try {
                        Files.write(short3, lines.subList(0, 4));
                      } catch (IOException failed) {
                        throw new IllegalStateException(failed);
                      }
                    }));

    assertTrue(e.getMessage().contains("gather again"), e.getMessage());
    assertEquals(lines.subList(0, 4), Files.readAllLines(short3));
    assertEquals(8, gather(into, whole).added());
  }

  @Test
  void twoAtOnceAreNotLetIn() throws Exception {
    Path one = Samples.writeAll(Files.createDirectory(folder.resolve("a")));
    Path into = Files.createDirectory(folder.resolve("into"));
    try (StoreIo.Lock lock = DiskIo.INSTANCE.lock(into.resolve("gather"))) {
      assertFalse(lock == null);
      StoreException e = assertThrows(StoreException.class, () -> gather(into, one));
      assertTrue(e.getMessage().contains("gathered into by another process"), e.getMessage());
    }
    assertEquals(12, gather(into, one).added());
    assertEquals(List.of(one.getFileName().toString()), List.copyOf(FolderBytes.of(into).keySet()));
  }

  @Test
  void artifactsThatNobodyHasOrThatWereChangedAreNamed() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path file = GoldenRuns.copy("failed", from);
    Path log = only(Artifacts.folderFor(file));
    Path into = folder.resolve("into");
    byte[] bytes = Files.readAllBytes(log);
    Files.writeString(log, "changed");

    GatheredFolder.Outcome outcome = gather(into, file);

    assertEquals(
        List.of(log.getFileName().toString()),
        outcome.missing().stream().map(a -> a.place().replaceFirst(".*/", "")).toList());
    Files.write(log, bytes);
    assertEquals(List.of(), gather(into, file).missing());
    assertEquals(FolderBytes.of(from), FolderBytes.of(into));
    // One that was changed in the folder is replaced by the intact one.
    Files.writeString(only(Artifacts.folderFor(into.resolve(file.getFileName()))), "changed");
    gather(into, file);
    assertEquals(FolderBytes.of(from), FolderBytes.of(into));
  }

  @Test
  void namesOfRunsAndPlacesOfArtifactsLeadNowhereElse() throws Exception {
    Path hostile = folder.resolve("benchmark-h.db.yaml");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    String hash = FileBytes.sha256(folder.resolve("secret.txt"));
    String json =
        "{\"record\": \"run\", \"run_id\": \"../../x\", \"seq\": 0, \"record_id\": \"x-0\", "
            + "\"started_at\": \"2026-01-01T00:00:00Z\", \"clips_artifact\": {\"file\":"
            + " \"../secret.txt\", \"bytes\": 6, \"sha256\": \""
            + hash
            + "\"}, \"artifacts\": [{\"kind\": \"k\", \"file\": \"/etc/passwd\", \"bytes\":"
            + " 6, \"sha256\": \""
            + hash
            + "\"}]}";
    Files.write(hostile, RecordLine.frame(json.getBytes(StandardCharsets.UTF_8)));
    Path into = folder.resolve("deep").resolve("into");

    GatheredFolder.Outcome outcome = gather(into, hostile);

    assertEquals(2, outcome.missing().size());
    assertEquals(1, outcome.added());
    assertTrue(
        FolderBytes.of(into).keySet().stream()
            .allMatch(n -> n.matches("benchmark-of-\\w+.db.yaml")),
        FolderBytes.of(into).toString());
    assertEquals(0, gather(into, hostile).added());
  }

  @Test
  void whatIsNotThereIsSaidAtOnce() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    StoreException e =
        assertThrows(
            StoreException.class,
            () -> gather(folder.resolve("into"), empty, folder.resolve("nowhere")));
    assertEquals(2, e.getMessage().lines().count());
    assertFalse(Files.exists(folder.resolve("into")));
  }

  /**
   * Every call fails once, and from then on: what was there is intact, and gathering again works.
   */
  @Test
  void everyFailingCallLeavesWhatWasThere() throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path whole = Samples.writeAll(before);
    List<String> lines = Files.readAllLines(whole);
    Path from = Files.createDirectory(folder.resolve("from"));
    GoldenRuns.copy("failed", from);
    Files.copy(whole, from.resolve(whole.getFileName()));
    Path torn = from.resolve("benchmark-20250101-120000.db.yaml");
    Files.write(legacy(from, "benchmark-20250101-120000"), new byte[0], StandardOpenOption.APPEND);
    assertTrue(Files.exists(torn));
    List<String> calls = run(FailingDisk.sound(), from, whole, lines, "sound").calls();
    Map<String, String> expected = FolderBytes.of(folder.resolve("sound"));
    assertEquals(FolderBytes.of(from), expected);
    assertTrue(calls.size() > 20, calls.toString());
    for (int failAt = 0; failAt < calls.size(); failAt++) {
      for (FaultyIo.Fault fault : FaultyIo.Fault.values()) {
        boolean forever = (failAt + fault.ordinal()) % 2 == 0;
        String name = failAt + "-" + fault;
        FailingDisk disk = new FailingDisk(failAt, fault, forever);
        StoreException e =
            assertThrows(StoreException.class, () -> run(disk, from, whole, lines, name), name);
        String remedy = fault == FaultyIo.Fault.NO_SPACE ? "free space" : "check the disk";
        assertTrue(e.getMessage().contains(remedy), e.getMessage());
        Path into = folder.resolve(name);
        if (Files.exists(into)) {
          for (Path file : RecordReader.filesIn(into)) {
            assertEquals(List.of(), RecordReader.read(file).damages(), name);
          }
          Path half = into.resolve(whole.getFileName());
          assertTrue(Files.readAllLines(half).containsAll(lines.subList(0, 5)), name);
        }
        gather(into, from);
        FolderBytes.of(into)
            .forEach(
                (file, hash) ->
                    assertTrue(hash.equals(expected.get(file)) || file.endsWith(".tmp"), file));
        assertTrue(FolderBytes.of(into).keySet().containsAll(expected.keySet()), name);
      }
    }
  }

  private FailingDisk run(FailingDisk disk, Path from, Path whole, List<String> lines, String name)
      throws Exception {
    Path into = Files.createDirectory(folder.resolve(name));
    Files.write(into.resolve(whole.getFileName()), lines.subList(0, 5));
    GatheredFolder.gather(into, List.of(from), file -> {}, disk);
    return disk;
  }

  private static List<Kind> kinds(GatheredFolder.Outcome outcome) {
    return outcome.damages().stream().map(Damage::kind).distinct().toList();
  }

  private static Path only(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  static Path legacy(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".db.yaml");
    try (var in = GatheredFolderTest.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, file);
    }
    return file;
  }
}
