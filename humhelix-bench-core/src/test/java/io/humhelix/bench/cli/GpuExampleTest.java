package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.definition.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The prepared session of examples/gpu, with a stand-in for the program that it starts. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class GpuExampleTest {

  private static final Path PATH = DockerFolder.ROOT.resolve("examples/gpu");
  private static final Path SCRIPT = PATH.resolve("measure.sh");

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setUp() {
    DockerFolder.program("timeout");
    environment.put("PYTHON", "python-that-is-not-there");
  }

  /** Plays humhelix-bench: notes each call's words, then does what is asked. */
  private void program(String... lines) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "{ printf '%s\\n' \"$@\"; echo; } >>'" + folder.resolve("calls") + "'",
                "echo \"${CUDA_VISIBLE_DEVICES-unset} ${LD_LIBRARY_PATH-unset}\""));
    all.addAll(List.of(lines));
    environment.put(
        "HUMHELIX_BENCH",
        DockerFolder.script(folder.resolve("bench"), all.toArray(String[]::new)).toString());
  }

  private DockerFolder.Ended measure() throws Exception {
    return DockerFolder.run(
        folder, environment, List.of(SCRIPT.toString(), folder.resolve("out").toString()));
  }

  private List<List<String>> calls() throws Exception {
    return Stream.of(Files.readString(folder.resolve("calls")).split("\n\n"))
        .map(call -> List.of(call.split("\n")))
        .toList();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void everyDefinitionIsReadAndMeasured() throws Exception {
    program();
    environment.put("WHISPER_LIBRARY", "/opt/whisper cpp");
    environment.put("WHISPER_JNI_LIBRARY", "/opt/whisper jni");
    environment.put("CUDA_LIBRARIES", "/opt/cuda lib");
    assertEquals(0, measure().code());
    TreeSet<Path> measured = new TreeSet<>();
    for (List<String> words : calls()) {
      assertEquals(
          List.of(),
          Main.line(CommandContext.ofProcess()).parseArgs(words.toArray(String[]::new)).unmatched(),
          words.toString());
      if (words.get(0).equals("run")) {
        measured.add(Path.of(words.get(1)));
      }
    }
    try (Stream<Path> definitions = Files.list(PATH.resolve("definitions"))) {
      List<Path> there = definitions.sorted().toList();
      assertEquals(there, List.copyOf(measured));
      for (Path one : there) {
        assertFalse(
            DefinitionReader.read(one, Overrides.builder().build()).suts().isEmpty(),
            one.toString());
      }
    }
  }

  @Test
  void optionsWithBlanksStayWholeAndReachWhatHasThem() throws Exception {
    program();
    environment.put("WHISPER_LIBRARY", "/opt/whisper cpp");
    environment.put("WHISPER_JNI_LIBRARY", "/opt/whisper jni");
    environment.put("CUDA_LIBRARIES", "/opt/cuda lib");
    environment.put("DEVICE", "cuda:1");
    assertEquals(0, measure().code());
    List<List<String>> calls = calls();
    assertEquals(
        List.of(
            "doctor",
            "--gpu",
            "--json",
            "--set",
            "cuda_libraries=/opt/cuda lib",
            "--set",
            "faster-whisper.python=python-that-is-not-there",
            "--set",
            "whisper.cpp.library=/opt/whisper cpp",
            "--set",
            "whisper-jni.library_path=/opt/whisper jni"),
        calls.get(0));
    for (List<String> words : calls.subList(1, calls.size())) {
      assertEquals("cuda:1", words.get(words.indexOf("--device") + 1), words.toString());
      assertTrue(
          words.contains("cuda_libraries=/opt/cuda lib") || words.contains("ONNX Runtime*"),
          words.toString());
      boolean whisper = words.get(1).endsWith("/whisper.yaml");
      for (String setting :
          List.of(
              "whisper.cpp.library=/opt/whisper cpp",
              "whisper.cpp without flash attention.library=/opt/whisper cpp",
              "whisper-jni.library_path=/opt/whisper jni")) {
        assertEquals(whisper, words.contains(setting), setting);
      }
    }
  }

  @Test
  void oneBuildOfWhisperIsEnough() throws Exception {
    program();
    environment.put("WHISPER_LIBRARY", "/opt/whisper.cpp/build");
    assertEquals(0, measure().code());
    List<String> words =
        calls().stream()
            .filter(call -> call.get(1).endsWith("/whisper.yaml"))
            .findFirst()
            .orElseThrow();
    assertTrue(words.contains("whisper.cpp.library=/opt/whisper.cpp/build"), words.toString());
    assertTrue(words.stream().noneMatch(word -> word.contains("library_path")), words.toString());
  }

  @Test
  void aPartThatFailsLeavesTheOthersAlone() throws Exception {
    program("echo complaint >&2", "exit 3");
    DockerFolder.Ended ended = measure();
    assertEquals(0, ended.code(), ended.said());
    String summary = Files.readString(folder.resolve("out/summary.txt"));
    assertEquals(7, all("exit code 3, ", summary).size(), summary);
    assertTrue(
        summary.contains("06-whisper: left out, neither WHISPER_LIBRARY nor WHISPER_JNI"), summary);
    assertEquals("complaint\n", Files.readString(folder.resolve("out/02-onnx/log.txt")));
    String packed =
        DockerFolder.run(
                folder, Map.of(), List.of(DockerFolder.program("tar"), "-tzf", "out.tar.gz"))
            .said();
    for (String file : List.of("summary.txt", "machine.txt", "04-tf32/said.txt")) {
      assertTrue(packed.contains("out/" + file), packed);
    }
  }

  @Test
  void gpuAndCudnnAreHiddenInTheirPartsAlone() throws Exception {
    program();
    Path libraries = Files.createDirectories(folder.resolve("cuda"));
    for (String name : List.of("libcublas.so.12", "libcudnn.so.9", "libcudart.so.12")) {
      Files.createFile(libraries.resolve(name));
    }
    environment.put("CUDA_LIBRARIES", libraries.toString());
    environment.put("CUDA_VISIBLE_DEVICES", "0");
    environment.put("LD_LIBRARY_PATH", "/nowhere");
    assertEquals(0, measure().code());
    Path out = folder.resolve("out");
    assertEquals("0 /nowhere\n", Files.readString(out.resolve("05-faster-whisper/said.txt")));
    assertEquals(" /nowhere\n", Files.readString(out.resolve("07-hidden-gpu/said.txt")));
    assertEquals(
        "0 " + out.toRealPath().resolve("libraries") + "\n",
        Files.readString(out.resolve("08-hidden-cudnn/said.txt")));
    String linked = Files.readString(out.resolve("libraries.txt"));
    assertTrue(linked.contains("libcublas.so.12") && linked.contains("libcudart.so.12"), linked);
    assertFalse(linked.contains("libcudnn"), linked);
  }

  @Test
  void allPartsTogetherEndWithinTenMinutes() throws Exception {
    String script = Files.readString(SCRIPT);
    int seconds =
        all(
                "(?<=^ {0,4}\\(?(models=\\S{1,40} && )?(CUDA_VISIBLE_DEVICES='' )?(part|run) \\d{2}-[\\w-]{1,20} )\\d+",
                script)
            .stream()
            .mapToInt(Integer::parseInt)
            .sum();
    assertTrue(seconds > 400 && seconds <= 570, "the parts may take " + seconds + " s");
    program();
    environment.put("BUDGET", "0");
    assertEquals(0, measure().code());
    String summary = Files.readString(folder.resolve("out/summary.txt"));
    assertEquals(7, all(": left out, the time is up$", summary).size(), summary);
    assertTrue(Files.exists(folder.resolve("out.tar.gz")));
  }

  @Test
  @Tag("slow")
  void aPartThatHangsIsCancelled() throws Exception {
    program("exec sleep 60");
    environment.put("BUDGET", "11");
    assertEquals(0, measure().code());
    String summary = Files.readString(folder.resolve("out/summary.txt"));
    assertTrue(summary.contains("01-doctor: exit code 124, "), summary);
    assertTrue(summary.contains("02-onnx: left out, the time is up"), summary);
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    environment.put("HUMHELIX_BENCH", "no-such-program");
    DockerFolder.Ended ended = measure();
    assertEquals(2, ended.code(), ended.said());
    assertTrue(ended.said().contains("set HUMHELIX_BENCH"), ended.said());
    program();
    assertEquals(0, measure().code());
    ended = measure();
    assertEquals(2, ended.code(), ended.said());
    assertTrue(ended.said().contains("has results already; name another folder"), ended.said());
  }

  @Test
  @Tag("slow")
  void shellcheckAcceptsTheScript() throws Exception {
    String shellcheck = DockerFolder.program("shellcheck");
    DockerFolder.Ended good =
        DockerFolder.run(folder, Map.of(), List.of(shellcheck, SCRIPT.toString()));
    assertEquals(0, good.code(), good.said());
    Path bad = DockerFolder.script(folder.resolve("bad.sh"), "echo $1");
    assertNotEquals(
        0, DockerFolder.run(folder, Map.of(), List.of(shellcheck, bad.toString())).code());
  }
}
