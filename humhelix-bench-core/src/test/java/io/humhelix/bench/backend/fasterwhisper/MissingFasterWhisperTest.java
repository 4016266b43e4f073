package io.humhelix.bench.backend.fasterwhisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where something is missing; needs no Python. */
class MissingFasterWhisperTest {

  @TempDir Path folder;

  private final FasterWhisperProvider provider = new FasterWhisperProvider();

  private static OpenRequest request(String model, Options options, Optional<Path> models) {
    return new OpenRequest(
        SutSpec.of("s", FasterWhisperProvider.ID, model),
        options,
        models,
        TranscriptionTask.DEFAULT);
  }

  private Options interpreter(String script) throws Exception {
    Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
    assertTrue(python.toFile().setExecutable(true));
    return Options.empty().with("python", python.toString());
  }

  @Test
  void saysThatThereIsNoInterpreter() {
    Availability found = provider.probe(Options.empty().with("python", "no-such-python"));
    assertFalse(found.available());
    assertTrue(found.detail().contains("exit code 127"), found.detail());
    assertTrue(found.remedy().contains("PATH"), found.remedy());
  }

  @Test
  void saysWhyTheInterpreterCannotImportIt() throws Exception {
    Availability found =
        provider.probe(
            interpreter(
                "echo '{\"type\":\"error\",\"kind\":\"library\",\"message\":\"cannot import\","
                    + "\"remedy\":\"install it\"}' >&4; exit 1"));
    assertFalse(found.available());
    assertTrue(found.detail().contains("cannot import"));
    assertEquals("install it", found.remedy());
  }

  @Test
  void asksAnInterpreterOnce() throws Exception {
    Path count = folder.resolve("count");
    Options options =
        interpreter(
            "echo x >>"
                + count
                + "\necho '{\"type\":\"hello\",\"protocol\":1,\"supported\":{\"cpu\":[\"int8\"]},"
                + "\"repositories\":{\"tiny\":\"org/tiny-ct2\"}}' >&4; read line <&3");
    assertTrue(provider.probe(options).available());
    Preflight preflight = provider.preflight(request("tiny", options, Optional.of(folder)));
    assertEquals(1, Files.readAllLines(count).size());
    assertTrue(
        preflight.issues().get(0).message().contains("models--org--tiny-ct2"),
        preflight.issues().toString());
  }

  @Test
  void findsModelsByPathByNameAndInACache() throws Exception {
    Path plain = Files.createDirectories(folder.resolve("plain"));
    Path named = Files.createDirectories(folder.resolve("faster-whisper-base"));
    Path entry = folder.resolve("models--org--tiny-ct2");
    Path old = Files.createDirectories(entry.resolve("snapshots").resolve("aaa"));
    Path current = Files.createDirectories(entry.resolve("snapshots").resolve("bbb"));
    for (Path model : java.util.List.of(plain, named, old, current)) {
      Files.writeString(model.resolve("model.bin"), "weights");
      Files.writeString(model.resolve("config.json"), "{}");
    }
    Map<String, String> repositories = Map.of("tiny", "org/tiny-ct2");
    Optional<Path> models = Optional.of(folder);
    assertEquals(Optional.of(plain), find("plain", models, repositories));
    assertEquals(Optional.of(plain), find(plain.toString(), Optional.empty(), repositories));
    assertEquals(Optional.of(named), find("base", models, repositories));
    assertEquals(Optional.of(old), find("tiny", models, repositories), "the only order there is");
    Files.createDirectories(entry.resolve("refs"));
    Files.writeString(entry.resolve("refs").resolve("main"), "bbb\n");
    assertEquals(Optional.of(current), find("tiny", models, repositories));
    assertEquals(Optional.of(current), find("org/tiny-ct2", models, Map.of()));
    assertEquals(Optional.empty(), find("large", models, repositories));
  }

  private static Optional<Path> find(
      String model, Optional<Path> models, Map<String, String> repositories) {
    FasterWhisperModel found =
        FasterWhisperModel.locate(
            request(model, Options.empty(), models), Optional.empty(), repositories, Map.of());
    assertEquals(found.folder().isEmpty(), found.issue().isPresent());
    found.folder().ifPresent(folder -> assertEquals(2, found.files().size()));
    return found.folder();
  }
}
