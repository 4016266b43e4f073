package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.Issue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the voice activity model, found and read. */
class VadModelTest {

  /** Where the header and the first tensor's fields lie. */
  private static final int FIELDS = 140;

  @TempDir Path folder;

  private static VadModel named(Path file) {
    return VadModel.of(Options.empty().with("vad_model", file.toString()), Optional.empty());
  }

  private Issue refused(String name, byte[] content) throws Exception {
    VadModel model = named(Files.write(folder.resolve(name), content));
    assertEquals(Optional.empty(), model.file(), name);
    Issue issue = model.issue().orElseThrow();
    assertEquals("vad-model-invalid", issue.code());
    assertTrue(issue.message().contains(folder.resolve(name).toString()), issue.message());
    return issue;
  }

  @Test
  void theNewestOfTheModelsFolderIsTaken() throws Exception {
    byte[] model = Files.readAllBytes(NativeBuilds.sileroModel());
    Files.write(folder.resolve("ggml-silero-v5.1.2.bin"), model);
    Path newest = Files.write(folder.resolve("ggml-silero-v6.2.0.bin"), model);
    Files.write(folder.resolve("ggml-tiny.bin"), model);
    assertEquals(Optional.of(newest), VadModel.of(Options.empty(), Optional.of(folder)).file());
    assertEquals(Optional.of(NativeBuilds.sileroModel()), named(NativeBuilds.sileroModel()).file());
  }

  @Test
  void aMissingOneIsSaidWithWhereItComesFrom() {
    for (VadModel missing :
        new VadModel[] {
          VadModel.of(Options.empty(), Optional.empty()),
          VadModel.of(Options.empty(), Optional.of(folder)),
          named(folder.resolve("none.bin"))
        }) {
      Issue issue = missing.issue().orElseThrow();
      assertEquals("vad-model-missing", issue.code());
      assertTrue(issue.remedy().contains("download-vad-model.sh"), issue.remedy());
    }
  }

  @Test
  void aDamagedOneIsRefusedBeforeNativeCodeSeesIt() throws Exception {
    byte[] model = Files.readAllBytes(NativeBuilds.sileroModel());
    refused("empty", new byte[0]);
    refused("page", "<html>not found</html>".getBytes());
    assertTrue(
        refused("whisper", Files.readAllBytes(TestData.MODEL)).message().contains("silero-16k"));
    refused("longer", Arrays.copyOf(model, model.length + 1));
    Random random = new Random(20);
    for (int i = 0; i < 200; i++) {
      refused("cut", Arrays.copyOf(model, random.nextInt(model.length)));
    }
  }

  /** No byte of the fields may change but those of the version. */
  @Test
  void everyFieldCounts() throws Exception {
    byte[] model = Files.readAllBytes(NativeBuilds.sileroModel());
    for (int i = 0; i < FIELDS; i++) {
      byte[] changed = model.clone();
      changed[i] ^= 0x40;
      boolean version = i >= 18 && i < 30;
      if (version) {
        assertTrue(named(Files.write(folder.resolve("version"), changed)).file().isPresent());
      } else {
        refused("byte-" + i, changed);
      }
    }
  }
}
