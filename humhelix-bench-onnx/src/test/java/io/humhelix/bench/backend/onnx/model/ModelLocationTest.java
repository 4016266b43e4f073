package io.humhelix.bench.backend.onnx.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLocationTest {

  @TempDir Path models;

  @ParameterizedTest
  @CsvSource({
    "tiny.en, tiny.en",
    "tiny.en, whisper-tiny.en",
    "tiny.en, onnx-community/whisper-tiny.en",
    "distil-small.en, onnx-community/distil-small.en",
    "turbo, whisper-large-v3-turbo",
    "large, onnx-community/whisper-large-v3",
    "Xenova/whisper-base, Xenova/whisper-base",
    "tiny, models--onnx-community--whisper-tiny/snapshots/0123",
    "distil-whisper/distil-large-v3, models--distil-whisper--distil-large-v3/snapshots/0123"
  })
  void findsAFolderByName(String model, String folder) throws IOException {
    Path expected = Files.createDirectories(models.resolve(folder));
    assertEquals(Optional.of(expected), ModelLocation.locate(model, Optional.of(models)).folder());
  }

  @Test
  void takesTheSnapshotOfTheMainBranch() throws IOException {
    Path repository = models.resolve("models--openai--whisper-tiny");
    Files.createDirectories(repository.resolve("snapshots/aaaa"));
    Path main = Files.createDirectories(repository.resolve("snapshots/bbbb"));
    assertTrue(
        ModelLocation.locate("openai/whisper-tiny", Optional.of(models)).issue().isPresent());
    Files.createDirectories(repository.resolve("refs"));
    Files.writeString(repository.resolve("refs/main"), "bbbb\n");
    assertEquals(
        Optional.of(main),
        ModelLocation.locate("openai/whisper-tiny", Optional.of(models)).folder());
  }

  @Test
  void findsAFolderByPath() throws IOException {
    Path folder = Files.createDirectories(models.resolve("elsewhere/mine"));
    String path = folder.toString();
    assertEquals(Optional.of(folder), ModelLocation.locate(path, Optional.empty()).folder());
    assertEquals(
        folder,
        ModelLocation.locate("./mine", Optional.of(folder.getParent()))
            .folder()
            .orElseThrow()
            .normalize());
    assertMissing(path + "/absent", Optional.empty(), "no model folder");
    Files.createFile(folder.resolve("file"));
    assertMissing(path + "/file", Optional.empty(), "is a file");
  }

  @Test
  void takesTheFolderAroundTheGraphs() throws IOException {
    Path graphs = Files.createDirectories(models.resolve("mine/onnx"));
    Files.createFile(models.resolve("mine/config.json"));
    assertEquals(
        Optional.of(models.resolve("mine")),
        ModelLocation.locate(graphs.toString(), Optional.empty()).folder());
  }

  @Test
  void listsWhatItTried() {
    String message = assertMissing("tiny.en", Optional.of(models), "tried");
    assertTrue(message.contains(models.resolve("whisper-tiny.en").toString()), message);
    assertTrue(message.contains(models.resolve("onnx-community/whisper-tiny.en").toString()));
    assertMissing("tiny.en", Optional.empty(), "no models folder is set");
    assertMissing("nobody/nothing", Optional.empty(), "nobody/nothing");
    assertMissing("a\0b", Optional.of(models), "cannot be a folder name");
  }

  @Test
  void refusesALinkThatLeadsOut(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(models.resolve("whisper-tiny"), elsewhere);
    assertMissing("tiny", Optional.of(models), "leads out of the models folder");
  }

  private static String assertMissing(String model, Optional<Path> models, String found) {
    ModelLocation location = ModelLocation.locate(model, models);
    assertTrue(location.folder().isEmpty());
    Issue issue = location.issue().orElseThrow();
    assertEquals("model-missing", issue.code());
    assertTrue(issue.message().contains(found), issue.message());
    assertTrue(!issue.remedy().isEmpty());
    return issue.message();
  }
}
