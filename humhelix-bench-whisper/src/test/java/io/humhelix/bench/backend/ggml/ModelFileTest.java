package io.humhelix.bench.backend.ggml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

  private static final int FILTERS = 48;
  private static final int WORDS = FILTERS + 8 + 80 * 201 * 4;

  /** Where the first tensor of tiny.en q5_1 begins. */
  private static final int TENSORS = 586_235;

  @TempDir Path folder;

  @Test
  void readsTheHeaderOfARealModel() throws Exception {
    assertEquals(
        new ModelHeader(51_864, 384, 4, 4, 80, GgmlType.Q5_1), ModelFile.check(TestData.MODEL));
    assertFalse(ModelFile.check(TestData.MODEL).multilingual());
  }

  @Test
  void knowsTheLanguagesOfMultilingualModels() {
    assertEquals(99, new ModelHeader(51_865, 384, 4, 4, 80, GgmlType.F16).languages());
    assertEquals(
        Languages.CODES.size(),
        new ModelHeader(51_866, 1280, 32, 4, 128, GgmlType.F16).languages());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html><body>Sign in</body></html> | web page | download again",
        "'  \n<HTML lang=en>' | web page | download again",
        "'version https://git-lfs.github.com/spec/v1\noid sha256:00' | Git LFS pointer | git lfs pull",
        "GGUF____ | GGUF | ggml-*.bin",
        "PK__ | PyTorch | convert",
        "{\"error\":\"not found\"} | starts with | ggml-tiny.en.bin",
        "lmgg | has 4 bytes | again",
        "lmggabcd | has 8 bytes | again",
        "'' | has 0 bytes | again",
        "lm | has 2 bytes | again"
      })
  void saysWhatAFileIsInstead(String content, String found, String remedy) throws IOException {
    Path file =
        Files.writeString(folder.resolve("model.bin"), content, StandardCharsets.ISO_8859_1);
    assertRefused(file, found, remedy);
  }

  @Test
  void refusesFoldersAndMissingFiles() {
    assertRefused(folder, "is a folder", "file itself");
    assertRefused(folder.resolve("absent"), "not a plain file", "file itself");
  }

  @Test
  void saysHowManyBytesAreMissing() throws IOException {
    assertRefused(changed(file -> file.setLength(20_000_000)), "12166155 of its 32166155", "again");
    assertRefused(changed(file -> file.setLength(file.length() - 1)), "cut off: 1 of", "again");
    assertRefused(changed(file -> file.setLength(file.length() + 12)), "12 bytes more", "again");
    Path inVocabulary =
        changed(
            file -> {
              // Longer texts push the end of the vocabulary beyond the end of the file.
              file.setLength(1 << 20);
              for (int i = 0; i < 2000; i++) {
                putInt(file, WORDS + 4 + i * 1028L, 1024);
              }
            });
    assertRefused(inVocabulary, "within the vocabulary", "again");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 999999999, n_vocab",
    "4, 50300, n_vocab",
    "8, 0, n_audio_ctx",
    "12, -1, n_audio_state",
    "12, 383, n_audio_state",
    "16, 5, n_audio_head",
    "20, 0, n_audio_layer",
    "20, 2147483647, n_audio_layer",
    "24, 449, n_text_ctx",
    "28, 512, n_text_state",
    "32, 0, n_text_head",
    "36, 65, n_text_layer",
    "40, 81, n_mels",
    "44, 2004, ftype",
    "44, 9, ftype",
    "44, 1009, ftype",
    "44, 2001, ftype",
    "44, -1, ftype",
    "44, 2014, n_audio_state"
  })
  void refusesHeaderFieldsOutsideTheirBounds(int position, int value, String field)
      throws IOException {
    assertRefused(changed(file -> putInt(file, position, value)), field, "again");
  }

  @Test
  void refusesDamageBehindTheHeader() throws IOException {
    assertRefused(changed(file -> putInt(file, FILTERS, 1 << 30)), "mel filters", "again");
    assertRefused(changed(file -> putInt(file, FILTERS + 4, 200)), "mel filters", "again");
    assertRefused(changed(file -> putInt(file, WORDS, 60_000)), "vocabulary has 60000", "again");
    assertRefused(changed(file -> putInt(file, WORDS, -5)), "vocabulary has -5", "again");
    assertRefused(changed(file -> putInt(file, WORDS + 4, -1)), "4294967295 bytes", "again");
    assertRefused(changed(file -> putInt(file, TENSORS, 64)), "64 dimensions", "again");
    assertRefused(changed(file -> putInt(file, TENSORS + 4, -1)), "name has -1 bytes", "again");
    assertRefused(changed(file -> putInt(file, TENSORS + 8, 1000)), "of type 1000", "again");
    assertRefused(changed(file -> putInt(file, TENSORS + 12, 1500)), "[1500, 1500]", "again");
    assertRefused(changed(file -> putInt(file, TENSORS + 20, 7)), "is unknown", "again");
  }

  @Test
  void leavesTextsAndWeightsAlone() throws Exception {
    Path otherText =
        changed(
            file -> {
              file.seek(WORDS + 8);
              file.write('A');
            });
    ModelFile.check(otherText);
    ModelFile.check(changed(file -> putInt(file, file.length() - 4, 0)));
  }

  @Test
  void readsEveryNumericFormsSizes() {
    ModelHeader tiny = new ModelHeader(51_864, 384, 4, 4, 80, GgmlType.Q5_1);
    assertEquals(32_166_155 - TENSORS, new ModelTensors(tiny).fileBytes());
    assertEquals(167, new ModelTensors(tiny).count());
    // Sizes of whisper.cpp's published files, in MiB: tiny 75, large-v3 2.9 GiB.
    ModelHeader tinyHalf = new ModelHeader(51_865, 384, 4, 4, 80, GgmlType.F16);
    assertEquals(73, new ModelTensors(tinyHalf).fileBytes() >> 20);
    ModelHeader largeHalf = new ModelHeader(51_866, 1280, 32, 32, 128, GgmlType.F16);
    assertEquals(2951, new ModelTensors(largeHalf).fileBytes() >> 20);
  }

  private interface Change {
    void apply(RandomAccessFile file) throws IOException;
  }

  private Path changed(Change change) throws IOException {
    Path copy = folder.resolve("changed.bin");
    Files.copy(TestData.MODEL, copy, StandardCopyOption.REPLACE_EXISTING);
    try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
      change.apply(file);
    }
    return copy;
  }

  private static void putInt(RandomAccessFile file, long position, int value) throws IOException {
    file.seek(position);
    file.writeInt(Integer.reverseBytes(value));
  }

  private static void assertRefused(Path file, String found, String remedy) {
    ModelFormatException refusal =
        assertThrows(ModelFormatException.class, () -> ModelFile.check(file));
    assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    assertTrue(refusal.remedy().contains(remedy), refusal.remedy());
  }
}
