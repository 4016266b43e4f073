package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.sync.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code make sync-bench-results} of examples/docker, with a real sshd on loopback. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class DockerSyncTest {

  @TempDir private Path folder;

  @Test
  void bringsTheResultsOfTwoHostsHome() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    String run = GoldenRuns.copy("pair-old", there).getFileName().toString();
    Path home = folder.resolve("at home");
    Path bench =
        DockerFolder.script(
            folder.resolve("bin/bench"),
            "exec '"
                + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -cp '"
                + System.getProperty("java.class.path")
                + "' "
                + Main.class.getName()
                + " \"$@\"");
    try (Sshd sshd = Sshd.start(folder.resolve("sshd"))) {
      DockerFolder.Ended ended =
          DockerFolder.run(
              folder,
              Map.of(),
              List.of(
                  DockerFolder.program("make"),
                  "-C",
                  DockerFolder.PATH.toString(),
                  "sync-bench-results",
                  "HOSTS=alpha beta",
                  "HOST_RESULTS=" + there,
                  "RESULTS=" + home,
                  "HUMHELIX_BENCH=" + bench,
                  "SYNC_OPTIONS=--gather --ssh-config '" + sshd.config() + "'"));
      assertEquals(0, ended.code(), ended.said());
      assertTrue(ended.said().contains("2 new files in "), ended.said());
    }
    assertTrue(Files.exists(home.resolve("alpha").resolve(run)));
    assertTrue(Files.exists(home.resolve("beta").resolve(run)));
  }
}
