package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Linters find nothing in examples/docker, and would find something. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class DockerLintTest {

  private static final List<String> BOTH = List.of("compose.yaml", "compose.override.yaml");

  @TempDir private Path folder;

  private DockerFolder.Ended run(String... command) throws Exception {
    return DockerFolder.run(folder, Map.of(), List.of(command));
  }

  @Test
  void hadolintAcceptsTheDockerfile() throws Exception {
    String hadolint = DockerFolder.program("hadolint");
    Path file = DockerFolder.PATH.resolve("Dockerfile");
    DockerFolder.Ended good = run(hadolint, file.toString());
    assertEquals(0, good.code(), good.said());

    String text = Files.readString(file).replace("USER 1000:1000", "USER root");
    Path bad = Files.writeString(folder.resolve("Dockerfile"), text + "RUN cd /tmp\n");
    assertNotEquals(0, run(hadolint, bad.toString()).code());
  }

  @Test
  void shellcheckAcceptsTheScripts() throws Exception {
    String shellcheck = DockerFolder.program("shellcheck");
    DockerFolder.Ended good =
        run(shellcheck, DockerFolder.PATH.resolve("entrypoint.sh").toString());
    assertEquals(0, good.code(), good.said());
    Path bad = DockerFolder.script(folder.resolve("bad.sh"), "echo $1");
    assertNotEquals(0, run(shellcheck, bad.toString()).code());
  }

  private List<String> client() throws Exception {
    return run("sh", "-c", "docker compose version").code() == 0
        ? List.of("docker", "compose")
        : List.of(DockerFolder.program("docker-compose"));
  }

  /**
   * Of Compose 2 the files as they are; of 1.29, which Debian has, without what it does not know.
   */
  private DockerFolder.Ended config(List<String> names) throws Exception {
    List<String> command = new ArrayList<>(client());
    boolean current = command.size() == 2;
    Path copies = Files.createDirectories(folder.resolve("examples/docker"));
    for (String name : names) {
      String text = DockerFolder.read(name);
      if (!current) {
        text =
            text.replaceFirst("(?m)^name: .*\n", "")
                .replaceAll("(?m)^ +bind:\n( +#.*\n)? +create_host_path: false\n", "");
      }
      Files.writeString(copies.resolve(name), text);
      command.addAll(List.of("-f", name));
    }
    command.add("config");
    return DockerFolder.run(copies, Map.of("HUMHELIX_UID", "1234", "GPU", "1"), command);
  }

  @Test
  void composeAcceptsItsFiles() throws Exception {
    DockerFolder.Ended gpu = config(BOTH);
    assertEquals(0, gpu.code(), gpu.said());
    assertTrue(gpu.said().contains("driver: nvidia"), gpu.said());
    assertTrue(gpu.said().replace("\"", "'").contains("- '1'"), gpu.said());
    assertTrue(gpu.said().contains("1234:1000"), gpu.said());
  }

  @Test
  void composeLeavesTheGpuOutWithoutTheOverride() throws Exception {
    DockerFolder.Ended cpu = config(BOTH.subList(0, 1));
    assertEquals(0, cpu.code(), cpu.said());
    assertTrue(!cpu.said().contains("nvidia"), cpu.said());
    assertTrue(cpu.said().contains("/usr/local/cuda/compat"), cpu.said());
  }

  @Test
  void composeFindsAMistake() throws Exception {
    DockerFolder.Ended good = config(BOTH);
    assertEquals(0, good.code(), good.said());
    Path file = folder.resolve("examples/docker/compose.yaml");
    Files.writeString(file, Files.readString(file).replace("healthcheck:", "healthchek:"));
    List<String> command = new ArrayList<>(client());
    command.addAll(List.of("-f", "compose.yaml", "config"));
    DockerFolder.Ended bad = DockerFolder.run(file.getParent(), Map.of(), command);
    assertNotEquals(0, bad.code());
    assertTrue(bad.said().contains("healthchek"), bad.said());
  }
}
