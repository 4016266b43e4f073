package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of examples/docker fit the repository, and each other. */
class DockerExampleTest {

  private static final Path SPEECH = DockerFolder.ROOT.resolve("examples/data/speech");

  @TempDir private Path folder;
  private final Program program = new Program();

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    assertTrue(matcher.find(), pattern + " is not in " + text);
    return matcher.group(1);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static String required(String name) throws Exception {
    return found("^" + name + "==(\\S+)$", DockerFolder.read("requirements.txt"));
  }

  @Test
  void onnxRuntimeIsThatOfThePom() throws Exception {
    String pom = Files.readString(DockerFolder.ROOT.resolve("pom.xml"));
    assertEquals(
        found("<onnxruntime.version>(.*)</onnxruntime.version>", pom), required("onnxruntime"));
    assertEquals(
        found("<onnxruntime.artifact>(.*)</onnxruntime.artifact>", pom),
        found("-Donnxruntime.artifact=(\\S+)", DockerFolder.read("Dockerfile")));
  }

  @Test
  void fasterWhisperIsTheOneThatIsTested() throws Exception {
    String python = System.getProperty("humhelix.test.python", "python3");
    DockerFolder.Ended versions =
        DockerFolder.run(
            folder,
            Map.of(),
            List.of(
                python,
                "-c",
                "from importlib.metadata import version; print('/'.join(map(version,"
                    + " ['faster-whisper', 'ctranslate2'])))"));
    if (versions.code() != 0) {
      RequiredProgram.missing(python + " has no faster-whisper");
    }
    assertEquals(
        versions.said().strip(), required("faster-whisper") + "/" + required("ctranslate2"));
  }

  @Test
  void everyVersionIsFixed() throws Exception {
    for (String line : DockerFolder.read("requirements.txt").split("\n")) {
      assertTrue(line.isBlank() || line.matches("#.*|[\\w.-]+==[\\w.]+"), line);
    }
    for (String image : all("(?<=^ARG \\w{1,20}_IMAGE=).*", DockerFolder.read("Dockerfile"))) {
      assertTrue(image.matches("[\\w./-]+:.*([\\d.]{4}|[0-9a-f]{40}).*"), image);
    }
  }

  @Test
  void whatIsCopiedIsInTheContext() throws Exception {
    DockerContext context =
        DockerContext.of(DockerFolder.ROOT, DockerFolder.PATH.resolve("Dockerfile.dockerignore"));
    int copied = 0;
    for (String line : all("^COPY .*", DockerFolder.read("Dockerfile"))) {
      List<String> words =
          Arrays.stream(line.split(" ")).skip(1).filter(w -> !w.startsWith("--")).toList();
      if (!line.contains("--from=")) {
        for (String source : words.subList(0, words.size() - 1)) {
          assertTrue(context.has(source), source + " of: " + line);
          copied++;
        }
      }
    }
    assertTrue(copied > 8, "COPY lines were not found");
    for (String module :
        all(
            "(?<=<module>).*(?=</module>)",
            Files.readString(DockerFolder.ROOT.resolve("pom.xml")))) {
      assertTrue(context.has(module), module);
    }
    // The rest of the repository stays out, and what is not there is not taken for copied.
    assertFalse(context.has("examples/data/models"));
    assertFalse(context.has("CHANGELOG.md"));
    assertFalse(context.has("humhelix-bench-core/target/classes"));
    assertFalse(context.has("examples/docker/nothing.txt"));
  }

  @Test
  void theLinkerLooksWherePipPutsEachLibrary() throws Exception {
    TreeSet<String> packages = new TreeSet<>();
    all("(?<=^nvidia-).*(?=-cu12==)", DockerFolder.read("requirements.txt"))
        .forEach(name -> packages.add(name.replace('-', '_')));
    String path = found("^ENV LD_LIBRARY_PATH=(.*NVIDIA_LIBS.*)$", DockerFolder.read("Dockerfile"));
    TreeSet<String> folders = new TreeSet<>(all("(?<=\\{NVIDIA_LIBS\\}/)\\w+(?=/lib)", path));
    assertEquals(packages, folders);
    String python = found("PYTHON_IMAGE=python:(\\d+\\.\\d+)", DockerFolder.read("Dockerfile"));
    assertTrue(
        DockerFolder.read("Dockerfile").contains("/lib/python" + python + "/site-packages/nvidia"));
  }

  @Test
  void theDefinitionsAreValid() throws Exception {
    for (String name : List.of("engines.yaml", "whisper.yaml", "cpu.yaml")) {
      String text = DockerFolder.read("definitions/" + name);
      assertTrue(text.contains("models: /models\n"), name);
      assertTrue(text.contains("output: /opt/hum-helix\n"), name);
      Path file = Files.writeString(folder.resolve(name), text.replace("/speech/", SPEECH + "/"));
      assertEquals(0, program.run("validate", file), program::err);
    }
    assertTrue(
        program.out().matches("(?s)OK: 8 run configs.*\nOK: 3 run configs.*\nOK: 2 run configs.*"),
        program::out);
  }

  @Test
  void humHelixsOwnFileIsValidAsMakeRunsIt() throws Exception {
    Path file = LegacyFile.write(folder, "", "tiny", "tiny.en", "base");
    List<String> call =
        DockerFolder.callsOfDocker(folder, "bench-hum-helix", "HUM_HELIX=" + file).get(0);
    assertTrue(call.contains(file + ":/hum-helix/benchmark.config.yaml:ro"), call.toString());
    Files.delete(folder.resolve("30s.wav"));
    assertEquals("/speech", call.get(call.indexOf("--workloads") + 1));
    assertEquals(0, program.run("validate", file, "--workloads", SPEECH), program::err);
    assertTrue(program.out().startsWith("OK: 3 run configs, 1 clip, 30"), program.out());
  }
}
