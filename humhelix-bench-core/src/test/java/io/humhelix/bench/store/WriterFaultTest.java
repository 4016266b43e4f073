package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reliability bars 3 and 4 of the store: every I/O call fails once, and power is lost after it. */
@Tag("slow")
class WriterFaultTest {

  private static final Path OUTPUT = Path.of("out");
  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");
  private static final int RECORDS = 20;

  @TempDir Path folder;

  /** One writing of a run, up to the end or the first exception. */
  private static final class Attempt {
    private final FaultyIo io;
    private int acknowledged;
    private StoreException error;
    private Path file;

    private Attempt(FaultyIo io) {
      this.io = io;
    }

    private Attempt run() {
      try (RunWriter writer = RunWriter.create(OUTPUT, Samples.header(), io, Samples.CLOCK)) {
        file = writer.file();
        acknowledged = 1;
        while (acknowledged < RECORDS) {
          writer.append(Samples.context(), trial(acknowledged));
          acknowledged++;
        }
      } catch (StoreException e) {
        error = e;
      }
      return this;
    }
  }

  private static final TrialResult LONG = manyClips();

  /** The tenth record is too long, so that the calls of artifacts are among those that fail. */
  private static TrialResult trial(int number) {
    return number == 10 ? LONG : Samples.valid(number, Samples.TEXT + number);
  }

  private static TrialResult manyClips() {
    List<ClipResult> clips = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      clips.add(Samples.clip("clip" + i, i, Samples.TEXT));
    }
    return Samples.trial(TrialKind.MEASURED, 10, TrialStatus.OK, clips.toArray(ClipResult[]::new));
  }

  @ParameterizedTest
  @EnumSource(FaultyIo.Fault.class)
  void everyFailingCallLeavesWhatWasAcknowledged(FaultyIo.Fault fault) throws Exception {
    List<String> calls = new Attempt(FaultyIo.sound()).run().io.calls();
    assertEquals(
        new TreeSet<>(
            List.of("createFolders", "create", "write", "force", "move", "forceFolder", "close")),
        new TreeSet<>(calls));
    for (int failAt = 0; failAt < calls.size(); failAt++) {
      for (boolean forever : FULL ? List.of(false, true) : List.of(failAt % 2 == 0)) {
        String where = calls.get(failAt) + ", call " + failAt + ", forever " + forever;
        Attempt attempt = new Attempt(new FaultyIo(failAt, fault, forever)).run();

        assertTrue(attempt.error != null, where);
        String message = attempt.error.getMessage();
        assertTrue(message.contains("out"), message);
        boolean closing = calls.get(failAt).equals("close") && attempt.acknowledged == RECORDS;
        if (!closing) {
          String remedy = fault == FaultyIo.Fault.NO_SPACE ? "free space" : "check the disk";
          assertTrue(message.contains(remedy), message);
        }
        check(attempt, false, where);
        check(attempt, true, where);
        resume(attempt, false, where);
        resume(attempt, true, where);
      }
    }
  }

  @Test
  void powerLossAfterEveryRecordLosesNoneOfTheAcknowledged() throws Exception {
    FaultyIo io = FaultyIo.sound();
    try (RunWriter writer = RunWriter.create(OUTPUT, Samples.header(), io, Samples.CLOCK)) {
      for (int n = 1; n <= RECORDS; n++) {
        Attempt now = new Attempt(io);
        now.acknowledged = n;
        now.file = writer.file();
        check(now, true, "record " + n);
        writer.append(Samples.context(), trial(n));
      }
    }
  }

  /** Negative control: without its forces, this disk does lose records. */
  @Test
  void diskOfTheseTestsForgetsWhatWasNotForced() throws Exception {
    FaultyIo io = FaultyIo.sound();
    try (StoreIo.Output out = io.create(OUTPUT.resolve("x"))) {
      out.write(new byte[1000]);
      assertTrue(io.files(true).isEmpty());
      io.forceFolder(OUTPUT);
      assertTrue(io.files(true).get(OUTPUT.resolve("x")).length < 1000);
      out.force();
      assertEquals(1000, io.files(true).get(OUTPUT.resolve("x")).length);
    }
  }

  @Test
  void failedWriterIsNeverTriedAgain() throws Exception {
    int force = new Attempt(FaultyIo.sound()).run().io.calls().lastIndexOf("force");
    FaultyIo io = new FaultyIo(force, FaultyIo.Fault.IO_ERROR, false);
    RunWriter writer = RunWriter.create(OUTPUT, Samples.header(), io, Samples.CLOCK);
    StoreException first =
        assertThrows(
            StoreException.class,
            () -> {
              for (int n = 1; n < RECORDS; n++) {
                writer.append(Samples.context(), trial(n));
              }
            });
    int calls = io.calls().size();

    StoreException second =
        assertThrows(StoreException.class, () -> writer.append(Samples.context(), trial(99)));

    assertEquals(calls, io.calls().size());
    assertEquals(first, second.getCause());
    assertEquals("truncate", io.calls().get(calls - 1));
    assertTrue(first.getMessage().contains("cannot be stored at byte "), first.getMessage());
    assertTrue(first.getMessage().contains("records before it are intact"), first.getMessage());
    writer.close();
  }

  @Test
  void failedRepairLeavesNoHalfCopy() throws Exception {
    Path damaged = Samples.writeAll(folder);
    FaultyIo sound = FaultyIo.sound();
    FileRepair.repair(damaged, sound);
    for (int failAt = 0; failAt < sound.calls().size(); failAt++) {
      FaultyIo io = new FaultyIo(failAt, FaultyIo.Fault.NO_SPACE, false);

      StoreException e = assertThrows(StoreException.class, () -> FileRepair.repair(damaged, io));

      assertTrue(e.getMessage().contains("free space"), e.getMessage());
      io.files(false).keySet().forEach(f -> assertFalse(f.toString().endsWith(".tmp")));
    }
  }

  /** What was written before the fault is gone on with on a sound disk, to its end. */
  private void resume(Attempt attempt, boolean afterPowerLoss, String where) throws Exception {
    if (attempt.file == null) {
      return;
    }
    Path out = Files.createTempDirectory(folder, "resumed");
    Path copy = out.resolve(String.valueOf(attempt.file.getFileName()));
    attempt
        .io
        .files(afterPowerLoss)
        .forEach(
            (path, bytes) -> {
              try {
                Path to = out.resolve(OUTPUT.relativize(path).toString());
                Files.createDirectories(to.getParent());
                Files.write(to, bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    List<StoredRecord> before = RecordReader.read(copy).records();

    StoredRun stored = RunReader.readToResume(out);
    assertEquals(before.size(), stored.place().nextSeq(), where);
    // Each record is forced to a real disk, which takes its time.
    int all = FULL ? RECORDS : before.size() + 1;
    try (RunWriter writer = RunWriter.resume(stored)) {
      for (int n = before.size(); n < all; n++) {
        writer.append(Samples.context(), trial(n));
      }
    }

    ResultsFile read = RecordReader.read(copy);
    assertEquals(List.of(), read.damages(), where);
    assertEquals(before, read.records().subList(0, before.size()), where);
    assertEquals(Math.max(before.size(), all), read.records().size(), where);
    assertEquals(List.of(), FileCheck.of(copy).missing(), where);
  }

  /** All acknowledged records are there, in order; a torn end is reported, never misread. */
  private void check(Attempt attempt, boolean afterPowerLoss, String where) throws Exception {
    Map<Path, byte[]> files = attempt.io.files(afterPowerLoss);
    if (attempt.file == null) {
      assertEquals(0, attempt.acknowledged, where);
      if (!afterPowerLoss && attempt.io.calls().stream().noneMatch("delete"::equals)) {
        assertTrue(files.isEmpty(), where);
      }
      return;
    }
    Path copy = Files.write(folder.resolve("copy.db.yaml"), files.get(attempt.file));
    ResultsFile read = RecordReader.read(copy);
    List<StoredRecord> records = read.records();
    assertTrue(records.size() >= attempt.acknowledged, where);
    assertTrue(records.size() <= attempt.acknowledged + 1, where);
    assertTrue(read.damages().size() <= 1, where);
    read.damages().forEach(d -> assertEquals(Damage.Kind.TORN_TAIL, d.kind(), where));
    for (int n = 0; n < records.size(); n++) {
      assertEquals(n, records.get(n).seq().orElseThrow(), where);
      if (n > 0) {
        String expected = trial(n).transcription();
        assertEquals(expected, records.get(n).values().orElseThrow().transcription(), where);
      }
    }
  }
}
