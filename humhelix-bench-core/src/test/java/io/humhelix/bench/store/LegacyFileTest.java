package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.Damage.Kind;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** hum-helix's own files stay readable; the golden one has made-up numbers. */
class LegacyFileTest {

  @TempDir Path folder;
  private byte[] golden;
  private Path file;

  @BeforeEach
  void load() throws Exception {
    try (InputStream in = LegacyFileTest.class.getResourceAsStream("legacy.db.yaml")) {
      golden = in.readAllBytes();
    }
    file = folder.resolve("benchmark-20250101-120000.db.yaml");
  }

  @Test
  void readsEveryValueOfTheGoldenFile() throws Exception {
    ResultsFile read = readBack(golden);

    assertEquals(FileFormat.LEGACY_BLOCK, read.format());
    assertEquals(List.of(), read.damages());
    assertEquals(
        List.of(
            new TrialValues(
                "tiny.en",
                "float16",
                "cuda",
                1,
                false,
                false,
                "30s.wav",
                1.25,
                0.0625,
                " It was a bright morning: the harbour lay quiet, and nobody had yet thought of"
                    + " leaving # not even the gulls.",
                0.3125,
                1.625,
                30.0,
                0.375,
                0.0125),
            second("", false),
            second("it’s été, said the \uD83D\uDE00\nsecond line", true)),
        read.validTrials());
    assertFalse(read.records().get(0).isVerified());
    assertEquals(RecordKind.TRIAL, read.records().get(0).kind());
    assertTrue(read.records().get(0).runId().isEmpty());
  }

  private static TrialValues second(String text, boolean words) {
    return new TrialValues(
        "base.en",
        "int8_float16",
        "cuda",
        5,
        true,
        words,
        "5s.wav",
        2,
        1.5e-5,
        text,
        0.5,
        2.500015,
        5.0,
        0.500015,
        0.100003);
  }

  @Test
  void truncationAtEveryByteNeverGivesAWrongValue() throws Exception {
    List<TrialValues> all = readBack(golden).validTrials();
    String text = new String(golden, StandardCharsets.UTF_8);
    int second = text.indexOf("- audio_duration", 1);
    int third = text.indexOf("- audio_duration", second + 1);
    for (int cut = 1; cut < golden.length; cut++) {
      ResultsFile read = readBack(Arrays.copyOf(golden, cut));

      int whole = cut >= third ? 2 : cut >= second ? 1 : 0;
      assertEquals(all.subList(0, whole), read.validTrials(), "cut at " + cut);
      assertEquals(whole, read.records().size(), "cut at " + cut);
      boolean betweenRecords = cut == second || cut == third;
      assertEquals(betweenRecords ? 0 : 1, read.damages().size(), "cut at " + cut);
    }
  }

  @Test
  void aLastRecordThatLacksAKeyIsNoneThatWasCut() throws Exception {
    String text =
        new String(golden, StandardCharsets.UTF_8).replaceAll("(?m)^  (?:load_time|rtf):.*\n", "");
    ResultsFile read = readBack(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), read.damages());
    assertEquals(3, read.records().size());
    assertEquals(List.of(), read.validTrials());
    List<TrialRow> rows = new ArrayList<>();
    TrialRows.of(List.of(file)).forEach(rows::add);
    TrialRow last = rows.get(2);
    assertFalse(last.valid());
    assertEquals(
        List.of("base.en", "int8_float16", "cuda", "5s.wav", OptionalLong.of(5), true),
        List.of(
            last.config().model(),
            last.config().computeType(),
            last.config().device(),
            last.config().workload().audioFile(),
            last.config().beamSize(),
            last.config().workload().wordTimestamps()));
  }

  @Test
  @Tag("slow")
  void readsFilesBeyondTheDefaultLimitOfYamlLoaders() throws Exception {
    String one = new String(golden, StandardCharsets.UTF_8);
    int copies = 1 + 3 * 1024 * 1024 / one.length();

    ResultsFile read = readBack(one.repeat(copies).getBytes(StandardCharsets.UTF_8));

    assertEquals(3 * copies, read.validTrials().size());
    assertEquals(3L * copies, read.records().stream().map(StoredRecord::id).distinct().count());
    assertEquals(List.of(), read.damages());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- &a {x: 1}\n- *a\n",
        "- !!java.net.URL {x: 1}\n",
        "- x: &a [1]\n  y: [*a, *a]\n",
        "- x: 1\n  x: 2\n",
        "x: 1\n",
        "just text\n",
        "- - 1\n",
        "- x: '\u0001'\n",
        "- {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a:"
            + " {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}"
            + "}}}}}\n"
      })
  void foreignYamlIsDamageNotARecord(String text) throws Exception {
    ResultsFile read = readBack(text.getBytes(StandardCharsets.UTF_8));

    assertEquals(List.of(), read.validTrials());
    assertFalse(read.damages().isEmpty());
  }

  @Test
  void invalidUtf8IsDamage() throws Exception {
    byte[] bytes = golden.clone();
    bytes[golden.length - 20] = (byte) 0xff;

    ResultsFile read = readBack(bytes);

    assertEquals(2, read.records().size());
    assertEquals(Kind.TORN_TAIL, read.damages().get(0).kind());
  }

  @Test
  void emptyFileHasNoRecords() throws Exception {
    assertEquals(List.of(), readBack(new byte[0]).records());
  }

  @Test
  void missingFileIsNamed() {
    StoreException e =
        assertThrows(
            StoreException.class, () -> RecordReader.read(folder.resolve("nothing.db.yaml")));

    assertTrue(e.getMessage().contains("nothing.db.yaml' does not exist"), e.getMessage());
  }

  private ResultsFile readBack(byte[] bytes) throws Exception {
    Files.write(file, bytes);
    return RecordReader.read(file);
  }
}
