package io.humhelix.bench.backend.ggml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLocatorTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "tiny.en, float16, ggml-tiny.en.bin",
    "tiny.en, fp16, ggml-tiny.en.bin",
    "tiny.en, float32, ggml-tiny.en-f32.bin",
    "base, q5_1, ggml-base-q5_1.bin",
    "base, Q8_0, ggml-base-q8_0.bin",
    "turbo, q5_0, ggml-large-v3-turbo-q5_0.bin",
    "large, float16, ggml-large-v3.bin",
    "tiny.en-q5_1, default, ggml-tiny.en-q5_1.bin"
  })
  void findsFilesByWhisperCppsNames(String model, String computeType, String file)
      throws IOException {
    Files.createFile(folder.resolve(file));
    assertEquals(Optional.of(folder.resolve(file)), locate(model, computeType).file());
  }

  @Test
  void defaultTakesTheMostPrecise() throws IOException {
    for (String file :
        new String[] {"ggml-tiny-f32.bin", "ggml-tiny-q5_0.bin", "ggml-tiny-q8_0.bin"}) {
      Files.createFile(folder.resolve(file));
    }
    assertEquals(
        Optional.of(folder.resolve("ggml-tiny-q8_0.bin")), locate("tiny", "default").file());
    Files.createFile(folder.resolve("ggml-tiny.bin"));
    assertEquals(Optional.of(folder.resolve("ggml-tiny.bin")), locate("tiny", "default").file());
  }

  @Test
  void namesWhatItTried() {
    Issue issue = locate("tiny", "q5_1").issue().orElseThrow();
    assertEquals("model-missing", issue.code());
    assertTrue(issue.message().contains("ggml-tiny-q5_1.bin"), issue.message());
    assertTrue(issue.message().contains(folder.toString()), issue.message());
    String all = locate("tiny", "default").issue().orElseThrow().message();
    assertTrue(all.contains("ggml-tiny.bin, ggml-tiny-q8_0.bin"), all);
  }

  @Test
  void namesTheComputeTypesThatAreThere() throws IOException {
    Files.createFile(folder.resolve("ggml-tiny.en-q5_1.bin"));
    assertEquals(
        "It is there with compute type q5_1: ask for that, or put one of these there"
            + " (whisper.cpp's download-ggml-model.sh fetches them), or set model to the path of a file.",
        locate("tiny.en", "float16").issue().orElseThrow().remedy());
    assertTrue(
        locate("tiny", "float16").issue().orElseThrow().remedy().startsWith("Put one"), "another");
  }

  @Test
  void findsFilesByPath() throws IOException {
    Path file = Files.createFile(folder.resolve("mine.bin"));
    assertEquals(Optional.of(file), locate(file.toString(), "default").file());
    assertEquals(Optional.of(file), locate("mine.bin", "q5_1").file());
    Issue issue = locate("other/model.bin", "default").issue().orElseThrow();
    assertTrue(issue.message().contains(Path.of("other/model.bin").toString()), issue.message());
  }

  @Test
  void asksForAFolderWhenAModelIsNamedWithoutOne() {
    Issue issue =
        ModelLocator.locate("whisper-jni", "tiny", ComputeType.DEFAULT, Optional.empty())
            .issue()
            .orElseThrow();
    assertTrue(issue.message().contains("no models folder"), issue.message());
  }

  @Test
  void refusesLinksOutOfTheModelsFolder(@TempDir Path elsewhere) throws IOException {
    Path target = Files.createFile(elsewhere.resolve("secret"));
    Path link = Files.createSymbolicLink(folder.resolve("ggml-tiny.bin"), target);
    Issue issue = locate("tiny", "float16").issue().orElseThrow();
    assertTrue(issue.message().contains("leads out of the models folder"), issue.message());
    assertEquals(
        Optional.of(link), locate(link.toString(), "float16").file(), "a path given is meant");
  }

  private ModelLocator locate(String model, String computeType) {
    return ModelLocator.locate(
        "whisper-jni", model, new ComputeType(computeType), Optional.of(folder));
  }
}
