package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reliability bar 2 of the store: what was written is read, or its loss is reported. */
class DamageTest {

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  private static final int KEPT = 4;

  @TempDir Path folder;
  private byte[] intact;
  private List<StoredRecord> records;
  private List<Integer> starts;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    Path original = Samples.writeAll(folder);
    intact = Files.readAllBytes(original);
    records = RecordReader.read(original).records();
    if (!FULL) { // the last records alone are the same test in less time
      int from = 0;
      for (int skipped = 0; skipped < records.size() - KEPT; from++) {
        skipped += intact[from] == '\n' ? 1 : 0;
      }
      intact = Arrays.copyOfRange(intact, from, intact.length);
      records = records.subList(records.size() - KEPT, records.size());
    }
    starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < intact.length; i++) {
      if (intact[i] == '\n') {
        starts.add(i + 1);
      }
    }
    file = Files.createDirectory(folder.resolve("damaged")).resolve("benchmark-x.db.yaml");
  }

  @Test
  void truncationAtEveryByteOfTheLastThreeRecordsCostsOnlyTheTornOne() throws Exception {
    int n = records.size();
    for (int cut = starts.get(n - 3); cut < intact.length; cut++) {
      int whole = 0;
      while (starts.get(whole + 1) <= cut) {
        whole++;
      }

      ResultsFile read = readBack(Arrays.copyOf(intact, cut));

      assertEquals(records.subList(0, whole), read.records(), "cut at " + cut);
      if (cut == starts.get(whole)) {
        assertEquals(List.of(), read.damages());
      } else {
        Damage damage = read.damages().get(0);
        assertEquals(1, read.damages().size());
        assertEquals(Kind.TORN_TAIL, damage.kind());
        assertEquals((long) starts.get(whole), damage.offset());
        assertEquals((long) cut - starts.get(whole), damage.length());
        assertEquals(whole + 1L, damage.line());
      }
    }
  }

  @Test
  @Tag("slow")
  void everyFlippedBitOfARecordIsReportedAndCostsNoOtherRecord() throws Exception {
    int victim = records.size() - 2;
    int flips = 0;
    for (int at = starts.get(victim); at < starts.get(victim + 1); at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = intact.clone();
        bytes[at] ^= (byte) (1 << bit);

        ResultsFile read = readBack(bytes);

        assertFalse(read.damages().isEmpty(), "byte " + at + " bit " + bit);
        assertTrue(
            read.damages().stream()
                .allMatch(
                    d -> d.offset() >= starts.get(victim) && d.offset() < starts.get(victim + 1)),
            read.damages().toString());
        List<StoredRecord> expected = new ArrayList<>(records);
        if (!read.records().equals(expected)) { // a flipped newline costs nothing
          expected.remove(victim);
          assertEquals(expected, read.records(), "byte " + at + " bit " + bit);
        }
        flips++;
      }
    }
    assertEquals(8 * (starts.get(victim + 1) - starts.get(victim)), flips);
  }

  @Test
  void randomFlipsNeverGiveAWrongValue() throws Exception {
    Random random = new Random(20260301);
    Set<StoredRecord> known = new HashSet<>(records);
    int rounds = FULL ? 10_000 : 500;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = intact.clone();
      int flips = 1 + random.nextInt(4);
      Set<Integer> places = new HashSet<>();
      for (int i = 0; i < flips; i++) {
        int place = random.nextInt(8 * bytes.length);
        if (places.add(place)) {
          bytes[place / 8] ^= (byte) (1 << (place % 8));
        }
      }

      ResultsFile read = readBack(bytes);

      assertTrue(known.containsAll(read.records()), "round " + round);
      assertPlaces(places, read.damages(), bytes, "round " + round);
      assertFalse(read.damages().isEmpty(), "round " + round);
      assertTrue(read.records().size() >= records.size() - flips, "round " + round);
    }
  }

  /**
   * Every flipped bit lies in a damage that names file, line and offset, and no damage elsewhere.
   */
  private void assertPlaces(Set<Integer> bits, List<Damage> damages, byte[] bytes, String where) {
    for (Damage damage : damages) {
      assertEquals(file, damage.file(), where);
      long from = damage.offset();
      long to = from + damage.length();
      assertTrue(from >= 0 && from <= to && to <= bytes.length, where + ": " + damage);
      assertTrue(bits.stream().anyMatch(bit -> touches(bit / 8, from, to)), where + ": " + damage);
      int lines = 1;
      for (int i = 0; i < from; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
      }
      assertEquals(lines, damage.line(), where + ": " + damage);
    }
    for (int bit : bits) {
      assertTrue(
          damages.stream()
              .anyMatch(
                  damage -> touches(bit / 8, damage.offset(), damage.offset() + damage.length())),
          where + ": byte " + bit / 8 + " of " + damages);
    }
  }

  /** The newline after a record is part of neither. */
  private static boolean touches(int at, long from, long to) {
    return at >= from && at <= to;
  }

  @Test
  void recordWithoutChecksumIsReadButNotVerified() throws Exception {
    String text = new String(intact, StandardCharsets.UTF_8);
    String edited = text.replaceFirst("(?m)^(- .*)  # crc32c=[0-9a-f]{8}$", "$1");

    ResultsFile read = readBack(edited.getBytes(StandardCharsets.UTF_8));

    assertEquals(records, read.records());
    assertFalse(read.records().get(0).isVerified());
    assertTrue(read.records().get(1).isVerified());
    assertEquals(List.of(Kind.NO_CHECKSUM), read.damages().stream().map(Damage::kind).toList());
  }

  @Test
  void changedLineEndsAndBlankLinesCostNothing() throws Exception {
    String text = new String(intact, StandardCharsets.UTF_8).replace("\n", "\r\n") + "\r\n  \n";

    ResultsFile read = readBack(text.getBytes(StandardCharsets.UTF_8));

    assertEquals(records, read.records());
    assertEquals(List.of(), read.damages());
  }

  @Test
  void lineLongerThanAnyRecordIsSkippedInBoundedMemory() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(intact, 0, starts.get(1));
    byte[] noise = new byte[9 << 20];
    Arrays.fill(noise, (byte) 'x');
    out.writeBytes(noise);
    out.write('\n');
    out.write(intact, starts.get(1), intact.length - starts.get(1));

    ResultsFile read = readBack(out.toByteArray());

    assertEquals(records, read.records());
    assertEquals(Kind.TOO_LONG, read.damages().get(0).kind());
    assertEquals(noise.length + 1L, read.damages().get(0).length());
  }

  @Test
  void hostileLinesWithValidChecksumsAreReportedNotThrown() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(intact, 0, starts.get(1));
    for (String json :
        List.of(
            "{\"a\": 1, \"a\": 2}",
            "[1]",
            "{\"a\": }",
            "{} {}",
            "{\"a\": " + "[".repeat(100) + "]".repeat(100) + "}",
            "{\"a\": NaN}",
            "1")) {
      out.writeBytes(RecordLine.frame(json.getBytes(StandardCharsets.UTF_8)));
    }
    out.writeBytes("  # crc32c=00000000".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    out.write('\n');

    ResultsFile read = readBack(out.toByteArray());

    assertEquals(records.subList(0, 1), read.records());
    assertEquals(8, read.damages().size());
    assertTrue(read.damages().get(0).text().contains("benchmark-x.db.yaml:2: at "));
  }

  @Test
  void recordOfALaterVersionIsKept() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(intact);
    out.writeBytes(
        RecordLine.frame(
            "{\"record\": \"device_trace\", \"schema\": 9, \"record_id\": \"z-1\"}"
                .getBytes(StandardCharsets.UTF_8)));

    ResultsFile read = readBack(out.toByteArray());

    StoredRecord last = read.records().get(records.size());
    assertEquals(RecordKind.OTHER, last.kind());
    assertEquals("z-1", last.id());
    assertEquals(List.of(), read.damages());
  }

  private ResultsFile readBack(byte[] bytes) throws Exception {
    Files.write(file, bytes);
    return RecordReader.read(file);
  }
}
