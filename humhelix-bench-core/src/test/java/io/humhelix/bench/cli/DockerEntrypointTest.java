package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The containers' first program, with a stand-in for humhelix-bench behind it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DockerEntrypointTest {

  private static final String ENTRYPOINT = DockerFolder.PATH.resolve("entrypoint.sh").toString();

  @TempDir private Path folder;

  private Map<String, String> environment(Path results) {
    return Map.of("HUMHELIX_BUNDLE", folder.toString(), "HUMHELIX_RESULTS", results.toString());
  }

  private void bundle(String... lines) throws Exception {
    DockerFolder.script(folder.resolve("bin/humhelix-bench"), lines);
  }

  @Test
  void wordsAndExitCodePassThrough() throws Exception {
    bundle("printf '<%s>' \"$@\"", "exit 5");
    DockerFolder.Ended ended =
        DockerFolder.run(
            folder, environment(folder), List.of(ENTRYPOINT, "run", "a b.yaml", "--only", "*"));
    assertEquals("<run><a b.yaml><--only><*>", ended.said());
    assertEquals(5, ended.code());
  }

  @Test
  void resultsThatCannotBeWrittenAreSaidBeforeAnythingIsMeasured() throws Exception {
    bundle("echo measured");
    Map<String, String> nowhere = environment(folder.resolve("nowhere"));
    DockerFolder.Ended ended =
        DockerFolder.run(folder, nowhere, List.of(ENTRYPOINT, "run", "a.yaml"));
    assertEquals(3, ended.code());
    assertTrue(
        ended.said().contains("may not write to " + folder.resolve("nowhere")), ended.said());
    assertTrue(ended.said().contains("type: sudo install -d -o "), ended.said());
    assertEquals(
        "measured\n",
        DockerFolder.run(folder, nowhere, List.of(ENTRYPOINT, "doctor")).said(),
        "commands that only read need no such folder");
  }

  @Test
  void aSignalReachesTheProgramItself() throws Exception {
    // Not an interrupt: a shell that runs tests in the background has its children ignore it.
    bundle("trap 'exit 42' TERM", "echo $$", "while :; do read -r line || sleep 1; done");
    ProcessBuilder builder = new ProcessBuilder(ENTRYPOINT, "run", "a.yaml");
    builder.environment().putAll(environment(folder));
    Process process = builder.start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals(Long.toString(process.pid()), out.readLine(), "exec, and no shell between");
      assertEquals(
          0,
          DockerFolder.run(folder, Map.of(), List.of("kill", "-TERM", process.pid() + "")).code());
      process.getOutputStream().close();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(42, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
    assertTrue(Files.exists(folder.resolve("bin/humhelix-bench")));
  }
}
