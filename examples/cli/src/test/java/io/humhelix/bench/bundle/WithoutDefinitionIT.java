package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundle in a folder with models and audio, and nothing that says what to do with them. */
class WithoutDefinitionIT {

  private static final Path DATA = Path.of("../data").toAbsolutePath().normalize();
  private static final Path LAUNCHER =
      Path.of("target/humhelix-bench/bin/humhelix-bench").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void modelsAndAudio() throws IOException {
    copy(DATA.resolve("models"), folder.resolve("models"));
    Path clips = Files.createDirectories(folder.resolve("clips"));
    for (String number : List.of("0880", "0890")) {
      Files.copy(
          DATA.resolve("speech/librivox/sense_and_sensibility_01_austen_64kb-" + number + ".wav"),
          clips.resolve(number + ".wav"));
    }
    Files.writeString(
        folder.resolve("refs.tsv"),
        "path\tsentence\n"
            + "0880.mp3\the was not an ill disposed young man\n"
            + "0890.mp3\tunless to be rather cold hearted and rather selfish is to be ill disposed\n");
  }

  @Test
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void aRunNeedsNoFileAndSavesOne() throws Exception {
    Outcome outcome =
        run(
            "run",
            "--backend",
            "onnxruntime,whisper-jni",
            "--model",
            "tiny.en",
            "--audio",
            "clips/*.wav",
            "--references",
            "refs.tsv",
            "--forks=1",
            "--trials=1",
            "--warmup=0",
            "--save-definition=bench.yaml");

    assertEquals(0, outcome.status(), outcome.text());
    for (String part : List.of("onnxruntime / clips", "whisper-jni / clips", "WER", "results/")) {
      assertTrue(outcome.text().contains(part), outcome.text());
    }
    String saved = Files.readString(folder.resolve("bench.yaml"));
    assertTrue(saved.contains("files: [clips/*.wav]\n    references: refs.tsv\n"), saved);

    Outcome again = run("validate", "bench.yaml", "--probe");
    assertEquals(0, again.status(), again.text());
    assertTrue(again.text().contains("OK: 2 run configs, 2 clips"), again.text());
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void initFindsWhatIsThereAndWritesWhatIsValid() throws Exception {
    Files.copy(folder.resolve("refs.tsv"), folder.resolve("clips/refs.tsv"));
    Outcome init = run("init");

    assertEquals(0, init.status(), init.text());
    for (String part :
        List.of(
            "wrote benchmark.yaml",
            "models: tiny.en in models",
            "audio: clips: 2 clips, references in refs.tsv",
            "next: humhelix-bench run benchmark.yaml")) {
      assertTrue(init.text().contains(part), init.text());
    }
    Outcome valid = run("validate", "benchmark.yaml", "--probe");
    assertEquals(0, valid.status(), valid.text());
    assertTrue(valid.text().contains("run configs, 2 clips"), valid.text());
  }

  private Outcome run(String... arguments) throws Exception {
    return Outcome.of(
        folder,
        9,
        LAUNCHER,
        Map.of("JAVA_HOME", BundleCopy.JAVA_HOME.toString(), "HUMHELIX_CLASS_ARCHIVE", "off"),
        arguments);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
