package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed file of schema 1 stays readable, and its form does not change by accident. */
@Isolated("changes the default locale")
class GoldenFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "ar-EG"})
  void writerGivesTheSameBytesInEveryLocale(String tag) throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertEquals(
          afterRunRecord(golden()), afterRunRecord(Files.readString(Samples.writeAll(folder))));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void schema1StaysReadable() throws Exception {
    Path file = Files.writeString(folder.resolve("benchmark-golden.db.yaml"), golden());

    ResultsFile read = RecordReader.read(file);

    assertEquals(List.of(), read.damages());
    assertEquals(12, read.records().size());
    assertEquals(Samples.RUN_ID + "-0", read.records().get(0).id());
    assertEquals(
        new TrialValues(
            "tiny.en",
            "fp16",
            "cuda:1",
            5,
            true,
            false,
            "5s.wav",
            1.5,
            0.25,
            Samples.TEXT,
            0.125,
            1.875,
            5.5,
            0.375,
            0.375 / 5.5),
        read.validTrials().get(0));
    assertEquals(
        List.of(Samples.clip("5s.wav", 0, Samples.TEXT)),
        ReadBack.trial(read.records().get(3)).clips());
  }

  /** Without the run record, whose list of metrics grows with the harness. */
  private static String afterRunRecord(String file) {
    return file.substring(file.indexOf('\n') + 1);
  }

  private static String golden() throws Exception {
    try (InputStream in = GoldenFileTest.class.getResourceAsStream("schema-1.db.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
